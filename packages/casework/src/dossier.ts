import { actorName } from "@simpul/access";
import type { Actor } from "@simpul/access";
import { checksOf, contentsOf, eventsOf, insertAudit, withScope } from "@simpul/db";
import type { KeptContent, Tx } from "@simpul/db";
import { circumspect, fold, ombudsmanTenant } from "@simpul/domain";
import type { Case, Recorded, Step, Transition } from "@simpul/domain";
import { sha256 } from "@simpul/protocol";
import type { Context } from "./context.ts";
import { readWords } from "./enclose.ts";
import { done, failed } from "./failure.ts";
import type { Result } from "./failure.ts";
import { givenOut } from "./files/given-out.ts";
import { findInside } from "./find-inside.ts";
import { recordedOf } from "./recorded.ts";
import { scopeOf } from "./scope-of.ts";
import { authorize } from "./upon-report.ts";

/** A referred report as one party has it: what its dossier is composed from. */
export interface Referred {
  readonly tenant: string;
  readonly report: string;
  readonly current: Case;
  /** As the hub had it when it referred: its clocks ran until then. */
  readonly before: Case;
  readonly referral: Recorded & {
    readonly event: Extract<Transition, { type: "referred" }>;
    /** The calendar that its writer counted with, by the calendar's own name; none where it had none. */
    readonly calendar: string | null;
  };
  /** The newest directory version that an event names. */
  readonly directory: number;
  /** Every event, in the order of the fold. */
  readonly steps: readonly Step[];
  /** By content hash; what was erased or never came here is not held. */
  readonly contents: ReadonlyMap<string, HeldContent>;
}

export interface HeldContent {
  /** Of a document of words. */
  readonly words?: Readonly<Record<string, string | number>>;
  /** SHA-256 of the plain bytes in hex, as `sha256sum` prints it. */
  readonly sha256: string;
}

/** The files that a dossier adds to an archive, and what they are made with (docs/adr/0019). */
export type DossierFiles = Readonly<
  Record<"clocks.json" | "dossier.json" | "dossier.pdf", Uint8Array>
>;

export type ComposeDossier = (referred: Referred, around: Surroundings) => Promise<DossierFiles>;

export interface Surroundings {
  /** With the calendar and policy of the referral and the tenants of the newest directory that an event names. */
  readonly ctx: Context;
  /** The node's URN. */
  readonly by: string;
  /** Thumbprint of the hub's root key. */
  readonly root: string;
  /** The reference documents that the deadlines are computed with, as the hub signed them (compact JWS). */
  readonly signed: { readonly calendar: string; readonly policy: string };
}

/**
 * For the office that a report was referred to and for the hub. Refused: `notFound` and `forbidden` as reading is, `forbidden`
 * for any other tenant's reader, `wrongState` where the report was never referred.
 * @param typed an id or a tracking id
 * @param audited the verb under which it is audited; `no` where somebody else does
 * @param action `export`: refused also to people who may not take it away
 */
export async function readReferred(
  ctx: Context,
  actor: Actor & { tenant: string },
  typed: string,
  audited: "referral" | "no",
  action: "read" | "export" = "read",
): Promise<Result<Referred>> {
  return withScope(ctx.db, scopeOf(ctx, actor), async (tx) => {
    const found = await findInside(ctx, tx, actor, typed);
    if (found.outcome === "failed") return found;
    const loaded = found.value;
    if (loaded.tenant !== ctx.hub && loaded.tenant !== ombudsmanTenant) return failed("forbidden");
    // Before anything is made of it; which keys may is said by their scopes.
    const may = actor.kind === "staff" ? authorize(ctx, actor, action, loaded) : "yes";
    if (may !== "yes") return may;
    const referred = await gather(ctx, tx, loaded.tenant, loaded.id);
    if (referred === "never") return failed("wrongState");
    if (audited !== "no")
      await insertAudit(tx, loaded.tenant, ctx.now().toString({ fractionalSecondDigits: 3 }), {
        actor: actorName(actor),
        verb: audited,
        outcome: circumspect(loaded.case.report).secret ? "secret" : "done",
        report: loaded.id,
      });
    return done(referred);
  });
}

async function gather(
  ctx: Context,
  tx: Tx,
  tenant: string,
  report: string,
): Promise<Referred | "never"> {
  const kept = await eventsOf(tx, [{ tenant, report }]);
  const steps: Step[] = [];
  const events = kept.flatMap(recordedOf);
  const current = fold(events, report, ctx.hub, (step) => steps.push(step));
  // Once in the life of a report (`alreadyReferred`).
  const referral = steps.findLast(
    ({ recorded, counted }) => counted === "transition" && recorded.event.type === "referred",
  )?.recorded;
  if (current === undefined || referral?.event.type !== "referred") return "never";
  const payloads = new Map(kept.map(({ hash, payload }) => [hash, readPayload(payload)]));
  const { seen = {}, calendar = null } = payloads.get(referral.hash) ?? {};
  const known = (one: Recorded) =>
    one.writer === referral.writer
      ? one.seq < referral.seq
      : one.seq <= (seen[one.writer]?.seq ?? 0);
  const before = fold(events.filter(known), report, ctx.hub);
  if (before === undefined) throw new Error(`${report} was referred before it was received`);
  return {
    tenant,
    report,
    current,
    before,
    referral: { ...referral, event: referral.event, calendar },
    directory: Math.max(...payloads.values().map(({ directory }) => directory)),
    steps,
    contents: heldAmong(await givenAmong(tx, await contentsOf(tx, tenant, report))),
  };
}

interface Payload {
  readonly seen: Readonly<Record<string, { readonly seq: number }>>;
  readonly directory: number;
  readonly calendar: string | null;
}

function readPayload(payload: string): Payload {
  // Proof: the payload was composed by us, or checked as an event before it was kept.
  return JSON.parse(payload) as Payload;
}

/** An archive does not hold what is in quarantine, so what lists its contents must not either. */
async function givenAmong(tx: Tx, contents: readonly KeptContent[]): Promise<KeptContent[]> {
  const checks = await checksOf(
    tx,
    contents.flatMap(({ blob }) => blob ?? []),
  );
  return contents.filter(
    ({ blob }) => blob === undefined || givenOut(checks.get(blob)?.state) === "yes",
  );
}

function heldAmong(contents: readonly KeptContent[]): Map<string, HeldContent> {
  const held = new Map<string, HeldContent>();
  for (const { hash, bytes, blob } of contents) {
    const digest = bytes === undefined ? blob : sha256(Buffer.from(bytes, "base64url"));
    if (digest === undefined) continue;
    const words = bytes === undefined ? undefined : readWords(bytes);
    held.set(hash, {
      sha256: Buffer.from(digest, "base64url").toString("hex"),
      ...(words === undefined ? {} : { words }),
    });
  }
  return held;
}
