import type { Tx } from "../scope.ts";

/** A document of words: the bytes of one content of a report, base64url. */
export interface KeptWords {
  readonly report: string;
  readonly hash: string;
  readonly bytes: string;
}

/** Of reports of one tenant, by report and hash; what was erased, or has not come yet, is not there. */
export async function wordsByHash(
  tx: Tx,
  tenant: string,
  named: readonly { readonly report: string; readonly hash: string }[],
): Promise<KeptWords[]> {
  if (named.length === 0) return [];
  const rows = await tx<{ report: string; hash: string; bytes: Uint8Array }[]>`
    select c.report, c.hash, c.bytes
    from json_to_recordset(${JSON.stringify(named)}::text::json) as k (report uuid, hash text)
    join simpul.content c on c.tenant = ${tenant} and c.report = k.report and c.hash = k.hash
    where c.bytes is not null`;
  return rows.map((row) => ({ ...row, bytes: Buffer.from(row.bytes).toString("base64url") }));
}
