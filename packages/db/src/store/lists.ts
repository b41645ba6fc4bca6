import type { Ability } from "@simpul/access";
import { instantText } from "../client.ts";
import type { Fragment } from "../client.ts";
import { policyCondition } from "../policy.ts";
import type { Tx } from "../scope.ts";
import { loadedColumns, loadedReport } from "./reports.ts";
import type { LoadedReport, LoadedRow } from "./reports.ts";

/** What narrows a list; all of it has to be met, and of a list of values one. Instants are RFC 3339, UTC. */
export interface ListFilter {
  readonly states?: readonly string[];
  readonly classes?: readonly string[];
  readonly categories?: readonly string[];
  /** An area's code: it and all within it. */
  readonly area?: string;
  readonly institutions?: readonly string[];
  readonly units?: readonly string[];
  readonly urgencies?: readonly string[];
  readonly channels?: readonly string[];
  /** Its earliest deadline: from inclusive, before exclusive. */
  readonly dueFrom?: string;
  readonly dueBefore?: string;
  /** Officers who are in charge of it, by their ids. */
  readonly inCharge?: readonly string[] | "nobody";
  readonly receivedFrom?: string;
  readonly receivedBefore?: string;
  readonly flags?: readonly ListFlag[];
  readonly found?: Found;
}

/** What was searched for: reports by a number, or by what they say. */
export interface Found {
  readonly byTrackingId: readonly string[];
  /** For who may read its words, and never of somebody anonymous: whoever has that number knows who they are. */
  readonly byExternalId: readonly string[];
  /** For who may read its words. Ids, or where there are many the query that each row is asked. */
  readonly bySaying: readonly string[] | { readonly query: string };
  /** Secret words are for who proved who they are just now. */
  readonly secret: "shown" | "hidden";
}

export const listFlags = ["anonymous", "secret", "supervisory", "returned"] as const;
export type ListFlag = (typeof listFlags)[number];

/** `due`: the earliest deadline first, then what has none, newest first. `changed`: what changed last first. */
export const listOrders = ["due", "newest", "changed"] as const;
export type ListOrder = (typeof listOrders)[number];

/** The row that a page ended with. `at` is its deadline, its arrival or its last change, as the order and `part` say. */
export interface ListPlace {
  readonly part: "due" | "undue" | "newest" | "changed";
  readonly at: string;
  readonly id: string;
}

export interface ListAsk {
  readonly tenant: string;
  readonly filter: ListFilter;
  readonly order: ListOrder;
  readonly after?: ListPlace;
  readonly limit: number;
}

export interface ListedReport {
  readonly loaded: LoadedReport;
  readonly place: ListPlace;
}

/** By keyset: a page costs the same wherever it lies. What nobody may list is not there. */
export async function pageOfReports(
  tx: Tx,
  ability: Ability,
  { tenant, filter, order, after, limit }: ListAsk,
): Promise<ListedReport[]> {
  const meets = tx`(${policyCondition(tx, ability, "list")}) and r.tenant = ${tenant} ${conditions(tx, ability, filter)}`;
  const part = (name: ListPlace["part"], only: Fragment, count: number) =>
    pageOf(tx, tx`${meets} ${only}`, name, after?.part === name ? after : undefined, count);
  switch (order) {
    case "newest":
      return part("newest", tx``, limit);
    case "due": {
      const due =
        after?.part === "undue" ? [] : await part("due", tx`and r.due_at is not null`, limit);
      if (due.length === limit) return due;
      return [...due, ...(await part("undue", tx`and r.due_at is null`, limit - due.length))];
    }
    case "changed":
      // Two indexes in one order: what was only taken in has no entry in the one of changes.
      return (
        await Promise.all([
          part("changed", tx`and (r.state <> 'received' or r.updated_at <> r.received_at)`, limit),
          part("changed", tx`and r.state = 'received' and r.updated_at = r.received_at`, limit),
        ])
      )
        .flat()
        .toSorted(
          (a, b) => descending(a.place.at, b.place.at) || descending(a.place.id, b.place.id),
        )
        .slice(0, limit);
  }
}

const descending = (a: string, b: string): number => (a === b ? 0 : a < b ? 1 : -1);

