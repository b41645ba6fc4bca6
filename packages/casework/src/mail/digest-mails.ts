import { abilityFor, examines, reportSubject } from "@simpul/access";
import type { RoleHeld, Staff, StaffRole } from "@simpul/access";
import { entriesOf, findCopies, rosterAddresses, withScope, wholeOf } from "@simpul/db";
import type { DigestEntry, LoadedReport, Tx } from "@simpul/db";
import { circumspect, dateIn, shown } from "@simpul/domain";
import type { Circumspect, Rung } from "@simpul/domain";
import type { Context } from "../context.ts";
import { staffAt } from "../people/staff-at.ts";
import { termsOf } from "../terms.ts";
import { subjectOf } from "../subject-of.ts";
import type { DigestItem, DigestParameters } from "./mail.ts";
import { queueMail } from "./queue-mail.ts";

/** Somebody whose role counts today, with the address that they are told at. */
interface Person {
  readonly email: string;
  readonly staff: Staff;
}

/** Who works at each of these desks today, deputies among them. */
export async function peopleOf(
  ctx: Context,
  tenants: readonly string[],
): Promise<ReadonlyMap<string, readonly Person[]>> {
  const people = new Map<string, Person[]>();
  for (const tenant of tenants) {
    const found: Person[] = [];
    const addresses = await withScope(ctx.db, wholeOf([tenant]), (tx) =>
      rosterAddresses(tx, tenant),
    );
    for (const { account, email } of addresses) {
      const staff = await staffAt(ctx, tenant, account, false);
      if (staff !== "none") found.push({ email, staff });
    }
    people.set(tenant, found);
  }
  return people;
}

const rolesOf: Readonly<Record<Exclude<Rung, "reporter">, readonly StaffRole[]>> = {
  liaison: ["liaison"],
  unitHead: ["unitHead"],
  institutionAdmin: ["tenantAdmin", "ombudsmanOfficer"],
  overseer: ["provincialOverseer"],
  verifier: ["nationalVerifier"],
  examiner: ["inspectorate", "nationalAdmin", "ombudsmanOfficer"],
};

/** Reports that one mail lists; the desk has them all. */
const mostListed = 25;
/** Cases in memory at once. */
const chunk = 200;

/** What a mail may say of a report, and to whom. */
interface Told {
  readonly item: DigestItem;
  readonly subject: ReturnType<typeof subjectOf>;
  readonly flags: Circumspect;
}

/**
 * A mail to each person of a digest, of what that person may read at the desk and of nothing else. Of whistleblowing only
 * who examines is told, and only how many: neither the accused's colleagues learn that there is such a report, nor
 * whoever sees an examiner's mailbox which one.
 */
export async function queueDigests(
  ctx: Context,
  tx: Tx,
  digests: readonly { readonly tenant: string; readonly id: string }[],
  people: ReadonlyMap<string, readonly Person[]>,
): Promise<void> {
  if (digests.length === 0) return;
  const entries = await entriesOf(tx, digests);
  const told = await toldOf(ctx, tx, entries);
  for (const tenant of new Set(entries.map((entry) => entry.tenant))) {
    const staffed = people.get(tenant) ?? [];
    const here = entries.filter((entry) => entry.tenant === tenant);
    for (const person of staffed) {
      const parameters = digestFor(ctx, person, here, staffed, told);
      if (parameters === "nothing") continue;
      await queueMail(ctx, tx, { tenant, to: person.email, template: "digest", parameters });
    }
  }
}

const keyOf = ({ tenant, report }: { readonly tenant: string; readonly report: string }): string =>
  `${tenant} ${report}`;

async function toldOf(
  ctx: Context,
  tx: Tx,
  entries: readonly DigestEntry[],
): Promise<ReadonlyMap<string, Told>> {
  // Ordered by deadline: of several marks of a report the first is the one to name.
  const first = new Map<string, DigestEntry>();
  for (const entry of entries) if (!first.has(keyOf(entry))) first.set(keyOf(entry), entry);
  const told = new Map<string, Told>();
  const wanted = [...first.values()];
  for (let i = 0; i < wanted.length; i += chunk)
    for (const copy of await findCopies(tx, wanted.slice(i, i + chunk))) {
      const key = keyOf({ tenant: copy.tenant, report: copy.id });
      const entry = first.get(key);
      if (entry !== undefined) told.set(key, tellOf(ctx, copy, entry));
    }
  return told;
}

function tellOf(ctx: Context, copy: LoadedReport, { clock, deadline }: DigestEntry): Told {
  const { report } = copy.case;
  const flags = circumspect(report);
  const { trackingId } = report;
  const due = {
    clock,
    day: dateIn(termsOf(ctx).zoneOf(copy.tenant), deadline),
    isOver: deadline < ctx.caseNow().toString({ fractionalSecondDigits: 3 }),
  };
  return {
    item: flags.secret ? { trackingId } : { trackingId, due },
    subject: subjectOf(copy),
    flags,
  };
}

function digestFor(
  ctx: Context,
  person: Person,
  entries: readonly DigestEntry[],
  staffed: readonly Person[],
  told: ReadonlyMap<string, Told>,
): DigestParameters | "nothing" {
  const items = new Map<string, DigestItem>();
  const restricted = new Set<string>();
  const ability = abilityFor(person.staff, ctx.hub);
  for (const entry of entries) {
    const key = keyOf(entry);
    const tell = told.get(key);
    if (tell === undefined || !ability.can("read", reportSubject(tell.subject))) continue;
    if (tell.flags.restricted) {
      if (examines(person.staff).length > 0 && !isOfAccused(person.staff, tell))
        restricted.add(key);
    } else if (shown("notification", tell.flags).has("existence") && isFor(entry, person, staffed))
      items.set(key, tell.item);
  }
  if (items.size + restricted.size === 0) return "nothing";
  const listed = [...items.values()].slice(0, mostListed);
  return {
    items: listed,
    more: items.size - listed.length,
    restricted: restricted.size,
    path: "/desk",
  };
}

/** Whoever has the rung's role at the unit; only where nobody has, who has it at a unit above. */
function isFor(entry: DigestEntry, person: Person, staffed: readonly Person[]): boolean {
  const atUnit = ({ unit }: RoleHeld): boolean => unit === entry.unit;
  const aboveUnit = ({ units = [] }: RoleHeld): boolean => units.includes(entry.unit ?? "");
  const someone = (one: Person, where: (held: RoleHeld) => boolean): boolean =>
    one.staff.roles.some((held) => isRoleOf(entry.rung, held.role) && where(held));
  if (entry.unit === null) return someone(person, () => true);
  if (staffed.some((one) => someone(one, atUnit))) return someone(person, atUnit);
  return someone(person, aboveUnit);
}

const isRoleOf = (rung: string, role: StaffRole): boolean =>
  Object.entries(rolesOf).some(([name, roles]) => name === rung && roles.includes(role));

/** An examiner who belongs to the accused unit by any other role. */
const isOfAccused = ({ tenant, roles }: Staff, { subject }: Told): boolean =>
  roles.some(({ unit, units = unit === undefined ? [] : [unit] }) =>
    units.some((each) => `${tenant}/${each}` === subject.accusedUnit),
  );
