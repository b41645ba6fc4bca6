import type { Outputs } from "../api-types.ts";
import { codeOf } from "../failed.ts";
import { api, client, queries } from "../trpc.ts";
import type { BulkAct } from "./bulk-verbs.ts";

export type Previewed = Outputs["bulk"]["preview"][number];

/** What would happen to each, by the act's own decision; nothing is changed. */
export async function preview(
  verb: BulkAct,
  reports: readonly string[],
  input: Record<string, unknown>,
): Promise<readonly Previewed[]> {
  // Who takes a case over is decided at the roster, and not by the report's life.
  if (verb === "entrust")
    return reports.map((report) => ({ report, outcome: "possible" as const }));
  return client.bulk.preview.mutate({ verb, reports: [...reports], input });
}

export interface Refused {
  readonly report: string;
  readonly code: string;
}

/**
 * Each report by itself and by the version that the preview saw: what another officer did meanwhile is not overwritten.
 * @param tell how many are done, after each
 * @param isStopped asked before each
 */
export async function runAll(
  verb: BulkAct,
  possible: readonly Previewed[],
  input: Record<string, unknown>,
  tell: (done: readonly string[], refused: readonly Refused[]) => void,
  isStopped: () => boolean,
): Promise<void> {
  const done: string[] = [];
  const refused: Refused[] = [];
  const left = [...possible];
  const work = async (): Promise<void> => {
    for (let one = left.shift(); one !== undefined && !isStopped(); one = left.shift()) {
      const { report, version } = one;
      try {
        await act(verb, report, version, input);
        done.push(report);
      } catch (error) {
        refused.push({ report, code: codeOf(error) });
      }
      tell([...done], [...refused]);
    }
  };
  // Three at once: quick for a person, and no storm for the server.
  await Promise.all([work(), work(), work()]);
  await queries.invalidateQueries({ queryKey: api.report.pathKey() });
}

async function act(
  verb: BulkAct,
  report: string,
  version: number | undefined,
  input: Record<string, unknown>,
): Promise<void> {
  if (verb === "entrust") {
    const { officer } = input;
    await client.roster.entrust.mutate({
      report,
      ...(typeof officer === "string" ? { officer } : {}),
    });
    return;
  }
  // Proof: the preview parsed this input by the schema of this very verb.
  const procedure = client.report[verb] as unknown as {
    mutate(given: object): Promise<unknown>;
  };
  await procedure.mutate({
    report,
    ...(version === undefined ? {} : { ifVersion: version }),
    once: crypto.randomUUID(),
    input,
  });
}
