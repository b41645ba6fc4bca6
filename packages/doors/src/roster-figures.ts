import { countRosterAlarms, wholeOf } from "@simpul/db";
import { alarmKinds } from "@simpul/domain";
import type { Deployment } from "@simpul/federation";
import { onceAMinute } from "./once-a-minute.ts";

/** What is wrong with rosters, by kind and never by tenant: the administrators of each are told by mail. For workers. */
export function rosterFiguresOf(
  { db, ctx }: Pick<Deployment, "db" | "ctx">,
  elapsedMs: () => number = () => performance.now(),
) {
  const count = async (): Promise<ReadonlyMap<string, number>> => {
    const found = await countRosterAlarms(db, wholeOf(ctx.here.tenants()));
    return new Map(
      alarmKinds.map((kind) => [kind, found.find((each) => each.kind === kind)?.count ?? 0]),
    );
  };
  return { rosterAlarms: onceAMinute(count, elapsedMs) };
}
