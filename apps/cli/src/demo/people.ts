import { randomBytes } from "node:crypto";
import type { StaffRole } from "@simpul/access";
import { addOfficer, recordDecree } from "@simpul/casework";
import type { Accounts, Result } from "@simpul/casework";
import { createAccount } from "@simpul/doors";
import type { Deployment } from "@simpul/federation";
import { hubTenant, ombudsmanTenant } from "@simpul/domain";
import { type Player, unitsOfPlayers } from "./cast.ts";
import type { IssuedAccount } from "./settings.ts";
import { keepAnswerTemplates } from "./templates.ts";

/** Who works where: a role, a name, and the unit of those that are bound to one. */
interface Person {
  readonly role: StaffRole;
  readonly name: string;
  readonly unit?: string;
  /** The province of an overseer, who works at the hub's desk. */
  readonly heldAt?: string;
}

const atHub: readonly Person[] = [
  { role: "nationalVerifier", name: "Ratna Wulandari" },
  { role: "nationalAdmin", name: "Bagus Prasetyo" },
  // Opening the identity of a whistleblower takes two.
  { role: "nationalAdmin", name: "Maria Tambunan" },
  { role: "nationalMonitor", name: "Yusuf Hidayat" },
  { role: "provincialOverseer", name: "Dewi Anggraini", heldAt: "64" },
  { role: "auditor", name: "Hendra Gunawan" },
];

const atOffice: readonly Person[] = [
  { role: "ombudsmanOfficer", name: "Siti Rahmah" },
  { role: "tenantAdmin", name: "Agus Setiawan" },
];

const firstNames = ["Andi", "Rina", "Joko", "Lestari", "Made", "Nurul", "Putra", "Wati"];
const lastNames = ["Saputra", "Handayani", "Wibowo", "Kusuma", "Siregar", "Lubis", "Nasution"];

/** An institution's people: by its first unit a liaison and a head, by its inspectorate two inspectors. */
function atInstitution(tenant: string, nth: number): readonly Person[] {
  const units = unitsOfPlayers[tenant] ?? [];
  const answering = units.find(({ kind }) => kind !== "inspectorate")?.code;
  const inspecting = units.find(({ kind }) => kind === "inspectorate")?.code;
  const name = (place: number): string =>
    `${firstNames[(nth + place) % firstNames.length]} ${lastNames[(nth * 3 + place) % lastNames.length]}`;
  return [
    { role: "tenantAdmin", name: name(0) },
    ...(answering === undefined
      ? []
      : [
          { role: "liaison" as const, name: name(1), unit: answering },
          { role: "unitHead" as const, name: name(2), unit: answering },
        ]),
    ...(inspecting === undefined
      ? []
      : [3, 4].map((place) => ({
          role: "inspectorate" as const,
          name: name(place),
          unit: inspecting,
        }))),
    { role: "auditor", name: name(5) },
  ];
}

function peopleOf(tenant: string, nth: number): readonly Person[] {
  if (tenant === hubTenant) return atHub;
  return tenant === ombudsmanTenant ? atOffice : atInstitution(tenant, nth);
}

/** A roster decree in force for each tenant of a deployment, and its people with the passwords that the demo lists; texts to answer with. */
export async function employ(
  opened: Deployment,
  { id: deployment, tenants }: Player,
  today: Temporal.PlainDate,
): Promise<IssuedAccount[]> {
  const { ctx } = opened;
  const issued: IssuedAccount[] = [];
  for (const [nth, { code: tenant }] of tenants.entries()) {
    // Whoever operates a deployment gives its first people their roles.
    const operator = { kind: "system" as const, tenant };
    const decree = value(
      await recordDecree(ctx, operator, {
        number: `100.3/${tenant.replaceAll(".", "")}/SK/${today.year}`,
        issuedOn: today.subtract({ months: 3 }).toString(),
        validFrom: today.subtract({ months: 3 }).toString(),
        validUntil: today.add({ years: 1 }).toString(),
      }),
    );
    let admin: string | undefined;
    for (const [place, person] of peopleOf(tenant, nth).entries()) {
      const { role, name, unit, heldAt = tenant } = person;
      const email = emailOf(person, tenant, place);
      const password = randomBytes(12).toString("base64url");
      const accounts: Accounts = {
        ensure: async (who) => {
          const { account } = await createAccount(ctx, { ...who, password });
          if (role === "tenantAdmin") admin = account;
          return account;
        },
        // Everybody of the demo has a password already.
        invite: () => Promise.resolve(),
      };
      value(
        await addOfficer(
          ctx,
          operator,
          {
            name,
            email,
            role,
            decree: decree.id,
            ...(unit === undefined ? {} : { unit }),
            ...(person.heldAt === undefined ? {} : { heldAt }),
          },
          accounts,
        ),
      );
      issued.push({
        role,
        tenant: heldAt,
        desk: tenant,
        deployment,
        email,
        password,
        ...(unit === undefined ? {} : { unit }),
      });
    }
    if (admin !== undefined && tenant !== ombudsmanTenant)
      await keepAnswerTemplates(opened, tenant, admin);
  }
  return issued;
}

/** `example` belongs to nobody (RFC 2606). */
const emailOf = ({ role, unit }: Person, tenant: string, place: number): string =>
  `${[role, unit, String(place + 1)].filter(Boolean).join(".").toLowerCase()}@${tenant.replaceAll(".", "-")}.example`;

function value<T>(result: Result<T>): T {
  if (result.outcome === "done") return result.value;
  throw new Error(`the demo's people were refused: ${result.code} ${result.pointer ?? ""}`);
}
