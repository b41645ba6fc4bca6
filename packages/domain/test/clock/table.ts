import { expect, test } from "vitest";
import type { Command } from "../../src/index.ts";
import * as say from "../report/life.ts";
import { hub } from "../report/life.ts";
import type { Life } from "../report/life.ts";
import { came, clocksIn, complaint, played } from "./story.ts";

/**
 * Counted by hand on the calendar of 2026. Days off of this table beside weekends: 18, 19, 20, 23 and 24 March (Nyepi,
 * Eid), 3 April, 1, 14, 15, 27 and 28 May, 1 and 16 June, 17 and 25 August, 24 and 25 December.
 * 2 March is a Monday; its 3rd, 5th, 10th, 14th and 60th working day are 5, 9, 16 and 27 March and 10 June.
 * A row: a rule of PRODUCT, a life, and the clocks that run in it, as `shown` writes them.
 */
type Row = readonly [rule: string, life: () => Life, ...clocks: string[]];

export const counted = (rows: readonly Row[]) =>
  test.each(rows.map(([rule, life, ...clocks]) => ({ rule, life, clocks })))(
    "$rule",
    ({ life, clocks }) => {
      expect(clocksIn(life())).toEqual(clocks);
    },
  );

export const of = (reportClass: "information" | "aspiration" | "whistleblowing"): Command => ({
  ...say.verify,
  type: "verify",
  class: reportClass,
  category: "id-card",
});
export const verified = (at: string, command: Command): Life =>
  played(came(at), [at, hub, command]);
export const forwarded = (at: string, to: string, received: string = at): Life =>
  played(came(received), [received, hub, complaint], [at, hub, say.forwardTo(to)]);
