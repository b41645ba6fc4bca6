import { createMongoAbility, subject } from "@casl/ability";
import type { ForcedSubject, MongoAbility, RawRuleOf } from "@casl/ability";
import { ombudsmanTenant } from "@simpul/domain";
import type { Command } from "@simpul/domain";
import type { Actor, RoleHeld } from "./actor.ts";

/** What can be done with a report: every verb of the domain, and looking; `outlook` counts and shows none. */
export type Action = Command["type"] | "receive" | "upload" | "read" | "list" | "note" | "outlook";

/** The fields that rules may look at; the list query and the loaded row offer the same ones. */
export interface ReportSubject {
  readonly tenant: string;
  readonly unit?: string | undefined;
  readonly class?: string | undefined;
  /** The accused institution as a whole; where only a unit of it is accused, none. */
  readonly accusedTenant?: string | undefined;
  /** The channel or key that took it in: it speaks for its reporter. */
  readonly channelId?: string | undefined;
}

export type Subjects = "Report" | (ReportSubject & ForcedSubject<"Report">);
export type Ability = MongoAbility<[Action, Subjects]>;
type Rule = RawRuleOf<Ability>;

/**
 * No desk speaks for the reporter: nobody confirms, objects to or withdraws what a person said, except the channel or
 * key that took it in. Staff may only supply what the reporter told them, and the hub closes on a recorded word.
 */
const hubVerbs: Action[] = [
  "verify",
  "hold",
  "archive",
  "correct",
  "split",
  "merge",
  "forward",
  "recall",
  "close",
  "reopen",
  "supply",
  "tighten",
  "note",
];
const verifierVerbs = hubVerbs.filter((verb) => verb !== "close" && verb !== "reopen");
const institutionVerbs: Action[] = [
  "verify",
  "hold",
  "archive",
  "correct",
  "merge",
  "accept",
  "return",
  "assign",
  "decline",
  "ask",
  "extend",
  "respond",
  "supply",
  "tighten",
  "note",
];
/** The office answers in the case that it was handed; it gives nobody's report away. */
const officeVerbs: Action[] = ["register", "ineligible", "conclude", "note"];
const unitVerbs: Action[] = ["decline", "ask", "extend", "respond", "note"];
const reporterVerbs: Action[] = [
  "supply",
  "reply",
  "confirm",
  "object",
  "rate",
  "withdraw",
  "consent",
];

/**
 * Who may do what, as CASL rules: the first lock, the one that can explain a "no". Row-level security is the
 * second, written separately from the same actor.
 * @param hub the hub's own tenant
 */
export function abilityFor(actor: Actor, hub: string): Ability {
  return createMongoAbility<[Action, Subjects]>(rulesFor(actor, hub));
}

function rulesFor(actor: Actor, hub: string): Rule[] {
  switch (actor.kind) {
    case "machine": {
      const { tenant, scopes, id } = actor;
      const own = { tenant };
      const rules: Rule[] = [];
      if (scopes.includes("reports:submit"))
        rules.push(
          { action: ["receive", "upload"], subject: "Report", conditions: own },
          // The application that took a report in speaks for its reporter.
          {
            action: [...reporterVerbs, "read"],
            subject: "Report",
            conditions: { tenant, channelId: `key:${id}` },
          },
        );
      if (scopes.includes("reports:read"))
        rules.push({ action: ["read", "list"], subject: "Report", conditions: own });
      if (scopes.includes("reports:act"))
        rules.push({
          action: ["read", "upload", ...verbsOf(tenant, hub)],
          subject: "Report",
          conditions: own,
        });
      // What comes towards the Ombudsman is counted where every report is.
      if (scopes.includes("referrals:outlook") && tenant === hub)
        rules.push({ action: "outlook", subject: "Report", conditions: own });
      // Somebody has to examine a report that accuses the hub itself: its keys may, and its administrators.
      return tenant === hub ? rules : [...rules, exceptAccused(tenant)];
    }
    case "channel":
      return [
        { action: ["receive", "upload"], subject: "Report", conditions: { tenant: actor.tenant } },
        {
          action: reporterVerbs,
          subject: "Report",
          conditions: { tenant: actor.tenant, channelId: actor.id },
        },
      ];
    case "staff":
      return actor.tenant === hub && actor.roles.some(({ role }) => role === "nationalAdmin")
        ? actor.roles.flatMap(rulesOfRole)
        : [...actor.roles.flatMap(rulesOfRole), exceptAccused(actor.tenant)];
    case "peer":
    case "clock":
    case "system":
    case "public":
      // They never act by a verb of a person: the inbox, the sweeps and the public view are code of their own.
      return [];
  }
}

function verbsOf(tenant: string, hub: string): Action[] {
  if (tenant === hub) return hubVerbs;
  return tenant === ombudsmanTenant ? officeVerbs : institutionVerbs;
}

function rulesOfRole({ role, tenant, unit }: RoleHeld): Rule[] {
  switch (role) {
    case "nationalVerifier":
      return [
        { action: ["read", "list", ...verifierVerbs], subject: "Report", conditions: { tenant } },
      ];
    case "nationalAdmin":
      return [{ action: ["read", "list", ...hubVerbs], subject: "Report", conditions: { tenant } }];
    case "nationalMonitor":
      return [{ action: ["read", "list"], subject: "Report", conditions: { tenant } }];
    case "tenantAdmin":
      return [
        {
          action: [
            "read",
            "list",
            ...(tenant === ombudsmanTenant ? officeVerbs : institutionVerbs),
          ],
          subject: "Report",
          conditions: { tenant },
        },
      ];
    case "liaison":
      return unit === undefined
        ? []
        : [
            {
              action: ["read", "list", ...unitVerbs],
              subject: "Report",
              conditions: { tenant, unit },
            },
          ];
    case "unitHead":
      return unit === undefined
        ? []
        : [{ action: ["read", "list", "note"], subject: "Report", conditions: { tenant, unit } }];
  }
}

/** Whistleblowing about a tenant is not shown to that tenant, whoever asks there (PRODUCT). */
function exceptAccused(tenant: string): Rule {
  const everything: Action[] = [
    ...new Set([
      ...hubVerbs,
      ...institutionVerbs,
      ...officeVerbs,
      ...reporterVerbs,
      "read" as const,
      "list" as const,
    ]),
  ];
  return {
    inverted: true,
    action: everything,
    subject: "Report",
    conditions: { class: "whistleblowing", accusedTenant: tenant },
  };
}

/** Notes, routing and the words that offices write to each other: not for an application that only submits. */
export function readsInside(actor: Actor, hub: string, about: ReportSubject): boolean {
  return (
    actor.kind === "staff" ||
    (actor.kind === "machine" && actor.scopes.includes("reports:read")) ||
    abilityFor(actor, hub).can("note", reportSubject(about))
  );
}

export function reportSubject(fields: ReportSubject): ReportSubject & ForcedSubject<"Report"> {
  return subject("Report", { ...fields });
}
