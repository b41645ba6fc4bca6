import type { Ability } from "@simpul/access";
import type { Fragment } from "../client.ts";
import { policyCondition } from "../policy.ts";
import type { Tx } from "../scope.ts";

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
  /** Words of another institution's case: who only watches it reads them where that is written down. */
  readonly watched: "shown" | "hidden";
}

export const listFlags = ["anonymous", "secret", "supervisory", "returned", "waiting"] as const;
export type ListFlag = (typeof listFlags)[number];

export function conditions(tx: Tx, ability: Ability, filter: ListFilter): Fragment {
  const among = (column: Fragment, values: readonly string[] | undefined): Fragment =>
    values === undefined
      ? tx``
      : values.length === 1
        ? tx`and ${column} = ${values[0] ?? ""}`
        : tx`and ${column} = any (${[...values]}::text[])`;
  const { area, inCharge, flags = [], found } = filter;
  return tx`
    ${among(tx`r.state`, filter.states)}
    ${among(tx`r.class`, filter.classes)}
    ${among(tx`r.category`, filter.categories)}
    ${among(tx`r.institution`, filter.institutions)}
    ${among(tx`r.unit`, filter.units)}
    ${among(tx`r.urgency`, filter.urgencies)}
    ${among(tx`r.channel`, filter.channels)}
    ${area === undefined ? tx`` : areaWithin(tx, area)}
    ${dueWithin(tx, filter)}
    ${instant(tx, tx`r.received_at >=`, filter.receivedFrom)} ${instant(tx, tx`r.received_at <`, filter.receivedBefore)}
    ${inCharge === undefined ? tx`` : charge(tx, inCharge)}
    ${flags.reduce((all, flag) => tx`${all} ${flagged(tx, flag)}`, tx``)}
    ${found === undefined ? tx`` : tx`and ${foundBy(tx, ability, found)}`}`;
}

const instant = (tx: Tx, comparing: Fragment, at: string | undefined): Fragment =>
  at === undefined ? tx`` : tx`and ${comparing} ${at}::text::timestamptz`;

export const isDue = ({ dueFrom, dueBefore }: ListFilter): boolean =>
  dueFrom !== undefined || dueBefore !== undefined;

export const dueWithin = (tx: Tx, { dueFrom, dueBefore }: ListFilter): Fragment =>
  tx`${instant(tx, tx`r.due_at >=`, dueFrom)} ${instant(tx, tx`r.due_at <`, dueBefore)}`;

/** A code and what is within it, in one range: of digits and dots, nothing else stands between it and what comes after them. */
export const areaWithin = (tx: Tx, area: string): Fragment =>
  tx`and r.area collate "C" >= ${area} and r.area collate "C" < ${`${area}/`}`;

function foundBy(tx: Tx, ability: Ability, found: Found): Fragment {
  const { byTrackingId, byExternalId, bySaying, secret, watched } = found;
  const mayRead = tx`(${policyCondition(tx, ability, "read", "words")})
    ${secret === "shown" ? tx`` : tx`and not r.secret and r.class is distinct from 'whistleblowing'`}
    ${watched === "shown" ? tx`` : tx`and (r.institution is null or r.institution = r.tenant)`}`;
  if ("query" in bySaying)
    // A value and no join: asked row by row as the list is walked.
    return tx`${mayRead} and (
      select w.words @@ to_tsquery('pg_catalog.indonesian', ${bySaying.query}) from simpul.report_words w
      where w.tenant = r.tenant and w.report = r.id)`;
  const all = [...byTrackingId, ...byExternalId, ...bySaying];
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

export function flagged(tx: Tx, flag: ListFlag): Fragment {
  switch (flag) {
    case "anonymous":
      return tx`and r.anonymous`;
    case "secret":
      return tx`and r.secret`;
    case "supervisory":
      return tx`and r.supervisory`;
    case "returned":
      return tx`and r.hops > 0`;
    case "waiting":
      return tx`and r.waiting`;
  }
}
