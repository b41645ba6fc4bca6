import { createMongoAbility } from "@casl/ability";
import { ombudsmanTenant } from "@simpul/domain";
import type { Actor } from "./actor.ts";
import { exceptAccused, exceptWhistleblowing, rulesOfStaff } from "./roles.ts";
import { reportParts, reportSubject } from "./subjects.ts";
import type {
  Ability,
  Action,
  ReportAction,
  ReportPart,
  ReportSubject,
  Rule,
  Subjects,
} from "./subjects.ts";
import { hubVerbs, institutionVerbs, officeVerbs, reporterVerbs } from "./verbs.ts";

/**
 * Who may do what, as CASL rules: the first lock, the one that can explain a "no". Row-level security is the
 * second, written separately from the same actor.
 * @param hub the hub's own tenant
 */
export function abilityFor(actor: Actor, hub: string): Ability {
  const known = made.get(actor);
  if (known?.hub === hub) return known.ability;
  const ability = abilityBy(rulesFor(actor, hub));
  made.set(actor, { hub, ability });
  return ability;
}

/** Once for an actor, who is one request's and never changes: a list asks of each of its rows. */
const made = new WeakMap<Actor, { readonly hub: string; readonly ability: Ability }>();

export function abilityBy(rules: readonly Rule[]): Ability {
  return createMongoAbility<[Action, Subjects]>([...rules]);
}

/** The same, as what can be sent: a desk shows what they allow, and the server asks them again. */
export function rulesFor(actor: Actor, hub: string): Rule[] {
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
      if (actor.examines === false) rules.push(exceptWhistleblowing(tenant));
      // Somebody has to examine a report that accuses the hub itself: its keys may, and its administrators.
      return tenant === hub ? rules : [...rules, exceptAccused(tenant)];
    }
    case "channel":
      return [
        { action: ["receive", "upload"], subject: "Report", conditions: { tenant: actor.tenant } },
        {
          action: [...reporterVerbs],
          subject: "Report",
          conditions: { tenant: actor.tenant, channelId: actor.id },
        },
      ];
    case "reporter":
      return [
        {
          action: [...reporterVerbs, "read", "upload"],
          subject: "Report",
          conditions: { tenant: actor.tenant, id: actor.report },
        },
      ];
    case "staff":
      return rulesOfStaff(actor);
    case "peer":
    case "clock":
    case "system":
    case "public":
      // They never act by a verb of a person: the inbox, the sweeps and the public view are code of their own.
      return [];
  }
}

function verbsOf(tenant: string, hub: string): readonly ReportAction[] {
  if (tenant === hub) return hubVerbs;
  return tenant === ombudsmanTenant ? officeVerbs : institutionVerbs;
}

/** The parts of a report that somebody may read; none if they may not read it at all. */
export function partsOf(actor: Actor, hub: string, about: ReportSubject): ReadonlySet<ReportPart> {
  const ability = abilityFor(actor, hub);
  const subject = reportSubject(about);
  const parts = reportParts.filter((part) => ability.can("read", subject, part));
  return new Set(readsInside(actor, ability, about) ? parts : parts.filter((p) => p !== "inside"));
}

/** Notes, routing and the words that offices write to each other: not for an application that only submits. */
function readsInside(actor: Actor, ability: Ability, about: ReportSubject): boolean {
  return (
    actor.kind === "staff" ||
    (actor.kind === "machine" && actor.scopes.includes("reports:read")) ||
    ability.can("note", reportSubject(about))
  );
}
