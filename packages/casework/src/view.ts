import { abilityFor, actorName, partsOf } from "@simpul/access";
import type { Actor } from "@simpul/access";
import {
  contentsOf,
  eventsOf,
  findReport,
  insertAudit,
  listReports,
  notesOf,
  withScope,
} from "@simpul/db";
import type { ListQuery, LoadedReport, Tx } from "@simpul/db";
import {
  clocksOf,
  fold,
  historyOf,
  publicView as publicViewOf,
  reporterHistory,
  route,
} from "@simpul/domain";
import type { Entry, PublicView, Routing, Step } from "@simpul/domain";
import type { Context } from "./context.ts";
import { readWords } from "./enclose.ts";
import { done, failed } from "./failure.ts";
import type { Result } from "./failure.ts";
import { publicDeadline } from "./public-deadline.ts";
import type { PublicDeadline } from "./public-deadline.ts";
import { authorize, subjectOf } from "./upon-report.ts";
import { recordedOf } from "./recorded.ts";
import { canonicalReportId, scopeOf } from "./scope-of.ts";
import { summaryOf } from "./summary.ts";
import { termsOf } from "./terms.ts";
import type { Summary } from "./summary.ts";

/** The whole report, for those who may read it. */
export interface FullView extends Summary {
  readonly title?: string;
  readonly text?: string;
  readonly place: Summary["place"] & {
    readonly address?: string;
    readonly latitude?: number;
    readonly longitude?: number;
  };
  readonly attachments: readonly {
    hash: string;
    type: string;
    size: number;
    name?: string;
    available: boolean;
  }[];
  readonly history: readonly Entry[];
  readonly notes: readonly { at: string; author: string; text: string }[];
  /** Which institution the rules suggest, and why; only where the report waits to be forwarded. */
  readonly routing?: Routing;
}

export async function readReport(
  ctx: Context,
  actor: Actor & { tenant: string },
  typed: string,
): Promise<Result<FullView>> {
  const id = canonicalReportId(typed);
  if (id === "mistyped") return failed("mistypedTrackingId");
  if (id === "unknown") return failed("notFound");
  return withScope(ctx.db, scopeOf(ctx, actor), async (tx) => {
    const loaded = await findReport(tx, id, actor.tenant);
    if (loaded === undefined) return failed("notFound");
    const may = authorize(ctx, actor, "read", loaded);
    if (may !== "yes") return may;
    const { history, words, fileOf } = await told(ctx, tx, loaded);
    const parts = partsOf(actor, ctx.hub, subjectOf(loaded));
    const isInside = parts.has("inside");
    const { report } = loaded.case;
    const intake = words(report.text?.hash);
    const details = words(report.details?.hash);
    const summary = summaryOf(ctx, loaded);
    const waiting =
      isInside &&
      loaded.tenant === ctx.hub &&
      ["received", "verified", "returned"].includes(report.state);
    if (report.flags.secret)
      await insertAudit(tx, loaded.tenant, ctx.now().toString({ fractionalSecondDigits: 3 }), {
        actor: actorName(actor),
        verb: "read",
        outcome: "secret",
        report: loaded.id,
      });
    const notes = isInside ? await notesOf(tx, loaded.tenant, loaded.id) : [];
    return done({
      ...summary,
      ...(parts.has("words") ? pick({ ...intake, ...details }) : {}),
      place: {
        ...summary.place,
        ...(parts.has("words") ? pickPlace({ ...intake, ...details }) : {}),
      },
      attachments: parts.has("words")
        ? report.attachments.map((a) => ({ ...a, ...fileOf(a.hash) }))
        : [],
      history: isInside
        ? history
        : parts.has("words")
          ? reporterHistory(history)
          : history.map(({ text: _, ...silent }) => silent),
      notes: notes.map(({ at, author, text }) => ({ at, author, text })),
      ...(waiting
        ? {
            routing: route(
              report,
              ctx.reference.rules(),
              ctx.reference.tenants(),
              ctx.reference.categories(),
            ),
          }
        : {}),
    });
  });
}

export async function listOf(
  ctx: Context,
  actor: Actor & { tenant: string },
  query: Omit<ListQuery, "tenant">,
): Promise<Summary[]> {
  return withScope(ctx.db, scopeOf(ctx, actor), async (tx) =>
    (await listReports(tx, abilityFor(actor, ctx.hub), { ...query, tenant: actor.tenant })).map(
      (loaded) => summaryOf(ctx, loaded),
    ),
  );
}

