import type { Tx } from "../scope.ts";

/** A reporter's contact as the vault sealed it; undefined where none was given. */
export async function sealedContactOf(
  tx: Tx,
  tenant: string,
  report: string,
): Promise<string | undefined> {
  const [row] = await tx<{ sealed: string }[]>`
    select sealed from vault.contact where tenant = ${tenant} and report = ${report}`;
  return row?.sealed;
}
