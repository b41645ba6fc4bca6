import type { ReceiveInput, VerbName } from "@simpul/casework";
import type { ChannelKind, State } from "@simpul/domain";

/** What one person reported and what became of it, told as the acts of the people involved. */
export interface Story {
  /** By which another story may mean this one, as `@name`. */
  readonly name?: string;
  /** Need not be whole. */
  readonly daysAgo: number;
  /** The tenant that takes it in; the hub unless given. */
  readonly at?: string;
  readonly channel: ChannelKind;
  readonly report: ReceiveInput;
  readonly acts: readonly (Act | Passing)[];
}

export interface Act {
  /** After the act before it. */
  readonly hours: number;
  /** A tenant's officer, or the reporter at the tenant that took the report in. */
  readonly who: "reporter" | (string & {});
  readonly verb: VerbName;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Nobody acts: the clocks make of it at the hub what the law says. */
export interface Passing {
  /** After the act before it. */
  readonly hours: number;
  readonly who: "clock";
  readonly becomes: State;
}

export const until = (becomes: State, hours: number): Passing => ({ hours, who: "clock", becomes });

export const isPassing = (step: Act | Passing): step is Passing => "becomes" in step;

const act = (hours: number, who: Act["who"], verb: VerbName, input: Act["input"] = {}): Act => ({
  hours,
  who,
  verb,
  input,
});

export const hub = (hours: number, verb: VerbName, input?: Act["input"]): Act =>
  act(hours, "national", verb, input);
export const at = (tenant: string, hours: number, verb: VerbName, input?: Act["input"]): Act =>
  act(hours, tenant, verb, input);
export const reporter = (hours: number, verb: VerbName, input?: Act["input"]): Act =>
  act(hours, "reporter", verb, input);

/** Verified at the hub and forwarded: how most stories begin. */
export const sentTo = (
  tenant: string,
  category: string,
  title: string,
  more: Readonly<Record<string, unknown>> = {},
): Act[] => [
  hub(5, "verify", { class: "complaint", category, title, ...more }),
  hub(1, "forward", { tenant }),
];

/** The institution takes it up and gives it to a unit. */
export const takenUp = (
  tenant: string,
  unit: string,
  supporting: readonly string[] = [],
): Act[] => [
  at(tenant, 8, "accept"),
  at(tenant, 2, "assign", { unit, ...(supporting.length > 0 && { supporting }) }),
];