/** What anybody who knows the tracking id may see, and the deadline that its page explains. */
export interface Tracked {
  readonly view: PublicView;
  readonly deadline?: PublicDeadline;
}

/** What anybody who knows the tracking id may see. */
export async function readPublicly(ctx: Context, typed: string): Promise<Result<PublicView>> {
  const tracked = await track(ctx, typed);
  return tracked.outcome === "done" ? done(tracked.value.view) : tracked;
}

/** A follower is shown the main report's state, deadline and answers. */
export async function track(ctx: Context, typed: string): Promise<Result<Tracked>> {
  const id = canonicalReportId(typed);
  if (id === "mistyped") return failed("mistypedTrackingId");
  // An internal id is no tracking id: it was never meant to be shown to the public.
  if (id === "unknown" || id.length > 20) return failed("notFound");
  return withScope(ctx.db, scopeOf(ctx, { kind: "public" }), async (tx) => {
    const loaded = await findReport(tx, id, ctx.hub);
    if (loaded === undefined) return failed("notFound");
    const shown = loaded.case.report.flags.secret ? loaded : await mainOf(tx, loaded);
    const { history, words } = await told(ctx, tx, shown);
    const title = words(shown.case.report.details?.hash)?.["title"];
    const seen = publicViewOf(shown.case, history, clocksOf(shown.case, termsOf(ctx)), title);
    const deadline = publicDeadline(ctx, shown.case);
    const { trackingId } = loaded.case.report;
    // The id of a secret report is known to its own reporter only.
    const follows = shown === loaded || seen.secret ? {} : { follows: seen.trackingId };
    return done({
      view: { ...seen, trackingId, ...follows },
      ...(deadline === undefined ? {} : { deadline }),
    });
  });
}

/** The report that goes on: a main report may have been declared a duplicate later. */
async function mainOf(tx: Tx, first: LoadedReport): Promise<LoadedReport> {
  const seen = new Set<string>();
  for (let main = first; ;) {
    seen.add(main.id);
    const { report } = main.case;
    if (report.state !== "archived" || report.duplicateOf === undefined) return main;
    const next = await findReport(tx, report.duplicateOf, first.tenant);
    if (next === undefined || seen.has(next.id)) return main;
    main = next;
  }
}

async function told(ctx: Context, tx: Tx, loaded: LoadedReport) {
  const contents = await contentsOf(tx, loaded.tenant, loaded.id);
  const words = (hash: string | undefined) => {
    const bytes = hash === undefined ? undefined : contents.find((c) => c.hash === hash)?.bytes;
    return bytes === undefined ? undefined : readWords(bytes);
  };
  const steps: Step[] = [];
  const events = await eventsOf(tx, [{ tenant: loaded.tenant, report: loaded.id }]);
  fold(events.flatMap(recordedOf), loaded.id, ctx.hub, (step) => steps.push(step));
  const textOf = (hash: string) => {
    const said = words(hash);
    const first =
      said?.["text"] ??
      said?.["reason"] ??
      said?.["question"] ??
      said?.["note"] ??
      said?.["recordedWord"];
    return typeof first === "string" ? first : undefined;
  };
  const history = historyOf(steps, textOf, { tenant: loaded.tenant, hub: ctx.hub });
  const fileOf = (hash: string) => {
    const { name, bytes, blob } = contents.find((c) => c.hash === hash) ?? {};
    const available = bytes !== undefined || blob !== undefined;
    return name === undefined ? { available } : { name, available };
  };
  return { history, words, fileOf };
}

function pick(words: Record<string, string | number>): { title?: string; text?: string } {
  const { title, text } = words;
  return {
    ...(typeof title === "string" ? { title } : {}),
    ...(typeof text === "string" ? { text } : {}),
  };
}

function pickPlace(words: Record<string, string | number>): {
  address?: string;
  latitude?: number;
  longitude?: number;
} {
  const { address, latitude, longitude } = words;
  return {
    ...(typeof address === "string" ? { address } : {}),
    ...(typeof latitude === "number" ? { latitude } : {}),
    ...(typeof longitude === "number" ? { longitude } : {}),
  };
}
