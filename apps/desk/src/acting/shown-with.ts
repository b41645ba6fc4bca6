import type { Row, Verb } from "../api-types.ts";
import type { Pending } from "./pending.ts";

type State = Row["state"];

/** The state that an act leads to; what leads to none, or to one of several, leaves the row as it is. */
const leadsTo: { readonly [V in Verb]?: State } = {
  verify: "verified",
  hold: "held",
  archive: "archived",
  merge: "archived",
  forward: "forwarded",
  recall: "returned",
  accept: "accepted",
  return: "returned",
  assign: "assigned",
  decline: "accepted",
  close: "closed",
};

const nextState = ({ verb, input }: Pending): State | undefined => {
  if (verb !== "respond") return leadsTo[verb];
  const kind = typeof input === "object" && input !== null && "kind" in input ? input.kind : "";
  return kind === "done" || kind === "refused" ? "answered" : "inProgress";
};

/**
 * The rows of a list as they are with the acts that are on their way: one that leads out of what the list asks for is gone
 * at once, another one shows its new state.
 * @param states that the list asks for; undefined where it asks for all
 */
export function shownWith(
  rows: readonly Row[],
  pending: readonly Pending[],
  states: readonly string[] | undefined,
): readonly Row[] {
  const latest = new Map(
    pending.filter(({ status }) => status !== "refused").map((each) => [each.report, each]),
  );
  return rows.flatMap((row) => {
    const act = latest.get(row.id);
    const state = (act === undefined ? undefined : nextState(act)) ?? row.state;
    if (states?.includes(state) === false) return [];
    return [state === row.state ? row : { ...row, state }];
  });
}
