import type { Actor } from "@simpul/access";
import type { LoadedReport } from "@simpul/db";
import { circumspect } from "@simpul/domain";

/** What quotes a secret is one: on a remembered device, or a screen that was left, it is not shown. */
export const isStale = (actor: Actor, { case: { report } }: LoadedReport): boolean =>
  circumspect(report).secret && actor.kind === "staff" && actor.isFresh !== true;
