import type { Actor, ReportAction } from "@simpul/access";
import { deliveriesOf, inChargeOf } from "@simpul/db";
import { saidBeside } from "../answers/on-behalf.ts";
import type { Context } from "../context.ts";
import type { Result } from "../failure.ts";
import { spokenField } from "../told.ts";
import { readReportAnd } from "../view.ts";
import type { FullView } from "../view.ts";
import { actsOf } from "./acts.ts";
import { deskClocks } from "./desk-clocks.ts";
import type { DeskClock } from "./desk-clocks.ts";
import { peopleNamed } from "./named.ts";
import { detailOf } from "./timeline.ts";
import type { StepDetail } from "./timeline.ts";

/** A report as a desk opens it. */
export interface OpenedReport {
  readonly report: Omit<FullView, "clocks"> & { readonly clocks: readonly DeskClock[] };
  /** What whoever opened it can do with it now. */
  readonly acts: readonly ReportAction[];
  /** Of each entry of the history, in its order; only for those inside. */
  readonly steps: readonly StepDetail[];
  /** On whose desk it lies; only for those inside. */
  readonly inCharge?: { readonly officer: string; readonly name: string };
  /** Names of the officers of this desk who wrote its notes, by `author`. */
  readonly people: Readonly<Record<string, string>>;
  /** Which content the title and the text are, as `personal` and `masks` name it; only for those inside. */
  readonly contents: { readonly title?: string; readonly text?: string };
}

/** Refused as `readReport` refuses: `notFound`, `mistypedTrackingId`, `freshSignInNeeded`. */
export function openReport(
  ctx: Context,
  actor: Actor & { tenant: string },
  typed: string,
): Promise<Result<OpenedReport>> {
  return readReportAnd(ctx, actor, typed, async ({ view, loaded, told, parts }, tx) => {
    const report = { ...view, clocks: deskClocks(ctx, loaded.case, view.clocks) };
    const acts = actsOf(ctx, actor, loaded);
    if (!parts.has("inside")) return { report, acts, steps: [], people: {}, contents: {} };
    const sent = await deliveriesOf(tx, loaded.tenant, loaded.id);
    const steps = told.steps.map((step) => {
      const { writer, seq } = step.recorded;
      const to = sent
        .filter((each) => each.writer === writer && each.seq === seq)
        .map((each) => ({ tenant: each.to, at: each.deliveredAt ?? ("waiting" as const) }));
      const hash = step.recorded.event.content?.hash;
      const words = told.words(hash);
      const isGone = hash !== undefined && loaded.case.report.erased?.includes(hash) === true;
      const field = spokenField(words);
      return {
        ...detailOf(step),
        ...saidBeside(words),
        ...(field === undefined ? {} : { field }),
        ...(isGone ? { gone: true as const } : {}),
        ...(to.length === 0 ? {} : { told: to }),
      };
    });
    const [charge] = await inChargeOf(tx, loaded.tenant, [loaded.id]);
    const authors = view.notes.map(({ author }) => author);
    const { text, details } = loaded.case.report;
    const named = (field: "title" | "text"): string | undefined =>
      [details?.hash, text?.hash].find((hash) => typeof told.words(hash)?.[field] === "string");
    const [title, letter] = [named("title"), named("text")];
    return {
      report,
      acts,
      steps,
      ...(charge === undefined ? {} : { inCharge: { officer: charge.officer, name: charge.name } }),
      people: await peopleNamed(tx, loaded.tenant, authors),
      contents: {
        ...(title === undefined ? {} : { title }),
        ...(letter === undefined ? {} : { text: letter }),
      },
    };
  });
}
