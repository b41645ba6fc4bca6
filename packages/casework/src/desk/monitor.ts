import { abilityFor, actorName } from "@simpul/access";
import type { Actor } from "@simpul/access";
import {
  countOpenReports,
  insertAudit,
  monitorGroups,
  officersOf,
  unitTree,
  wholeOf,
  withScope,
} from "@simpul/db";
import type { MonitorCount, MonitorGroup, Tx } from "@simpul/db";
import { classes, states } from "@simpul/domain";
import { z } from "zod";
import type { Context } from "../context.ts";
import { done, failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import { scopeOf } from "../scope-of.ts";
import { filterOf, listFilter } from "./list-filter.ts";

const monitorOrders = [
  "overdue",
  "soon",
  "open",
  "unprocessed",
  "inProcess",
  "answered",
  "oldestDeadline",
  "medianDays",
  "name",
] as const;

/** The same filters as a list's, but for what was typed: a number and the list behind it are about the same reports. */
export const monitorInput = z.strictObject({
  filter: listFilter.omit({ q: true }).default({}),
  by: z.enum(monitorGroups).default("institution"),
  sort: z.enum(monitorOrders).default("overdue"),
  /** The other way round. */
  reversed: z.boolean().default(false),
  /** Of the names. */
  lang: z.enum(["id", "en"]).default("id"),
});
export type MonitorInput = z.infer<typeof monitorInput>;

/** What is over owes nobody anything. */
const openStates = states.filter((state) => state !== "archived" && state !== "closed");
/** Nobody who answers for it has taken it up. */
const unprocessedStates = ["received", "held", "verified", "forwarded", "returned"] as const;
const answeredStates = ["answered"] as const;

export interface MonitorRow extends MonitorCount {
  /** Taken up, and not answered. */
  readonly inProcess: number;
  /** In the language that was asked for. */
  readonly name: string;
}

/** What has no name of its own, in the language of `lang`. */
export interface MonitorWords {
  readonly all: string;
  /** The group of what has no institution, category, unit or whatever is grouped by. */
  readonly none: string;
  class(code: (typeof classes)[number]): string;
}

export interface Monitor {
  /** What the cases take for now, RFC 3339 UTC. */
  readonly asOf: string;
  readonly by: MonitorGroup;
  /** Of all groups. */
  readonly total: MonitorRow;
  /** In the order that was asked for. */
  readonly groups: readonly MonitorRow[];
}

/**
 * How the open reports stand that somebody may list, by whom they are with or what they are about. Whoever may count them may
 * list each of them, so no count is too small to be told. Refused: `forbidden` for who lists no report.
 */
export async function readMonitor(
  ctx: Context,
  actor: Actor & { tenant: string },
  input: MonitorInput,
  words: MonitorWords,
): Promise<Result<Monitor>> {
  const { filter, by } = input;
  const ability = abilityFor(actor, ctx.hub);
  if (!ability.can("list", "Report")) return failed("forbidden");
  const { tenant } = actor;
  const asOf = ctx.caseNow().toString({ fractionalSecondDigits: 3 });
  return withScope(ctx.db, scopeOf(ctx, actor), async (tx) => {
    const { dueBefore: soon = asOf } = await filterOf(ctx, tx, actor, { due: "soon" });
    const { total, groups } = await countOpenReports(tx, ability, {
      tenant,
      by,
      now: asOf,
      soon,
      open: openStates,
      unprocessed: unprocessedStates,
      answered: answeredStates,
      filter: await filterOf(ctx, tx, actor, filter),
    });
    const keys = groups.flatMap(({ key }) => (key === null ? [] : [key]));
    const names = await namesOf(ctx, tx, tenant, input, words, keys);
    const rows = groups.map((group) =>
      rowOf(group, group.key === null ? words.none : (names.get(group.key) ?? group.key)),
    );
    return done({
      asOf,
      by,
      total: rowOf(total, words.all),
      groups: inOrder(input, rows),
    });
  });
}

/** As `readMonitor`, to be carried away: that it was leaves a row. */
export async function exportMonitor(
  ctx: Context,
  actor: Actor & { tenant: string },
  input: MonitorInput,
  words: MonitorWords,
): Promise<Result<Monitor>> {
  const read = await readMonitor(ctx, actor, input, words);
  if (read.outcome === "failed") return read;
  const { tenant } = actor;
  const at = ctx.now().toString({ fractionalSecondDigits: 3 });
  await withScope(ctx.db, wholeOf([tenant]), (tx) =>
    insertAudit(tx, tenant, at, {
      actor: actorName(actor),
      verb: "exportMonitor",
      outcome: "exported",
      detail: { by: input.by, rows: read.value.groups.length },
    }),
  );
  return read;
}

function rowOf(count: MonitorCount, name: string): MonitorRow {
  return { ...count, inProcess: count.open - count.unprocessed - count.answered, name };
}

async function namesOf(
  ctx: Context,
  tx: Tx,
  tenant: string,
  { by, lang }: MonitorInput,
  words: MonitorWords,
  keys: readonly string[],
): Promise<Map<string, string>> {
  switch (by) {
    case "institution":
      return new Map(ctx.reference.tenants().map(({ code, name }) => [code, name]));
    case "category":
      return new Map(ctx.reference.categories().map(({ code, name }) => [code, name[lang]]));
    case "class":
      return new Map(classes.map((code) => [code, words.class(code)]));
    case "province": {
      const areas = await Promise.all(keys.map((code) => ctx.reference.area(code)));
      return new Map(areas.flatMap((area) => (area === undefined ? [] : [[area.code, area.name]])));
    }
    case "unit":
      return new Map((await unitTree(tx, tenant)).map(({ code, name }) => [code, name]));
    case "officer":
      return new Map((await officersOf(tx, tenant)).map(({ id, name }) => [id, name]));
  }
}

/** The most, the longest or the oldest first, and names from A on; of two alike the name decides. */
function inOrder(
  { sort, reversed, lang }: MonitorInput,
  rows: readonly MonitorRow[],
): readonly MonitorRow[] {
  const named = new Intl.Collator(lang).compare;
  const sorted = rows.toSorted((a, b) => {
    const names = named(a.name, b.name);
    if (sort === "name") return names;
    if (sort === "oldestDeadline")
      return order(a.oldestDeadline ?? "~", b.oldestDeadline ?? "~") || names;
    return b[sort] - a[sort] || names;
  });
  return reversed ? sorted.toReversed() : sorted;
}

const order = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
