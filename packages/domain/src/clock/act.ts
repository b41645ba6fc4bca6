import type { Command } from "../report/command.ts";
import { holderOf } from "../report/fold.ts";
import type { Case } from "../report/fold.ts";
import type { Mark } from "./watch.ts";

/**
 * What happens by itself at a deadline. The holder does it, and everybody else hears of it by its event; the hub alone
 * refers and advises.
 */
export function commandAt(mark: Mark, current: Case, me: string, hub: string): Command | undefined {
  if (mark.stage !== "due") return undefined;
  const { deadline: due } = mark;
  if (mark.clock === "ombudsman") return me === hub ? { type: "refer", due } : undefined;
  if (mark.clock === "advice") return me === hub ? { type: "advise", due } : undefined;
  if (holderOf(current, hub) !== me) return undefined;
  switch (mark.clock) {
    case "verification":
      return current.report.completeAt === undefined ? { type: "deem", due } : undefined;
    case "completion":
    case "reporterWindow":
      return { type: "lapse", due };
    case "routing":
    case "institution":
    case "initialResponse":
    case "followUp":
    case "settlement":
    case "registration":
      return undefined;
  }
}
