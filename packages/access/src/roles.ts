import { hubTenant, ombudsmanTenant } from "@simpul/domain";
import type { RoleHeld, Staff } from "./actor.ts";
import type { ReportAction, ReportPart, ReportSubject, Rule, TenantThing } from "./subjects.ts";
import {
  everyReportAction,
  hubVerbs,
  institutionVerbs,
  looking,
  officeVerbs,
  unitVerbs,
  verifierVerbs,
} from "./verbs.ts";

/** Conditions on a report as rules write them; `supporting` is met where one of its units is among the given. */
type Where = { readonly [F in keyof ReportSubject]?: string | { readonly $in: string[] } };

const onReports = (
  action: readonly ReportAction[],
  where: Where,
  fields?: readonly ReportPart[],
): Rule => ({
  action: [...action],
  subject: "Report",
  conditions: { ...where },
  ...(fields === undefined ? {} : { fields: [...fields] }),
});
const never = (where: Where): Rule => ({ ...onReports(everyReportAction, where), inverted: true });
const onThing = (
  action: "read" | "manage" | "export",
  subject: TenantThing,
  tenant: string,
): Rule => ({
  action,
  subject,
  conditions: { tenant },
});

const whistleblowing = "whistleblowing";

/** Whistleblowing about a tenant is not shown to that tenant, whoever asks there (PRODUCT). */
export const exceptAccused = (tenant: string): Rule =>
  never({ class: whistleblowing, accusedTenant: tenant });

export const exceptWhistleblowing = (tenant: string): Rule =>
  never({ tenant, class: whistleblowing });

/**
 * What the roles of somebody allow at the desk where they are. Roles that examine see whistleblowing and nobody else does:
 * every other rule is written before the ban, theirs after it (the rule written last wins).
 */
export function rulesOfStaff(staff: Staff): Rule[] {
  const here = staff.roles.filter((held) => countsAt(staff.tenant, held));
  const { tenant } = staff;
  return [
    ...here.flatMap((held) => rulesOfRole(held, staff)),
    exceptWhistleblowing(tenant),
    ...here.flatMap(rulesOfExaminer),
    ...(isHubAdmin(staff) ? [] : [exceptAccused(tenant)]),
    ...here.flatMap(exceptOwnUnits),
  ];
}

/** A role counts at the desk of the tenant it is held at; an overseer works at the hub's. */
export const countsAt = (desk: string, { role, tenant }: RoleHeld): boolean =>
  role === "provincialOverseer" ? desk === hubTenant : desk === tenant;

/** Somebody has to examine a report that accuses the hub itself: its keys may, and its administrators. */
const isHubAdmin = ({ tenant, roles }: Staff): boolean =>
  tenant === hubTenant && roles.some((r) => r.role === "nationalAdmin" && r.tenant === hubTenant);

/** Whether a role lets anybody see whistleblowing where it is held. */
export const isExaminers = (held: Pick<RoleHeld, "role" | "tenant">): boolean =>
  rulesOfExaminer(held).length > 0;

/** Tenants whose whistleblowing somebody may find at all; what the second wall is told. */
export function examines(staff: Staff): string[] {
  const isExaminer = staff.roles.some((held) => countsAt(staff.tenant, held) && isExaminers(held));
  return isExaminer ? [staff.tenant] : [];
}

const unitsOf = ({ unit, units }: RoleHeld): string[] =>
  units === undefined ? (unit === undefined ? [] : [unit]) : [...units];

