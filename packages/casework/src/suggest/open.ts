import { actorName } from "@simpul/access";
import type { Action, Actor } from "@simpul/access";
import { contentsOf, insertAudit, stemsOf } from "@simpul/db";
import type { LoadedReport, Tx } from "@simpul/db";
import { circumspect } from "@simpul/domain";
import { partsShown } from "../audience.ts";
import type { Context } from "../context.ts";
import { done, failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import { findInside } from "../find-inside.ts";
import { authorize } from "../upon-report.ts";
import { formsOf, letterOf, stemsIn } from "./features.ts";
import type { Letter, Stems } from "./features.ts";

/** A report that somebody wants to be advised on. */
export interface Considered {
  readonly loaded: LoadedReport;
  readonly letter: Letter;
  readonly stems: Stems;
}

/**
 * Refused as reading and doing it would be. Its words are in the answer, so a secret one asks for a sign-in of just now and
 * leaves a row as reading it does.
 */
export async function consider(
  ctx: Context,
  tx: Tx,
  actor: Actor & { tenant: string },
  typed: string,
  action: Action,
): Promise<Result<Considered>> {
  const found = await findInside(ctx, tx, actor, typed);
  if (found.outcome === "failed") return found;
  const loaded = found.value;
  const may = authorize(ctx, actor, action, loaded);
  if (may !== "yes") return may;
  const { report } = loaded.case;
  const mayHear = partsShown(ctx, actor, loaded).has("words");
  if (mayHear && circumspect(report).secret) {
    if (actor.kind === "staff" && actor.isFresh !== true) return failed("freshSignInNeeded");
    await insertAudit(tx, loaded.tenant, ctx.now().toString({ fractionalSecondDigits: 3 }), {
      actor: actorName(actor),
      verb: "read",
      outcome: "secret",
      report: loaded.id,
    });
  }
  const contents = mayHear ? await contentsOf(tx, loaded.tenant, loaded.id) : [];
  const letter = letterOf(report, (hash) => contents.find((content) => content.hash === hash));
  const stems = stemsIn(letter, await stemsOf(tx, formsOf(letter)));
  return done({ loaded, letter, stems });
}
