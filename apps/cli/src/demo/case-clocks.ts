import { connect, moveCaseClock } from "@simpul/db";
import type { Addresses } from "./databases.ts";

/** The case clocks of all deployments of the demo, moved together. */
export interface CaseClocks {
  /** To the second; where one is past that moment it stays. */
  set(moment: Temporal.Instant): Promise<void>;
  close(): Promise<void>;
}

/** As each database's owner: no service may move its own. */
export function caseClocks(databases: Readonly<Record<string, Addresses>>): CaseClocks {
  const owners = Object.values(databases).map(({ owner }) =>
    connect(owner, { max: 1, name: "simpul-case-clock" }),
  );
  return {
    async set(moment) {
      const ahead = Temporal.Now.instant().until(moment).round({
        smallestUnit: "second",
        roundingMode: "ceil",
      });
      await Promise.all(owners.map((owner) => moveCaseClock(owner, ahead.total("milliseconds"))));
    },
    async close() {
      await Promise.all(owners.map((owner) => owner.close()));
    },
  };
}
