import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import type { Verb, VerbInput } from "../api-types.ts";
import { client } from "../trpc.ts";

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
 */
export function useAct(): <V extends Verb>(asked: Asked<V>) => Promise<void> {
  const queries = useQueryClient();
  return useCallback(
    async ({ verb, report, ifVersion, input }) => {
      // Proof: the verb names the procedure whose input this is.
      const procedure = client.report[verb] as unknown as {
        mutate(given: { report: string; ifVersion: number; input: unknown }): Promise<unknown>;
      };
      await procedure.mutate({ report, ifVersion, input });
      await queries.invalidateQueries();
    },
    [queries],
  );
}
