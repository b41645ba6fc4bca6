import { exportMonitor, monitorInput, readMonitor } from "@simpul/casework";
import type { MonitorInput, MonitorWords } from "@simpul/casework";
import { sayIn } from "@simpul/words";
import { procedure, router, unwrap } from "./procedure.ts";

/** How the open reports stand that somebody may list. */
export const monitorRouter = router({
  overview: procedure
    .input(monitorInput)
    .query(async ({ ctx, input }) =>
      unwrap(await readMonitor(ctx.ctx, ctx.actor, input, wordsFor(input))),
    ),
  /** The same as CSV, for what is on the screen. A mutation: it leaves a row. */
  export: procedure.input(monitorInput).mutation(async ({ ctx, input }) => {
    const monitor = unwrap(await exportMonitor(ctx.ctx, ctx.actor, input, wordsFor(input)));
    const { monitorCsv } = await import("@simpul/documents");
    return {
      name: `monitor-${input.by}.csv`,
      type: "text/csv; charset=utf-8",
      text: monitorCsv(monitor),
    };
  }),
});

function wordsFor({ by, lang }: MonitorInput): MonitorWords {
  const say = sayIn(lang);
  return {
    all: say("hubDesk.all"),
    none: say(`hubDesk.none.${by}`),
    class: (code) => say(`class.${code}`),
  };
}
