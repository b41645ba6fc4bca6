import { abilityFor } from "@simpul/access";
import type { Actor } from "@simpul/access";
import { countReports, pageOfReports, withScope, withView, wordsByHash } from "@simpul/db";
import type { ListPlace, ListedReport, LoadedReport, Tx } from "@simpul/db";
import { circumspect } from "@simpul/domain";
import { z } from "zod";
import { partsShown } from "../audience.ts";
import type { Context } from "../context.ts";
import { readWords } from "../enclose.ts";
import { done, failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import { isMonitored } from "../people/monitoring.ts";
import { scopeOf } from "../scope-of.ts";
import { summaryOf } from "../summary.ts";
import type { Summary } from "../summary.ts";
import { deskClocks } from "./desk-clocks.ts";
import type { DeskClock } from "./desk-clocks.ts";
import { readListCursor, writeListCursor } from "./list-cursor.ts";
import { filterOf, listFilter, listOrder } from "./list-filter.ts";

/** @see listFilter */
export const listInput = z.strictObject({
  filter: listFilter.default({}),
  sort: listOrder.default("newest"),
  /** Of the page before, as it was given. */
  cursor: z.string().max(300).optional(),
  limit: z.int().min(1).max(100).default(50),
});
export type ListInput = z.infer<typeof listInput>;

/** A report as a list shows it. */
export interface ListRow extends Omit<Summary, "clocks"> {
  readonly clocks: readonly DeskClock[];
  /** As the verifier wrote it, or else the reporter. */
  readonly title?: string;
  /** The first of the reporter's words, at most 160 characters. */
  readonly excerpt?: string;
  /** On whose desk it lies. */
  readonly inCharge?: { readonly officer: string; readonly name: string };
}

export interface ListPage {
  readonly items: readonly ListRow[];
  readonly nextCursor: string | null;
}

/** Refused with `invalid` (`/cursor`) for a cursor that is none of this order. */
export async function listRows(
  ctx: Context,
  actor: Actor & { tenant: string },
  { filter, sort, cursor, limit }: ListInput,
): Promise<Result<ListPage>> {
  const after = cursor === undefined ? undefined : readListCursor(cursor, sort);
  if (after === "invalid") return failed("invalid", "/cursor");
  const { tenant } = actor;
  return withView(ctx.db, scopeOf(ctx, actor), async (tx) => {
    const found = await pageOfReports(tx, abilityFor(actor, ctx.hub), {
      tenant,
      filter: await filterOf(ctx, tx, actor, filter),
      order: sort,
      ...(after === undefined ? {} : { after }),
      limit: limit + 1,
    });
    const listed = found.slice(0, limit);
    return done({
      items: await rowsOf(ctx, tx, actor, listed),
      nextCursor: found.length > limit ? nextCursor(listed.at(-1)?.place) : null,
    });
  });
}

const nextCursor = (place: ListPlace | undefined): string | null =>
  place === undefined ? null : writeListCursor(place);

/** A count stops here: more is "so many and more". */
const mostCounted = 1000;

export const countsInput = z.strictObject({ filters: z.array(listFilter).max(20) });

/** How many reports each filter lists, in the order of the filters; 1000 says that many or more. */
export async function countRows(
  ctx: Context,
  actor: Actor & { tenant: string },
  { filters }: z.infer<typeof countsInput>,
): Promise<readonly number[]> {
  const { tenant } = actor;
  const ability = abilityFor(actor, ctx.hub);
  return withScope(ctx.db, scopeOf(ctx, actor), async (tx) => {
    const counts: number[] = [];
    for (const each of filters) {
      const filter = await filterOf(ctx, tx, actor, each);
      counts.push(await countReports(tx, ability, { tenant, filter, most: mostCounted }));
    }
    return counts;
  });
}

async function rowsOf(
  ctx: Context,
  tx: Tx,
  actor: Actor & { tenant: string },
  listed: readonly ListedReport[],
): Promise<ListRow[]> {
  const shown = listed.map((each) => ({ ...each, parts: partsShown(ctx, actor, each.loaded) }));
  const readable = shown.filter(({ parts }) => parts.has("words")).map(({ loaded }) => loaded);
  const words = await titlesOf(
    tx,
    actor.tenant,
    readable.filter((loaded) => isQuoted(actor, loaded)),
  );
  return shown.map(({ loaded, parts, inCharge }) => {
    const summary = summaryOf(ctx, loaded, parts);
    return {
      ...summary,
      clocks: deskClocks(ctx, loaded.case, summary.clocks),
      ...words.get(loaded.id),
      ...(inCharge === undefined || !parts.has("inside") ? {} : { inCharge }),
    };
  });
}

/** Who reads secret words, or another institution's, is written down when the report is opened: a list does not give them away. */
function isQuoted(actor: Actor, loaded: LoadedReport): boolean {
  return !circumspect(loaded.case.report).secret && !isMonitored(actor, loaded);
}

/** Characters of an excerpt, which a list shows in two lines. */
const mostCharacters = 160;

async function titlesOf(
  tx: Tx,
  tenant: string,
  reports: readonly LoadedReport[],
): Promise<Map<string, Pick<ListRow, "title" | "excerpt">>> {
  const named = reports.flatMap(({ id, case: { report } }) =>
    [report.text, report.details]
      .filter((ref) => ref !== undefined && report.erased?.includes(ref.hash) !== true)
      .flatMap((ref) => (ref === undefined ? [] : [{ tenant, report: id, hash: ref.hash }])),
  );
  const kept = await wordsByHash(tx, named);
  const said = new Map(kept.map(({ report, hash, bytes }) => [`${report} ${hash}`, bytes]));
  return new Map(
    reports.map(({ id, case: { report } }) => {
      const of = (hash: string | undefined) => {
        const bytes = said.get(`${id} ${hash}`);
        return bytes === undefined ? undefined : readWords(bytes);
      };
      const { title, text } = { ...of(report.text?.hash), ...of(report.details?.hash) };
      return [
        id,
        {
          ...(typeof title === "string" ? { title } : {}),
          ...(typeof text === "string" ? { excerpt: excerptOf(text) } : {}),
        },
      ];
    }),
  );
}

function excerptOf(text: string): string {
  const line = text
    .slice(0, 4 * mostCharacters)
    .replaceAll(/\s+/gu, " ")
    .trim();
  if (line.length <= mostCharacters) return line;
  // As units of UTF-16 a character is one or two.
  const characters = Array.from(line.slice(0, 2 * mostCharacters + 2));
  if (characters.length <= mostCharacters) return line;
  const cut = characters.slice(0, mostCharacters - 1).join("");
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), mostCharacters / 2))}…`;
}
