import { command, done, failed } from "../command.ts";
import { withDeployment } from "../configured.ts";
import { columns } from "../demo/table.ts";
import { envOption } from "../env-file.ts";
import { leftUnder, vaultStateOf } from "../vault-state.ts";
import { nodeOption } from "./options.ts";

export const vault = command({
  name: "keys vault",
  description:
    "What is sealed under which key of the vault; ends with 1 while anything lies under another than the newest",
  args: { ...envOption, ...nodeOption },
  run: ({ env, node }) =>
    withDeployment(env, node, async (deployment) => {
      const state = await vaultStateOf(deployment);
      const left = leftUnder(state);
      const isBehind = state.newest !== state.sealing;
      const isExchanged = left.earlier === 0 && left.unknown === 0 && !isBehind;
      const role = (kid: string) =>
        kid === state.sealing ? "seals" : state.earlier.includes(kid) ? "opens" : "UNKNOWN";
      const lines = [
        `seals under ${state.sealing}`,
        ...state.earlier.map((kid) => `opens also ${kid}`),
        ...columns([
          ["WHERE", "ROWS", "KEY", "UNDER"],
          ...state.counts.map(({ place, kid, rows }) => [place, String(rows), role(kid), kid]),
        ]),
        ...state.passes
          .filter(({ kid }) => kid === state.sealing)
          .map(
            ({ place, rewrapped, stuck, endedAt }) =>
              `${place}: ${rewrapped} sealed anew, ${stuck} do not open, ${endedAt === undefined ? "going on" : `gone through ${endedAt}`}`,
          ),
        ...said(state.earlier.length, left, isBehind),
      ];
      const value = { ...state, left, exchanged: isExchanged };
      return isExchanged ? done(lines, value) : failed(lines, value);
    }),
});

function said(
  earlier: number,
  left: { readonly earlier: number; readonly unknown: number },
  isBehind: boolean,
): string[] {
  if (isBehind)
    return ["another key began to seal after this one: this configuration is of before"];
  if (left.unknown > 0)
    return [
      `${left.unknown} rows open with no key of this configuration: name theirs in SIMPUL_VAULT_KEYS_EARLIER`,
    ];
  if (left.earlier > 0) return [`${left.earlier} rows are still to be sealed anew by the worker`];
  return earlier === 0
    ? []
    : ["nothing is sealed under an earlier key any more: SIMPUL_VAULT_KEYS_EARLIER may be emptied"];
}
