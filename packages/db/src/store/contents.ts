import type { Accused, AccusedOffice, ReportClass } from "@simpul/domain";
import type { StoredContent } from "../change.ts";
import type { Tx } from "../scope.ts";

export type KeptContent = StoredContent & { readonly tenant: string; readonly report: string };

interface Row {
  tenant: string;
  report: string;
  hash: string;
  salt: string;
  type: string;
  name: string | null;
  size: number;
  bytes: Uint8Array | null;
  blob: string | null;
}

export async function contentsOf(tx: Tx, tenant: string, report: string): Promise<KeptContent[]> {
  return (
    await tx<Row[]>`
      select tenant, report, hash, salt, type, name, size, bytes, blob
      from simpul.content where tenant = ${tenant} and report = ${report}`
  ).map(kept);
}

export async function contentsByHash(tx: Tx, hashes: readonly string[]): Promise<KeptContent[]> {
  return (
    await tx<Row[]>`
      select tenant, report, hash, salt, type, name, size, bytes, blob
      from simpul.content where hash = any (${[...hashes]}::text[])`
  ).map(kept);
}

/** What was named by an event but has not been fetched yet; in no order, so that what nobody has starves nothing. */
export async function missingContents(tx: Tx, limit: number): Promise<KeptContent[]> {
  return (
    await tx<Row[]>`
      select tenant, report, hash, salt, type, name, size, bytes, blob
      from simpul.content where bytes is null and blob is null
      order by random() limit ${limit}`
  ).map(kept);
}

export async function missingAmong(tx: Tx, hashes: readonly string[]): Promise<string[]> {
  const rows = await tx<{ hash: string }[]>`
    select distinct hash from simpul.content
    where hash = any (${[...hashes]}::text[]) and bytes is null and blob is null`;
  return rows.map((row) => row.hash);
}

/**
 * The bytes of one name, for every copy that waits for it under the same salt. Each of these reports shows something new,
 * so its version rises: who asks with the old one must not hear that nothing changed.
 */
export async function fillContent(
  tx: Tx,
  { hash, salt, size }: Pick<KeptContent, "hash" | "salt" | "size">,
  blob: string,
): Promise<number> {
  const filled = await tx`
    with filled as (
      update simpul.content set blob = ${blob}
      where hash = ${hash} and salt = ${salt} and size = ${size} and bytes is null and blob is null
      returning tenant, report
    ), raised as (
      update simpul.report r set version = r.version + 1
      from (select distinct tenant, report from filled) f where r.tenant = f.tenant and r.id = f.report
    )
    select from filled`;
  return filled.count;
}

function kept(row: Row): KeptContent {
  return {
    tenant: row.tenant,
    report: row.report,
    hash: row.hash,
    salt: row.salt,
    type: row.type,
    size: row.size,
    ...(row.name === null ? {} : { name: row.name }),
    ...(row.bytes === null ? {} : { bytes: Buffer.from(row.bytes).toString("base64url") }),
    ...(row.blob === null ? {} : { blob: row.blob }),
  };
}

/**
 * Content of a report to which one of these tenants is a party: nobody fetches another's file by knowing its hash, nor the
 * accused what was said of them.
 */
export async function contentForParties(
  tx: Tx,
  hash: string,
  parties: readonly string[],
): Promise<KeptContent | undefined> {
  const [row] = await tx<Row[]>`
    select c.tenant, c.report, c.hash, c.salt, c.type, c.name, c.size, c.bytes, c.blob
    from simpul.content c
    join simpul.report r on r.tenant = c.tenant and r.id = c.report
    left join simpul.snapshot s on s.tenant = r.tenant and s.report = r.id
    where c.hash = ${hash} and exists (
      select from json_array_elements_text(${partiesIn(tx)}) party
      where party = any (${[...parties]}::text[]) and party is distinct from ${accused(tx)}
        and not ${isOriginAlone(tx)})
      -- Where the operator of a node is accused, its tenants are what the directory says of that node.
      and not coalesce(r.class = 'whistleblowing' and r.accused_office = 'operator'
        and r.accused_tenant = any (${[...parties]}::text[]), false)
    order by c.bytes is null and c.blob is null
    limit 1`;
  return row === undefined ? undefined : kept(row);
}

/** The tenant that whistleblowing accuses as a whole; where it accuses one unit the tenant's others may handle it. */
const accused = (tx: Tx) =>
  tx`case when r.class = 'whistleblowing' and r.accused_unit is null then r.accused_tenant end`;

/** Whistleblowing does not go back to who took it in, unless it is theirs to handle (PROTOCOL, "Autonomy"). */
const isOriginAlone = (
  tx: Tx,
) => tx`(r.class is not distinct from 'whistleblowing' and party = r.origin
  and party is distinct from r.institution and party is distinct from r.holder)`;

/** As the case has them: who took it in is one from the beginning. */
const partiesIn = (tx: Tx) => tx`coalesce(s.body -> 'parties', json_build_array(r.origin))`;

/** Content with what decides who is given it. */
export interface GuardedContent extends KeptContent {
  readonly about: {
    readonly class?: ReportClass;
    readonly accused?: Accused;
    readonly origin: string;
    readonly institution?: string;
    readonly holder: string;
  };
}

export async function contentsToGive(tx: Tx, hashes: readonly string[]): Promise<GuardedContent[]> {
  const rows = await tx<(Row & GuardRow)[]>`
    select c.tenant, c.report, c.hash, c.salt, c.type, c.name, c.size, c.bytes, c.blob,
      r.class, r.accused_tenant, r.accused_unit, r.accused_office, r.origin, r.institution, r.holder
    from simpul.content c
    join simpul.report r on r.tenant = c.tenant and r.id = c.report
    where c.hash = any (${[...hashes]}::text[])`;
  return rows.map((row) => ({
    ...kept(row),
    about: {
      origin: row.origin,
      holder: row.holder,
      ...(row.institution === null ? {} : { institution: row.institution }),
      ...(row.class === null ? {} : { class: row.class }),
      ...(row.accused_tenant === null
        ? {}
        : {
            accused: {
              tenant: row.accused_tenant,
              ...(row.accused_unit === null ? {} : { unit: row.accused_unit }),
              ...(row.accused_office === null ? {} : { office: row.accused_office }),
            },
          }),
    },
  }));
}

interface GuardRow {
  class: ReportClass | null;
  accused_tenant: string | null;
  accused_unit: string | null;
  accused_office: AccusedOffice | null;
  origin: string;
  institution: string | null;
  holder: string;
}

/**
 * Content that we lack and that one of these tenants, as a party, may have: in no order, so that what nobody has starves nothing.
 * The accused is asked for none: names that nobody told them would say that more was said.
 */
export async function missingFromParties(
  tx: Tx,
  parties: readonly string[],
  limit: number,
): Promise<string[]> {
  const rows = await tx<{ hash: string }[]>`
    select hash from (
      select distinct c.hash
      from simpul.content c
      join simpul.report r on r.tenant = c.tenant and r.id = c.report
      left join simpul.snapshot s on s.tenant = r.tenant and s.report = r.id
      where c.bytes is null and c.blob is null and exists (
        select from json_array_elements_text(${partiesIn(tx)}) party
        where party = any (${[...parties]}::text[]) and party is distinct from ${accused(tx)})
    ) missing
    order by random() limit ${limit}`;
  return rows.map((row) => row.hash);
}
