import type { Tenant } from "@simpul/domain";
import { instantText } from "../client.ts";
import type { Database, Sql, TransactionSql } from "../client.ts";
import type { Tx } from "../scope.ts";

export interface NodeRow<Key = unknown> {
  readonly id: string;
  readonly status: "invited" | "active" | "suspended";
  readonly keys: readonly Key[];
  readonly public_url: string | null;
  readonly last_contact: string | null;
  readonly backlog: number;
}

export async function readNodes<Key>(db: Database): Promise<NodeRow<Key>[]> {
  const rows = await db.pg<NodeRow<Key>[]>`
    select id, status, keys, public_url, last_contact, backlog from federation.node order by id`;
  return rows.map((r) => ({
    ...r,
    last_contact: r.last_contact === null ? null : instantText(r.last_contact),
  }));
}

export async function upsertNode(
  db: Database,
  node: { id: string; status: NodeRow["status"]; keys: readonly unknown[]; publicUrl?: string },
): Promise<void> {
  await db.pg`
    insert into federation.node (id, status, keys, public_url)
    values (${node.id}, ${node.status}, ${JSON.stringify(node.keys)}::text::jsonb, ${node.publicUrl ?? null})
    on conflict (id) do update set status = excluded.status, keys = excluded.keys,
      public_url = coalesce(excluded.public_url, node.public_url)`;
}

export async function upsertTenant(db: Database, tenant: Tenant): Promise<void> {
  await hostTenant(db.pg, tenant);
}

async function hostTenant(sql: Sql | TransactionSql, t: Tenant): Promise<void> {
  await sql`
    insert into federation.tenant (code, name, kind, parent, zone, node, accepts)
    values (${t.code}, ${t.name}, ${t.kind}, ${t.parent}, ${t.zone}, ${t.node}, ${t.accepts})
    on conflict (code) do update set name = excluded.name, kind = excluded.kind, parent = excluded.parent,
      zone = excluded.zone, node = excluded.node, accepts = excluded.accepts`;
}

export async function noteContact(
  db: Database,
  node: string,
  backlog: number,
  at: string,
): Promise<void> {
  // The node's own word: whatever it says has to fit the column.
  const said = Math.min(backlog, 2_147_483_647);
  await db.pg`update federation.node set last_contact = ${at}, backlog = ${said} where id = ${node}`;
}

export async function latestDirectory(
  db: Database,
): Promise<{ version: number; jws: string } | undefined> {
  const [row] = await db.pg<{ version: string; jws: string }[]>`
    select version, jws from federation.directory order by version desc limit 1`;
  return row === undefined ? undefined : { version: Number(row.version), jws: row.jws };
}

/** @returns `taken` if another process published this version first */
export async function keepDirectory(
  db: Database,
  version: number,
  jws: string,
  at: string,
): Promise<"kept" | "taken"> {
  const kept = await db.pg`
    insert into federation.directory (version, jws, at) values (${version}, ${jws}, ${at}) on conflict do nothing`;
  return kept.count === 1 ? "kept" : "taken";
}

export async function inviteNode(
  db: Database,
  invitation: {
    codeHash: string;
    node: string;
    tenants: readonly Omit<Tenant, "node">[];
    expiresAt: string;
  },
): Promise<void> {
  const { codeHash, node, tenants, expiresAt } = invitation;
  await db.pg`
    insert into federation.enrolment (code_hash, node, tenants, expires_at)
    values (${codeHash}, ${node}, ${JSON.stringify(tenants)}::text::jsonb, ${expiresAt})`;
}

/** A code works once: whoever updates the row first has it, and with it the node's keys and its tenants. */
export async function useInvitation(
  db: Database,
  invitation: { codeHash: string; node: string; at: string },
  keys: readonly unknown[],
): Promise<"used" | "invalid"> {
  const { codeHash, node, at } = invitation;
  return db.pg.begin(async (tx) => {
    const [used] = await tx<{ tenants: Omit<Tenant, "node">[] }[]>`
      update federation.enrolment set used_at = ${at}
      where code_hash = ${codeHash} and node = ${node} and used_at is null and expires_at > ${at}
      returning tenants`;
    if (used === undefined) return "invalid";
    for (const tenant of used.tenants) await hostTenant(tx, { ...tenant, node });
    await tx`update federation.node set status = 'active', keys = ${JSON.stringify(keys)}::text::jsonb where id = ${node}`;
    return "used";
  });
}

/**
 * Those of these tenants whose node has not been heard since a moment: a call made after it that left no backlog. What a
 * node had to say before the moment is then known here.
 * @param here the node that asks: its own tenants need no call
 */
export async function unheardSince(
  tx: Tx,
  here: string,
  tenants: readonly string[],
  since: string,
): Promise<string[]> {
  const rows = await tx<{ code: string }[]>`
    select t.code from federation.tenant t join federation.node n on n.id = t.node
    where t.code = any (${[...tenants]}::text[]) and n.id <> ${here}
      and not coalesce(n.last_contact > ${since}::text::timestamptz and n.backlog = 0, false)`;
  return rows.map(({ code }) => code);
}
