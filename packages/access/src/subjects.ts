import { subject } from "@casl/ability";
import type { ForcedSubject, MongoAbility, RawRuleOf } from "@casl/ability";
import type { Command } from "@simpul/domain";

/** What is done with a report: every verb of the domain, and looking; `outlook` counts and shows none. */
export type ReportAction =
  | Command["type"]
  | "receive"
  | "upload"
  | "read"
  | "list"
  | "note"
  | "outlook"
  /** Takes a case of the unit over, or gives it to a colleague. */
  | "entrust"
  /** Looks at a colleague's final answer before the citizen does. */
  | "review"
  /** Opens the reporter's identity, with a reason; a second person allows it where one is not enough. */
  | "unseal"
  | "allowUnseal"
  | "export";

/** What is done about a tenant as such: the rest of what a desk offers. */
export type TenantAction = "read" | "manage" | "export";

export type Action = ReportAction | TenantAction;

/** Parts of a report that a rule may leave out; whoever may read all of them has no `fields` in the rule. */
export const reportParts = ["facts", "history", "words", "inside"] as const;
export type ReportPart = (typeof reportParts)[number];

/** The fields that rules may look at; the list query and the loaded row offer the same ones. */
export interface ReportSubject {
  readonly tenant: string;
  readonly id?: string | undefined;
  readonly institution?: string | undefined;
  readonly unit?: string | undefined;
  /** Units that help the accountable one. */
  readonly supporting?: readonly string[] | undefined;
  readonly class?: string | undefined;
  /** The accused institution as a whole; where only a unit of it is accused, none. */
  readonly accusedTenant?: string | undefined;
  /** `<tenant>/<unit>` */
  readonly accusedUnit?: string | undefined;
  /** The channel or key that took it in: it speaks for its reporter. */
  readonly channelId?: string | undefined;
}

/** What belongs to a tenant and is no report; `Node` is the federation's, whose nodes the hub looks after. */
export const tenantThings = ["Roster", "Audit", "Sender", "Key", "Node", "Answers"] as const;
export type TenantThing = (typeof tenantThings)[number];

export interface TenantSubject {
  readonly tenant: string;
}

export type Subjects =
  | "Report"
  | TenantThing
  | (ReportSubject & ForcedSubject<"Report">)
  | (TenantSubject & ForcedSubject<TenantThing>);
export type Ability = MongoAbility<[Action, Subjects]>;
export type Rule = RawRuleOf<Ability>;

export function reportSubject(fields: ReportSubject): ReportSubject & ForcedSubject<"Report"> {
  return subject("Report", { ...fields });
}

export function tenantSubject(
  thing: TenantThing,
  tenant: string,
): TenantSubject & ForcedSubject<TenantThing> {
  return subject(thing, { tenant });
}