function rulesOfRole(held: RoleHeld, { oversees = [] }: Staff): Rule[] {
  const { role, tenant } = held;
  const units = unitsOf(held);
  const ours: Where = { tenant, unit: { $in: units } };
  switch (role) {
    case "nationalVerifier":
      return [onReports([...looking, "upload", ...verifierVerbs], { tenant })];
    case "nationalAdmin":
      return [
        // Examiners are the second person for anonymous reports too (mayKnowReporter).
        onReports([...looking, "upload", "export", "unseal", "allowUnseal", ...hubVerbs], {
          tenant,
        }),
        onThing("manage", "Roster", tenant),
        onThing("read", "Roster", tenant),
        onThing("manage", "Sender", tenant),
        onThing("manage", "Key", tenant),
        ...(tenant === hubTenant ? [onThing("manage", "Node", tenant)] : []),
      ];
    case "nationalMonitor":
      return [onReports(looking, { tenant }), onThing("read", "Roster", tenant)];
    case "tenantAdmin":
      return [
        onReports(
          tenant === ombudsmanTenant
            ? [...looking, "upload", ...officeVerbs]
            : [...looking, "upload", "export", "entrust", "review", "unseal", ...institutionVerbs],
          { tenant },
        ),
        onThing("manage", "Roster", tenant),
        onThing("read", "Roster", tenant),
        onThing("manage", "Sender", tenant),
        onThing("manage", "Key", tenant),
        // Templates, and whether a second person looks first.
        ...(tenant === ombudsmanTenant ? [] : [onThing("manage", "Answers", tenant)]),
      ];
    case "liaison":
      return units.length === 0
        ? []
        : [
            onReports([...looking, "upload", "entrust", "unseal", ...unitVerbs], ours),
            onReports([...looking, "note"], { tenant, supporting: { $in: units } }),
          ];
    case "unitHead":
      return units.length === 0
        ? []
        : [
            onReports([...looking, "note", "entrust", "review"], ours),
            onReports([...looking, "note"], { tenant, supporting: { $in: units } }),
          ];
    case "inspectorate":
      return units.length === 0
        ? []
        : [
            onReports(
              [...looking, "upload", "entrust", "unseal", "allowUnseal", ...unitVerbs],
              ours,
            ),
          ];
    // The backlog and the roster of those below, read-only: what people wrote is not for the overseer [S].
    case "provincialOverseer":
      return [
        onReports(looking, { tenant: hubTenant, institution: { $in: [...oversees] } }, [
          "facts",
          "history",
        ]),
        onThing("read", "Roster", tenant),
      ];
    case "ombudsmanOfficer":
      return tenant === ombudsmanTenant
        ? [onReports([...looking, "upload", "export", ...officeVerbs], { tenant })]
        : [];
    case "auditor":
      return [onThing("read", "Audit", tenant), onThing("export", "Audit", tenant)];
  }
}

/**
 * Who examines: an inspectorate for its institution, at the hub its administrators, and the Ombudsman's officers. Opening
 * the identity takes two of them.
 */
function rulesOfExaminer({ role, tenant }: Pick<RoleHeld, "role" | "tenant">): Rule[] {
  const theirs: Where = { tenant, class: whistleblowing };
  switch (role) {
    case "inspectorate":
      return [
        onReports(
          [...looking, "upload", "export", "entrust", "review", "unseal", "allowUnseal"],
          theirs,
        ),
        onReports(tenant === hubTenant ? hubVerbs : institutionVerbs, theirs),
      ];
    case "nationalAdmin":
      return tenant === hubTenant
        ? [
            onReports(
              [...looking, "upload", "export", "unseal", "allowUnseal", ...hubVerbs],
              theirs,
            ),
          ]
        : [];
    case "ombudsmanOfficer":
      return tenant === ombudsmanTenant
        ? [onReports([...looking, "upload", "export", ...officeVerbs], theirs)]
        : [];
    case "nationalVerifier":
    case "nationalMonitor":
    case "tenantAdmin":
    case "liaison":
    case "unitHead":
    case "provincialOverseer":
    case "auditor":
      return [];
  }
}

/** Nobody examines the units that they hold any role in, nor those below: an inspectorate not itself either. */
function exceptOwnUnits(held: RoleHeld): Rule[] {
  const units = unitsOf(held).map((unit) => `${held.tenant}/${unit}`);
  return units.length === 0 ? [] : [never({ class: whistleblowing, accusedUnit: { $in: units } })];
}
