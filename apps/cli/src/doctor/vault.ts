import type { Deployment } from "@simpul/federation";
import { leftUnder, vaultStateOf } from "../vault-state.ts";
import { due, type Finding, ok, wrong } from "./finding.ts";

/** How far an exchange of the vault's key is; where none is on, nothing is counted. */
export async function examineVault(deployment: Deployment): Promise<Finding> {
  const { sealing, earlier } = await deployment.ctx.vault.kids();
  if (earlier.length === 0) return ok("vault", `seals under ${sealing}`);
  const state = await vaultStateOf(deployment);
  const left = leftUnder(state);
  if (state.newest !== sealing)
    return due(
      "vault",
      `seals under ${sealing}, knows ${earlier.length} more`,
      "once every process knows the new key: put it into SIMPUL_VAULT_KEY",
    );
  if (left.unknown > 0)
    return wrong(
      "vault",
      `${left.unknown} rows open with no key of this configuration`,
      "name theirs in SIMPUL_VAULT_KEYS_EARLIER; simpul keys vault",
    );
  return left.earlier > 0
    ? due(
        "vault",
        `${left.earlier} rows under an earlier key`,
        "the worker seals them anew; simpul keys vault",
      )
    : ok(
        "vault",
        "nothing is sealed under an earlier key any more: SIMPUL_VAULT_KEYS_EARLIER may be emptied",
      );
}
