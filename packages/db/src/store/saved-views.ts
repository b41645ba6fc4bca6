import { instantText } from "../client.ts";
import type { Tx } from "../scope.ts";

/** A list that somebody keeps under a name of their own. */
export interface KeptView {
  readonly id: string;
  readonly name: string;
  readonly screen: string;
  readonly query: Readonly<Record<string, unknown>>;
  /** RFC 3339, UTC */
  readonly createdAt: string;
}

/** Of one account at one desk, in the order in which they were kept. */
export async function viewsOf(tx: Tx, tenant: string, account: string): Promise<KeptView[]> {
  const rows = await tx<
    { id: string; name: string; screen: string; query: string; created_at: string }[]
  >`
    select id, name, screen, query::text as query, created_at from simpul.saved_view
    where tenant = ${tenant} and account = ${account}
    order by created_at, id`;
  return rows.map(({ query, created_at, ...row }) => ({
    ...row,
    // Proof: only objects that were checked are kept.
    query: JSON.parse(query) as KeptView["query"],
    createdAt: instantText(created_at),
  }));
}

/** @returns `full` where the account keeps as many, `named` where it has one of this name */
export async function keepView(
  tx: Tx,
  tenant: string,
  account: string,
  view: KeptView,
  most: number,
): Promise<"kept" | "full" | "named"> {
  // One after the other, so that two tabs do not both take the last place.
  await tx`select pg_advisory_xact_lock(hashtextextended(${`saved-view ${tenant} ${account}`}, 0))`;
  const there = await viewsOf(tx, tenant, account);
  if (there.some(({ name }) => name === view.name)) return "named";
  if (there.length >= most) return "full";
  await tx`
    insert into simpul.saved_view (tenant, id, account, name, screen, query, created_at)
    values (${tenant}, ${view.id}, ${account}, ${view.name}, ${view.screen}, ${JSON.stringify(view.query)}::text::jsonb,
      ${view.createdAt})`;
  return "kept";
}

export async function changeView(
  tx: Tx,
  tenant: string,
  account: string,
  id: string,
  change: Partial<Pick<KeptView, "name" | "query">>,
): Promise<"changed" | "none"> {
  const { name, query } = change;
  const changed = await tx`
    update simpul.saved_view set
      name = coalesce(${name ?? null}, name),
      query = coalesce(${query === undefined ? null : JSON.stringify(query)}::text::jsonb, query)
    where tenant = ${tenant} and account = ${account} and id = ${id}`;
  return changed.count === 0 ? "none" : "changed";
}

export async function dropView(
  tx: Tx,
  tenant: string,
  account: string,
  id: string,
): Promise<"dropped" | "none"> {
  const dropped = await tx`
    delete from simpul.saved_view where tenant = ${tenant} and account = ${account} and id = ${id}`;
  return dropped.count === 0 ? "none" : "dropped";
}
