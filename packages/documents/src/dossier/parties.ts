import type { Referred, Surroundings } from "@simpul/casework";
import { centralOffice, holderOf, officeFor, ombudsmanTenant } from "@simpul/domain";
import type { Terms } from "@simpul/domain";
import type { Handoff, Party } from "./dossier.ts";

export function partiesOf({ current }: Referred, { hub, zoneOf }: Terms, ctx: Surroundings["ctx"]) {
  const { report, heads } = current;
  const holder = holderOf(current, hub);
  const codes = new Set([hub, ...current.parties, ...Object.keys(heads)]);
  return [...codes].toSorted().map((tenant): Party => {
    const { seq = 0, hash } = heads[tenant] ?? {};
    return {
      tenant,
      name: ctx.reference.tenants().find(({ code }) => code === tenant)?.name ?? tenant,
      zone: zoneOf(tenant),
      roles: [
        ...(tenant === hub ? (["hub"] as const) : []),
        ...(tenant === report.origin ? (["origin"] as const) : []),
        ...(tenant === holder ? (["holder"] as const) : []),
        ...(tenant === report.institution ? (["respondent"] as const) : []),
        ...(tenant === ombudsmanTenant ? (["office"] as const) : []),
      ],
      events: seq,
      ...(hash === undefined ? {} : { head: hash }),
    };
  });
}

/** The office and why it is this one: the place concerned, else the institution's own (34 offices for 38 provinces). */
export async function handoffOf(
  { before, referral }: Referred,
  { ctx }: Pick<Surroundings, "ctx">,
): Promise<Handoff> {
  const { office, due } = referral.event;
  const { place, institution } = before.report;
  const chosenBy = (["place", "institution"] as const)
    .map((by) => ({ by, code: by === "place" ? place.area : institution }))
    .find(({ code }) => code !== undefined && officeFor(code, undefined) !== centralOffice);
  const area = office === centralOffice ? undefined : await ctx.reference.area(office);
  return {
    event: referral.hash,
    at: referral.at,
    due,
    office,
    officeName:
      area === undefined
        ? "Ombudsman Republik Indonesia"
        : `Ombudsman Republik Indonesia Perwakilan ${area.name}`,
    chosenBy:
      chosenBy?.code === undefined ? { by: "none" } : { by: chosenBy.by, code: chosenBy.code },
  };
}
