import type { EvidencePolicy } from "@simpul/domain";
import type { Tx } from "../scope.ts";

export interface OriginalRow {
  readonly tenant: string;
  /** Name in events of the file that was made of it. */
  readonly hash: string;
  readonly blob: string;
  readonly size: number;
  readonly type: string;
  readonly created_at: string;
  /** Kept for good; else until its report's category is verified. */
  readonly settled: boolean;
}

export async function insertOriginal(tx: Tx, o: OriginalRow): Promise<void> {
  await tx`
    insert into simpul.original (tenant, hash, blob, size, type, created_at, settled)
    values (${o.tenant}, ${o.hash}, ${o.blob}, ${o.size}, ${o.type}, ${o.created_at}, ${o.settled})`;
}

export async function findOriginal(
  tx: Tx,
  tenant: string,
  hash: string,
): Promise<OriginalRow | undefined> {
  const [row] = await tx<OriginalRow[]>`
    select tenant, hash, blob, size, type, created_at, settled from simpul.original
    where tenant = ${tenant} and hash = ${hash}`;
  return row;
}

/** What a tenant said of originals; one that said nothing keeps none. */
export async function evidencePolicyOf(tx: Tx, tenant: string): Promise<EvidencePolicy> {
  const rows = await tx<{ category: string; keeps: boolean }[]>`
    select category, keeps_originals as keeps from simpul.file_policy where tenant = ${tenant} order by category`;
  const said = new Map(rows.map(({ category, keeps }) => [category, keeps]));
  const keeps = said.get("") ?? false;
  said.delete("");
  return { keeps, categories: said };
}

/**
 * @param category none for the tenant's own word
 * @param keeps `asAbove`: the category says nothing of its own any more
 */
export async function setKeepsOriginals(
  tx: Tx,
  tenant: string,
  category: string | undefined,
  keeps: boolean | "asAbove",
  at: string,
): Promise<void> {
  const about = category ?? "";
  if (keeps === "asAbove") {
    await tx`delete from simpul.file_policy where tenant = ${tenant} and category = ${about}`;
    return;
  }
  await tx`
    insert into simpul.file_policy (tenant, category, keeps_originals, changed_at)
    values (${tenant}, ${about}, ${keeps}, ${at})
    on conflict (tenant, category) do update
      set keeps_originals = excluded.keeps_originals, changed_at = excluded.changed_at`;
}

/** Tenants with originals of which nobody decided yet, uploaded before. */
export async function tenantsToSettle(tx: Tx, before: string): Promise<string[]> {
  const rows = await tx<{ tenant: string }[]>`
    select distinct tenant from simpul.original where not settled and created_at < ${before}`;
  return rows.map(({ tenant }) => tenant);
}

/** What becomes of originals by the categories that the reference has today. */
export interface Decided {
  readonly known: readonly string[];
  readonly kept: readonly string[];
  /** Without a category, or with one that the reference has no longer. */
  readonly keepsOthers: boolean;
}

/**
 * Decides about originals uploaded before whose report was verified or archived. Of several reports that enclose one file, one
 * that keeps it is enough, and one that is not verified yet is waited for.
 * @returns those that are gone, with a report that named them
 */
export async function settleOriginals(
  tx: Tx,
  tenant: string,
  before: string,
  { known, kept, keepsOthers }: Decided,
): Promise<{ report: string; hash: string }[]> {
  const enclosing = tx`
    from simpul.content c join simpul.report r on r.tenant = c.tenant and r.id = c.report
    where c.tenant = o.tenant and c.hash = o.hash`;
  const waits = tx`r.state in ('received', 'held')`;
  const keeps = tx`
    case when r.category = any (${[...known]}::text[]) then r.category = any (${[...kept]}::text[]) else ${keepsOthers} end`;
  await tx`
    update simpul.original o set settled = true
    where tenant = ${tenant} and not settled and created_at < ${before}
      and exists (select ${enclosing} and not ${waits} and ${keeps})`;
  const gone = await tx<{ report: string; hash: string }[]>`
    delete from simpul.original o
    where tenant = ${tenant} and not settled and created_at < ${before}
      and exists (select ${enclosing}) and not exists (select ${enclosing} and ${waits})
    returning hash, (select c.report ${enclosing} limit 1) as report`;
  return [...gone];
}
