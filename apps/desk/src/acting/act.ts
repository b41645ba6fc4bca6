import { useCallback } from "react";
import type { Opened, Verb, VerbInput } from "../api-types.ts";
import { api, client, queries } from "../trpc.ts";
import { acts } from "./pending-store.ts";

/** An act that somebody asked for. */
export interface Asked<V extends Verb = Verb> {
  readonly verb: V;
  /** Its id. */
  readonly report: string;
  /** The version that whoever acts has seen: refused if another was faster. */
  readonly ifVersion: number;
  readonly input: VerbInput<V>;
  /** What the screen says of it: "Diverifikasi". */
  readonly said: string;
  /** It waits a few seconds in which it can be taken back. Not so where a form said "really". */
  readonly undo?: boolean;
}

/**
 * Does something with a report. The lists show it as done at once; it is sent when the time to take it back is over, also
 * when the tab is closed meanwhile. A refusal, or somebody else who was faster, comes back as a message with what was typed.
 * With `undo: false` it is sent at once, and rejects with the refusal for its form to show.
 */
export function useAct(): <V extends Verb>(asked: Asked<V>) => Promise<void> {
  return useCallback(async ({ undo = true, ...asked }) => {
    const shown = openedOf(asked.report);
    const key = crypto.randomUUID();
    if (undo) {
      acts.ask({
        ...asked,
        key,
        called: shown?.report.trackingId ?? asked.report,
        ...(shown === undefined ? {} : { seen: shown.report.history.length }),
      });
      return;
    }
    const { verb, report, ifVersion, input } = asked;
    // Proof: the verb names the procedure whose input this is.
    const procedure = client.report[verb] as unknown as {
      mutate(given: object): Promise<unknown>;
    };
    await procedure.mutate({ report, ifVersion, once: key, input });
    await queries.invalidateQueries({ queryKey: api.report.pathKey() });
  }, []);
}

/** A report as it is open somewhere on this screen. */
function openedOf(id: string): Opened | undefined {
  return queries
    .getQueriesData<Opened>({ queryKey: api.report.open.pathKey() })
    .map(([, opened]) => opened)
    .find((opened) => opened?.report.id === id);
}
