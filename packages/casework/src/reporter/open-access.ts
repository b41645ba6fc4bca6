import {
  insertAudit,
  insertReporterSession,
  reporterSecretOf,
  useReporterCode,
  withScope,
  wholeOf,
} from "@simpul/db";
import type { LoadedReport, Tx } from "@simpul/db";
import { encodeBase64url, sha256 } from "@simpul/protocol";
import { z } from "zod";
import type { Context } from "../context.ts";
import { done, failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import type { Limit } from "../limits/limit.ts";
import { onlyDigits } from "./digits.ts";
import { reportOfOrigin, typedTrackingId } from "./report-of-origin.ts";
import { codeDigest } from "./request-code.ts";
import { matchesSecret } from "./secret-hash.ts";

const typedDigits = z.string().min(1).max(40);
export const accessInput = z.union([
  z.strictObject({ code: typedDigits }),
  z.strictObject({ secret: typedDigits }),
]);
export type AccessInput = z.infer<typeof accessInput>;

export interface ReporterSession {
  /** Told once; it is kept as its hash. */
  readonly token: string;
  /** At the latest, RFC 3339 in UTC; earlier when it is not used for `idleSeconds`. */
  readonly expiresAt: string;
  readonly idleSeconds: number;
}

const sessionLife = { hours: 2 } as const;
export const idleMinutes = 30;
/** Wrong answers that a code outlives, from wherever: each address has five of them (see `guessLimits`). */
const mostTries = 20;

/**
 * Whoever guesses. An address has five wrong answers about a report, so that it takes four networks to spoil one code of the
 * reporter's; what a report hears in all is bounded by the work that it makes, not by the chance of a hit, and refills within a
 * second: nobody is kept out for long.
 */
export function guessLimits(typed: string, address: string, isOfNobody: boolean) {
  const about = typedTrackingId(typed);
  const each = (name: string, rate: number, burst: number): Limit => ({ name, rate, burst });
  const wide = isOfNobody ? 20 : 1;
  return [
    { limit: each("guess", 5 / 600, 5), who: `${about}/${address}` },
    { limit: each("guesses", (wide * 20) / 600, wide * 20), who: address },
    { limit: each("access", 1, 30), who: about },
  ];
}

/** Who asks for codes; how many a report is sent is counted beside them. */
export function askLimits(address: string, isOfNobody: boolean) {
  const wide = isOfNobody ? 20 : 1;
  return [{ limit: { name: "codes", rate: (wide * 10) / 3600, burst: wide * 10 }, who: address }];
}

/**
 * A code or the secret for a session. Refused as `accessRefused` alike: no such report, none asked for, wrong, used, too old.
 * The door counts guesses before it comes here.
 */
export async function openAccess(
  ctx: Context,
  typed: string,
  input: AccessInput,
): Promise<Result<ReporterSession>> {
  const trackingId = typedTrackingId(typed);
  if (trackingId === "mistyped") return failed("mistypedTrackingId");
  if (trackingId === "unknown") return failed("notFound");
  const scope = wholeOf(ctx.here.tenants());
  if ("code" in input)
    return withScope(ctx.db, scope, async (tx) => {
      const loaded = await reportOfOrigin(ctx, tx, trackingId);
      if (loaded === undefined) return failed("accessRefused");
      const { tenant, id: report } = loaded;
      const code = codeDigest(ctx, report, onlyDigits(input.code));
      const now = instant(ctx.now());
      const answer = await useReporterCode(tx, { tenant, report, code }, now, mostTries);
      return answer === "used" ? open(ctx, tx, loaded, "code") : refuse(ctx, tx, loaded, "code");
    });
  const { loaded, hash } = await withScope(ctx.db, scope, async (tx) => {
    const found = await reportOfOrigin(ctx, tx, trackingId);
    return {
      loaded: found,
      hash: found === undefined ? undefined : await reporterSecretOf(tx, found.tenant, found.id),
    };
  });
  // Between the transactions: no connection is held while it is computed.
  const answer = await matchesSecret(onlyDigits(input.secret), hash);
  if (answer === "busy") return failed("accessBusy");
  if (loaded === undefined) return failed("accessRefused");
  return withScope(ctx.db, wholeOf([loaded.tenant]), async (tx) =>
    answer === "yes" ? open(ctx, tx, loaded, "secret") : refuse(ctx, tx, loaded, "secret"),
  );
}

async function open(
  ctx: Context,
  tx: Tx,
  { tenant, id: report }: LoadedReport,
  proof: "code" | "secret",
): Promise<Result<ReporterSession>> {
  const token = `rpt_${encodeBase64url(ctx.random(32))}`;
  const now = ctx.now();
  const [at, expiresAt] = [now, now.add(sessionLife)].map(instant) as [string, string];
  await insertReporterSession(tx, {
    tenant,
    token: sha256(token),
    report,
    proof,
    opened_at: at,
    used_at: at,
    expires_at: expiresAt,
  });
  const entry = { actor: "reporter", verb: "openAccess", outcome: "opened", report };
  await insertAudit(tx, tenant, at, { ...entry, detail: { proof } });
  return done({ token, expiresAt, idleSeconds: idleMinutes * 60 });
}

async function refuse(
  ctx: Context,
  tx: Tx,
  { tenant, id: report }: LoadedReport,
  proof: "code" | "secret",
): Promise<Result<never>> {
  const entry = { actor: "public", verb: "openAccess", outcome: "refused", report };
  await insertAudit(tx, tenant, instant(ctx.now()), { ...entry, detail: { proof } });
  return failed("accessRefused");
}

const instant = (at: Temporal.Instant): string => at.toString({ fractionalSecondDigits: 3 });
