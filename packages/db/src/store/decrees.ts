import type { Days } from "@simpul/domain";
import type { Tx } from "../scope.ts";

/** A roster decree (SK tim pengelola). Days are ISO dates in the zone of the tenant. */
export interface Decree extends Days {
  readonly id: string;
  readonly number: string;
  readonly issuedOn: string;
  readonly succeeds?: string;
  /** The attachment that holds the signed paper. */
  readonly scan?: string;
}

interface Row {
  id: string;
  number: string;
  issued_on: string;
  valid_from: string;
  valid_until: string | null;
  succeeds: string | null;
  scan: string | null;
}

/** The newest first. */
export async function decreesOf(tx: Tx, tenant: string): Promise<Decree[]> {
  const rows = await tx<Row[]>`
    select id, number, issued_on, valid_from, valid_until, succeeds, scan from simpul.decree
    where tenant = ${tenant} order by valid_from desc, id desc`;
  return rows.map(({ id, number, issued_on, valid_from, valid_until, succeeds, scan }) => ({
    id,
    number,
    issuedOn: issued_on,
    begins: valid_from,
    ...(valid_until === null ? {} : { ends: valid_until }),
    ...(succeeds === null ? {} : { succeeds }),
    ...(scan === null ? {} : { scan }),
  }));
}

/** @returns `known` where the tenant has recorded a decree of that number */
export async function insertDecree(
  tx: Tx,
  tenant: string,
  decree: Decree,
  { at, by }: { at: string; by: string },
): Promise<"recorded" | "known"> {
  const { id, number, issuedOn, begins, ends, succeeds, scan } = decree;
  const rows = await tx`
    insert into simpul.decree
      (tenant, id, number, issued_on, valid_from, valid_until, succeeds, scan, recorded_at, recorded_by)
    values (${tenant}, ${id}, ${number}, ${issuedOn}, ${begins}, ${ends ?? null}, ${succeeds ?? null},
      ${scan ?? null}, ${at}, ${by})
    on conflict (tenant, number) do nothing`;
  return rows.count === 1 ? "recorded" : "known";
}
