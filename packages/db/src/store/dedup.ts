import type { DedupKey } from "../change.ts";
import type { Tx } from "../scope.ts";

/** Whether a message was taken before: under one of its keys, with the same words or with others. */
export async function lookUpMessage(
  tx: Tx,
  tenant: string,
  keys: readonly DedupKey[],
): Promise<"new" | "same" | "differs"> {
  if (keys.length === 0) return "new";
  const found = await tx<{ same: boolean }[]>`
    select d.digest = k.digest as same
    from json_to_recordset(${JSON.stringify(keys)}::text::json) as k (source text, key text, digest text)
    join simpul.dedup d on d.tenant = ${tenant} and d.source = k.source and d.key = k.key`;
  if (found.length === 0) return "new";
  return found.every((f) => f.same) ? "same" : "differs";
}
