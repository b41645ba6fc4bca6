import { abilityFor, actorName } from "@simpul/access";
import type { Actor } from "@simpul/access";
import { findReport, insertAudit, listReports, notesOf, withScope } from "@simpul/db";
import type { FileState, ListQuery, LoadedReport, Tx } from "@simpul/db";
import {
  circumspect,
  clocksOf,
  publicView as publicViewOf,
  reporterHistory,
  route,
} from "@simpul/domain";
import type { Entry, Mask, Part, PersonalKind, PublicView, Routing } from "@simpul/domain";
import { aboutReport } from "./about-report.ts";
import { partsShown } from "./audience.ts";
import type { Context } from "./context.ts";
import { done, failed } from "./failure.ts";
import type { Result } from "./failure.ts";
import { isOutOfTouch } from "./out-of-touch.ts";
import { isMonitored } from "./people/monitoring.ts";
import { publicDeadline } from "./public-deadline.ts";
import type { PublicDeadline } from "./public-deadline.ts";
import { canonicalReportId, scopeOf } from "./scope-of.ts";
import { summaryOf } from "./summary.ts";
import { told } from "./told.ts";
import type { Told } from "./told.ts";
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
    /** Its bytes are here, and may be given out. */
    available: boolean;
    /** `pending`: it is being checked. `unscanned`: there is no scanner here. */
    check?: FileState;
    /** There is a small picture of it. */
    thumbnail?: true;
  }[];
  readonly history: readonly Entry[];
  readonly notes: readonly { at: string; author: string; text: string }[];
  /** What looks like somebody's personal data in any of its words, for those inside; each item is what `mask` takes. */
  readonly personal: readonly (Mask & { readonly kind: PersonalKind })[];
  /** What the public version leaves out already. */
  readonly masks: readonly Mask[];
  /** Which institution the rules suggest, and why; only where the report waits to be forwarded. */
  readonly routing?: Routing;
}

/** A report that was read, with what its view was made of. */
export interface ReadReport {
  readonly view: FullView;
  readonly loaded: LoadedReport;
  readonly told: Told;
  readonly parts: ReadonlySet<Part>;
}

export function readReport(
  ctx: Context,
  actor: Actor & { tenant: string },
  typed: string,
): Promise<Result<FullView>> {
  return readReportAnd(ctx, actor, typed, ({ view }) => Promise.resolve(view));
}

/** The same, and what somebody makes of it in the transaction that read it. */
export async function readReportAnd<T>(
  ctx: Context,
  actor: Actor & { tenant: string },
  typed: string,
  then: (read: ReadReport, tx: Tx) => Promise<T>,
): Promise<Result<T>> {
  return aboutReport(ctx, actor, typed, "read", async (tx, loaded) => {
    const all = await told(ctx, tx, loaded);
    const { history, words, fileOf, personal } = all;
    const parts = partsShown(ctx, actor, loaded);
    const isInside = parts.has("inside");
    const { report } = loaded.case;
    const isSecret = circumspect(report).secret;
    // On a remembered device, or a screen that was left, a secret stays one.
    if (isSecret && parts.has("words") && actor.kind === "staff" && actor.isFresh !== true)
      return failed("freshSignInNeeded");
    const intake = words(report.text?.hash);
    const details = words(report.details?.hash);
    const summary = summaryOf(ctx, loaded, parts);
    const waiting =
      isInside &&
      loaded.tenant === ctx.hub &&
      ["received", "verified", "returned"].includes(report.state);
    const isWatched = isMonitored(actor, loaded);
    if (isSecret || isWatched)
      await insertAudit(tx, loaded.tenant, ctx.now().toString({ fractionalSecondDigits: 3 }), {
        actor: actorName(actor),
        verb: isWatched ? "monitor" : "read",
        outcome: isSecret ? "secret" : "read",
        report: loaded.id,
      });
    const notes = parts.has("notes") ? await notesOf(tx, loaded.tenant, loaded.id) : [];
    const view: FullView = {
      ...summary,
      ...(parts.has("words") ? pick({ ...intake, ...details }) : {}),
      place: {
        ...summary.place,
        ...(parts.has("words") ? pickPlace({ ...intake, ...details }) : {}),
      },
      attachments: parts.has("files")
        ? report.attachments.map((a) => ({ ...a, ...fileOf(a.hash) }))
        : [],
      history: isInside
        ? history
        : parts.has("words")
          ? reporterHistory(history, report.masks)
          : history.map(({ text: _, content: __, ...silent }) => silent),
      notes: notes.map(({ at, author, text }) => ({ at, author, text })),
      personal: isInside ? personal() : [],
      masks: isInside ? (report.masks ?? []) : [],
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
    };
    return done(await then({ view, loaded, told: all, parts }, tx));
  });
}

export async function listOf(
  ctx: Context,
  actor: Actor & { tenant: string },
  query: Omit<ListQuery, "tenant">,
): Promise<Summary[]> {
  return withScope(ctx.db, scopeOf(ctx, actor), async (tx) =>
    (await listReports(tx, abilityFor(actor, ctx.hub), { ...query, tenant: actor.tenant })).map(
      (loaded) => summaryOf(ctx, loaded, partsShown(ctx, actor, loaded)),
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
    const { secret } = circumspect(loaded.case.report);
    const main = secret ? loaded : await mainOf(tx, loaded);
    // What became whistleblowing later is not known by the number of another report.
    const shown = circumspect(main.case.report).restricted ? loaded : main;
    const { history, words } = await told(ctx, tx, shown);
    const title = words(shown.case.report.details?.hash)?.["title"];
    const outOfTouch = await isOutOfTouch(ctx, shown.case.report);
    const clocks = clocksOf(shown.case, termsOf(ctx));
    const seen = publicViewOf(shown.case, history, clocks, title, outOfTouch);
    const deadline = publicDeadline(ctx, shown.case, outOfTouch);
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
