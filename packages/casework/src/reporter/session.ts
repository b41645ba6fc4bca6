import type { Actor } from "@simpul/access";
import {
  endReporterSessions,
  findReporterSession,
  insertAudit,
  touchReporterSession,
  withScope,
  wholeOf,
} from "@simpul/db";
import { sha256 } from "@simpul/protocol";
import type { Context } from "../context.ts";
import { done, failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import { idleMinutes } from "./open-access.ts";

export type Reporter = Actor & { kind: "reporter" };

const shape = /^rpt_[\w-]{43}$/;
/** A session that is used all the time is written once a minute. */
const touchSeconds = 60;

export const isReporterToken = (token: string): boolean => token.startsWith("rpt_");

/** Read at every request, so that what was ended opens nothing any more. `sessionEnded` for whatever is no session now. */
export async function reporterOf(ctx: Context, token: string): Promise<Result<Reporter>> {
  if (!shape.test(token)) return failed("sessionEnded");
  return withScope(ctx.db, wholeOf(ctx.here.tenants()), async (tx) => {
    const session = await findReporterSession(tx, sha256(token));
    if (session === undefined) return failed("sessionEnded");
    const now = ctx.now();
    const used = Temporal.Instant.from(session.used_at);
    const isOver =
      Temporal.Instant.compare(Temporal.Instant.from(session.expires_at), now) <= 0 ||
      Temporal.Instant.compare(used.add({ minutes: idleMinutes }), now) <= 0;
    if (isOver) return failed("sessionEnded");
    if (Temporal.Instant.compare(used.add({ seconds: touchSeconds }), now) <= 0)
      await touchReporterSession(tx, session, now.toString({ fractionalSecondDigits: 3 }));
    return done({ kind: "reporter", tenant: session.tenant, report: session.report });
  });
}

/** @param which this one, or every one of the report: what somebody else may have opened is closed too */
export async function endAccess(
  ctx: Context,
  { tenant, report }: Reporter,
  which: { readonly token: string } | "all",
): Promise<void> {
  await withScope(ctx.db, wholeOf([tenant]), async (tx) => {
    const token = which === "all" ? undefined : sha256(which.token);
    const ended = await endReporterSessions(tx, tenant, report, token);
    await insertAudit(tx, tenant, ctx.now().toString({ fractionalSecondDigits: 3 }), {
      actor: "reporter",
      verb: "endAccess",
      outcome: "ended",
      report,
      detail: { sessions: ended },
    });
  });
}
