import { abilityFor, tenantSubject } from "@simpul/access";
import type { Actor } from "@simpul/access";
import { validateCalendar, validatePolicy } from "@simpul/domain";
import type { CalendarDocument, CalendarReading, ClockPolicy } from "@simpul/domain";
import { z } from "zod";
import type { Context } from "../context.ts";
import { done, failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import { previewCalendar, previewPolicy } from "../preview-terms.ts";
import type { TermsPreview } from "../preview-terms.ts";
import { unreadableOf } from "../terms.ts";

/** The calendar or policy by which deadlines count here. */
interface InForce<Document> {
  /** The hub's number of it; 0: what came with the software. */
  readonly published: number;
  /** Null: this version cannot read it, and what came with the software counts in its place. */
  readonly document: Document | null;
}

export interface TermsInForce {
  readonly calendar: InForce<CalendarDocument>;
  readonly policy: InForce<ClockPolicy>;
}

type AtDesk = Actor & { tenant: string };

/** For who looks after a tenant's settings; else `forbidden`. */
export function readTerms(ctx: Context, actor: AtDesk): Result<TermsInForce> {
  if (!abilityFor(actor, ctx.hub).can("manage", tenantSubject("Key", actor.tenant)))
    return failed("forbidden");
  const unreadable = unreadableOf(ctx);
  const { reference } = ctx;
  const [calendar, policy] = [reference.calendar(), reference.clockPolicy()];
  return done({
    calendar: {
      published: calendar.version,
      // Proof: `unreadableOf` has just validated both.
      document: unreadable.includes("calendar") ? null : (calendar.body as CalendarDocument),
    },
    policy: {
      published: policy.version,
      document: unreadable.includes("policy") ? null : (policy.body as ClockPolicy),
    },
  });
}

export const previewTermsInput = z.strictObject({
  kind: z.enum(["calendar", "policy"]),
  /** The whole document, as a file holds it. */
  document: z.json(),
});

export type TermsTried =
  | ({ readonly outcome: "foreseen"; readonly version: string } & TermsPreview)
  /** What is wrong in the document, and where. */
  | { readonly outcome: "refused"; readonly faults: Faults };

type Faults = Extract<CalendarReading, { outcome: "refused" }>["faults"];

/** Someone is counting already: a dry run reads every open report. */
const running = new WeakSet<Context["db"]>();

/**
 * How many open deadlines a document would move, were it published: nothing is. At the hub, for who looks after the
 * federation. Refused: `notFound` at a node, `forbidden`, `busy` while another dry run goes on.
 */
export async function previewTermsAtDesk(
  ctx: Context,
  actor: AtDesk,
  { kind, document }: z.infer<typeof previewTermsInput>,
): Promise<Result<TermsTried>> {
  if (actor.tenant !== ctx.hub || !ctx.here.tenants().includes(ctx.hub)) return failed("notFound");
  if (!abilityFor(actor, ctx.hub).can("manage", tenantSubject("Node", ctx.hub)))
    return failed("forbidden");
  const reading = kind === "calendar" ? validateCalendar(document) : validatePolicy(document);
  if (reading.outcome === "refused")
    return done({ outcome: "refused", faults: reading.faults.slice(0, mostFaults) });
  if (running.has(ctx.db)) return failed("busy");
  running.add(ctx.db);
  try {
    const preview =
      "rules" in reading.document
        ? await previewPolicy(ctx, reading.document)
        : await previewCalendar(ctx, reading.document);
    return done({ outcome: "foreseen", version: reading.document.version, ...preview });
  } finally {
    running.delete(ctx.db);
  }
}

const mostFaults = 50;
