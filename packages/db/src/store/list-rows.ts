import { states as everyState } from "@simpul/domain";
import type { Fragment } from "../client.ts";
import type { Tx } from "../scope.ts";
import { isDue } from "./list-filter.ts";
import type { ListFilter } from "./list-filter.ts";
import { isApart, valuesOf } from "./list-plan.ts";
import type { ListWalk, ListWay } from "./list-plan.ts";
import type { ListOrder, ListPlace } from "./list-place.ts";

/** What is listed, as conditions on `simpul.report r`. */
export interface Listing {
  readonly tenant: string;
  readonly filter: ListFilter;
  readonly meets: Fragment;
  /** The same of a value that is named instead of all that the filter has of its kind. */
  readonly meetsOne: Fragment;
  readonly after: ListPlace | undefined;
}

/** Rows with their `at` and `part`, and the order of a page of them. */
export interface ListRows {
  readonly tenant: string;
  readonly from: Fragment;
  readonly order: Fragment;
  readonly limit: number;
}

/** What a page reads of `simpul.report r`; the rest is looked up for its rows alone. */
const own = (tx: Tx) =>
  tx`r.tenant, r.id, r.version, r.updated_at, r.channel_id, r.external_id, r.marks, r.origin, r.unit`;

const latestFirst = (tx: Tx) => tx`at desc, id desc`;

/** A state that is named twice would be listed twice. */
const among = ({ states }: ListFilter): string[] => [...new Set<string>(states ?? everyState)];

const either = (tx: Tx) => (all: Fragment, one: Fragment) => tx`(${all}) union all (${one})`;

/** Rows of one part of an order, along an index that has them in it. */
export function walked(
  tx: Tx,
  listing: Listing,
  along: ListWalk,
  part: ListPlace["part"],
  limit: number,
): ListRows {
  const { filter, meets, after } = listing;
  const isUp = part === "due";
  const order = isUp ? tx`at, id` : latestFirst(tx);
  const of = (at: Fragment, only: Fragment, met = meets): Fragment => {
    const beyond =
      after?.part === part
        ? tx`and (${at}, r.id) ${isUp ? tx`>` : tx`<`} (${after.at}::text::timestamptz, ${after.id}::uuid)`
        : tx``;
    return tx`select ${own(tx)}, ${at} as at, ${part}::text as part from simpul.report r where ${met} ${only} ${beyond}`;
  };
  const page = (at: Fragment, only: Fragment, met = meets): Fragment =>
    tx`${of(at, only, met)} order by ${order} limit ${limit}`;
  const arrived = tx`r.received_at`;
  const only = part === "undue" ? tx`and r.due_at is null` : tx``;
  const from = (): Fragment => {
    switch (along) {
      case "due":
        // Of so many states one statement that is planned once: for deadlines there is one index alone.
        return tx`select q.* from unnest(${among(filter)}::text[]) s (state) cross join lateral (
          ${page(tx`r.due_at`, tx`and r.due_at is not null and r.state = s.state`)}) q`;
      case "changes":
        // Two indexes in one order: what was only taken in has no entry in the one of changes.
        return tx`(${page(tx`r.updated_at`, tx`and (r.state <> 'received' or r.updated_at <> r.received_at)`)})
          union all (${page(arrived, tx`and r.state = 'received' and r.updated_at = r.received_at`)})`;
      case "states":
        // A state each, for the index has them in order within one.
        return among(filter)
          .map((state) => page(arrived, tx`${only} and r.state = ${state}`))
          .reduce(either(tx));
      case "named": {
        const values = valuesOf(tx, filter);
        const pages = (which: Fragment): Fragment =>
          values === undefined
            ? page(arrived, which)
            : values
                .map((value) => page(arrived, tx`${which} ${value}`, listing.meetsOne))
                .reduce(either(tx));
        if (!isApart(filter) && !isDue(filter)) return pages(only);
        const due = isDue(filter) ? tx`and r.due_at is not null` : tx``;
        return apart(tx, filter, (state, isReceived) => {
          const which = tx`${only} ${state} ${due}`;
          // Of what was only taken in, deadlines have an index in their own order, and arrivals one that tells nothing of them.
          if (isReceived)
            return isDue(filter) ? tx`${of(arrived, which)} offset 0` : page(arrived, which);
          return pages(which);
        });
      }
      case "arrivals":
        return page(arrived, only);
    }
  };
  return { tenant: listing.tenant, from: from(), order, limit };
}

/**
 * What was handled since, by the indexes of what a filter names, and what was only taken in, which has no entry in them. Of a
 * filter's states only these are asked for.
 */
export function apart(
  tx: Tx,
  { states }: ListFilter,
  rows: (state: Fragment, isReceived: boolean) => Fragment,
): Fragment {
  const handled = rows(tx`and r.state <> 'received'`, false);
  return states !== undefined && !states.includes("received")
    ? handled
    : tx`(${handled}) union all (${rows(tx`and r.state = 'received'`, true)})`;
}

/** All rows that meet the filter, sorted: few of them, by what narrows them. */
export function gathered(
  tx: Tx,
  listing: Listing,
  {
    way,
    order,
    limit,
  }: { way: Exclude<ListWay, { by: "walking" }>; order: ListOrder; limit: number },
): ListRows {
  const { tenant, after } = listing;
  // A bound of none is a border for the planner: what is gathered is not walked to because a page is short.
  const found = tx`(${gatheredBy(tx, listing, way)} offset 0) r`;
  if (order !== "due") {
    const at = order === "newest" ? tx`r.received_at` : tx`r.updated_at`;
    const beyond =
      after === undefined
        ? tx``
        : tx`where (${at}, r.id) < (${after.at}::text::timestamptz, ${after.id}::uuid)`;
    const from = tx`select r.*, ${at} as at, ${order}::text as part from ${found} ${beyond}`;
    return { tenant, from, order: latestFirst(tx), limit };
  }
  const beyond =
    after === undefined
      ? tx``
      : after.part === "due"
        ? tx`where r.due_at is null or (r.due_at, r.id) > (${after.at}::text::timestamptz, ${after.id}::uuid)`
        : tx`where r.due_at is null and (r.received_at, r.id) < (${after.at}::text::timestamptz, ${after.id}::uuid)`;
  return {
    tenant,
    from: tx`
      select r.*, coalesce(r.due_at, r.received_at) as at, case when r.due_at is null then 'undue' else 'due' end as part
      from ${found} ${beyond}`,
    order: tx`due_at, case when due_at is not null then id end, at desc, id desc`,
    limit,
  };
}

function gatheredBy(
  tx: Tx,
  { tenant, filter, meets, meetsOne }: Listing,
  way: Exclude<ListWay, { by: "walking" }>,
): Fragment {
  const rows = tx`${own(tx)}, r.received_at, r.due_at`;
  if (way.by === "keys")
    // Each by its key, for the planner would read a whole tenant for them.
    return tx`
      select ${rows} from unnest(${[...way.keys]}::uuid[]) k (id)
      cross join lateral (
        select * from simpul.report r where r.tenant = ${tenant} and r.id = k.id offset 0) r
      where ${meets}`;
  if (way.received === "among") return tx`select ${rows} from simpul.report r where ${meets}`;
  const values = valuesOf(tx, filter);
  return apart(tx, filter, (only, isReceived) =>
    isReceived || values === undefined
      ? tx`select ${rows} from simpul.report r where ${meets} ${only}`
      : values
          .map(
            (value) => tx`select ${rows} from simpul.report r where ${meetsOne} ${only} ${value}`,
          )
          .reduce(either(tx)),
  );
}