async function pageOf(
  tx: Tx,
  meets: Fragment,
  part: ListPlace["part"],
  after: ListPlace | undefined,
  limit: number,
): Promise<ListedReport[]> {
  const at =
    part === "due" ? tx`r.due_at` : part === "changed" ? tx`r.updated_at` : tx`r.received_at`;
  const isUp = part === "due";
  const beyond =
    after === undefined
      ? tx``
      : tx`and (${at}, r.id) ${isUp ? tx`>` : tx`<`} (${after.at}::text::timestamptz, ${after.id}::uuid)`;
  const rows = await tx<(LoadedRow & { place_at: string })[]>`
    select ${loadedColumns(tx)}, ${at} as place_at
    from simpul.report r
    where ${meets} ${beyond}
    order by ${isUp ? tx`${at}, r.id` : tx`${at} desc, r.id desc`}
    limit ${limit}`;
  return rows.map((row) => ({
    loaded: loadedReport(row),
    place: { part, at: instantText(row.place_at), id: row.id },
  }));
}

/** How many there are, counted up to a bound: nobody waits for the end of a million. */
export async function countReports(
  tx: Tx,
  ability: Ability,
  { tenant, filter, most }: { tenant: string; filter: ListFilter; most: number },
): Promise<number> {
  const [row] = await tx<{ count: number }[]>`
    select count(*)::int as count from (
      select from simpul.report r
      where (${policyCondition(tx, ability, "list")}) and r.tenant = ${tenant} ${conditions(tx, ability, filter)}
      limit ${most}
    ) found`;
  return row?.count ?? 0;
}

/** What a filter says of `simpul.report r`, each begun with `and`. */
export function conditions(tx: Tx, ability: Ability, filter: ListFilter): Fragment {
  const among = (column: Fragment, values: readonly string[] | undefined): Fragment =>
    values === undefined ? tx`` : tx`and ${column} = any (${[...values]}::text[])`;
  const instant = (comparing: Fragment, at: string | undefined): Fragment =>
    at === undefined ? tx`` : tx`and ${comparing} ${at}::text::timestamptz`;
  const { area, inCharge, flags = [], found } = filter;
  return tx`
    ${among(tx`r.state`, filter.states)}
    ${among(tx`r.class`, filter.classes)}
    ${among(tx`r.category`, filter.categories)}
    ${among(tx`r.institution`, filter.institutions)}
    ${among(tx`r.unit`, filter.units)}
    ${among(tx`r.urgency`, filter.urgencies)}
    ${among(tx`r.channel`, filter.channels)}
    ${
      area === undefined
        ? tx``
        : tx`and (r.area = ${area} or (r.area collate "C" >= ${`${area}.`} and r.area collate "C" < ${`${area}/`}))`
    }
    ${instant(tx`r.due_at >=`, filter.dueFrom)} ${instant(tx`r.due_at <`, filter.dueBefore)}
    ${instant(tx`r.received_at >=`, filter.receivedFrom)} ${instant(tx`r.received_at <`, filter.receivedBefore)}
    ${inCharge === undefined ? tx`` : charge(tx, inCharge)}
    ${flags.reduce((all, flag) => tx`${all} ${flagged(tx, flag)}`, tx``)}
    ${found === undefined ? tx`` : tx`and ${foundBy(tx, ability, found)}`}`;
}

function foundBy(tx: Tx, ability: Ability, found: Found): Fragment {
  const { byTrackingId, byExternalId, bySaying, secret } = found;
  const mayRead = tx`(${policyCondition(tx, ability, "read", "words")})
    ${secret === "shown" ? tx`` : tx`and not r.secret and r.class is distinct from 'whistleblowing'`}`;
  if ("query" in bySaying)
    return tx`${mayRead} and exists (
      select from simpul.report_words w
      where w.tenant = r.tenant and w.report = r.id and w.words @@ to_tsquery('pg_catalog.indonesian', ${bySaying.query}))`;
  const all = [...byTrackingId, ...byExternalId, ...bySaying];
  // All of them at first: by these alone the rows are looked up.
  return tx`r.id = any (${all}::uuid[]) and (
    r.id = any (${[...byTrackingId]}::uuid[])
    or (${mayRead} and (r.id = any (${[...bySaying]}::uuid[]) or not r.anonymous)))`;
}

/** Once a case lies with another unit, nobody there is in charge of it yet. */
function charge(tx: Tx, officers: readonly string[] | "nobody"): Fragment {
  const held = tx`
    select from simpul.in_charge c
    join simpul.officer o on o.tenant = c.tenant and o.id = c.officer and o.ended_at is null
    where c.tenant = r.tenant and c.report = r.id and c.unit is not distinct from r.unit`;
  return officers === "nobody"
    ? tx`and not exists (${held})`
    : tx`and exists (${held} and c.officer = any (${[...officers]}::uuid[]))`;
}

function flagged(tx: Tx, flag: ListFlag): Fragment {
  switch (flag) {
    case "anonymous":
      return tx`and r.anonymous`;
    case "secret":
      return tx`and r.secret`;
    case "supervisory":
      return tx`and r.supervisory`;
    case "returned":
      return tx`and r.hops > 0`;
  }
}
