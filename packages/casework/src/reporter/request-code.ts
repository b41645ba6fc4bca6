import { addReporterCode, insertAudit, withScope, wholeOf } from "@simpul/db";
import type { Context } from "../context.ts";
import { done, failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import type { MailLang } from "../mail/mail.ts";
import { randomDigits } from "./digits.ts";
import { reportOfOrigin, typedTrackingId } from "./report-of-origin.ts";
import { sendCode, wayTo } from "./send-code.ts";

/** Minutes. */
const codeLife = 10;
export const codeDigits = 8;
/** Of one report; each comes to the reporter, whoever asked for it. */
const mostAnHour = 3;

/**
 * Sends the reporter a code by the way that they gave themselves. Whoever asks hears the same whether there is such a report,
 * a way, or a code too many; only a mistyped number is `mistypedTrackingId`, which its own check symbol tells.
 */
export async function requestCode(
  ctx: Context,
  typed: string,
  lang: MailLang,
): Promise<Result<"heard">> {
  const trackingId = typedTrackingId(typed);
  if (trackingId === "mistyped") return failed("mistypedTrackingId");
  if (trackingId === "unknown") return failed("notFound");
  await withScope(ctx.db, wholeOf(ctx.here.tenants()), async (tx) => {
    const loaded = await reportOfOrigin(ctx, tx, trackingId);
    if (loaded === undefined) return;
    const { tenant, id } = loaded;
    const now = ctx.now();
    const way = await wayTo(ctx, tx, loaded);
    const code = randomDigits(ctx.random, codeDigits);
    const outcome =
      way === "none"
        ? "noContact"
        : await addReporterCode(
            tx,
            {
              tenant,
              report: id,
              id: ctx.newId(),
              code: codeDigest(ctx, id, code),
              asked_at: instant(now),
              expires_at: instant(now.add({ minutes: codeLife })),
            },
            { most: mostAnHour, since: instant(now.subtract({ hours: 1 })) },
          );
    if (way !== "none" && outcome === "added")
      await sendCode(ctx, tx, loaded, way, { code, minutes: codeLife, lang });
    await insertAudit(tx, tenant, instant(now), {
      actor: "public",
      verb: "requestCode",
      outcome: outcome === "added" ? "sent" : outcome,
      report: id,
    });
  });
  return done("heard");
}

/** Bound to its report: the same digits are nothing for another. */
export const codeDigest = ({ vault }: Context, report: string, code: string): string =>
  vault.digest(`reporterCode:${report}:${code}`);

const instant = (at: Temporal.Instant): string => at.toString({ fractionalSecondDigits: 3 });
