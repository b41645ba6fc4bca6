import { nationalCalendar, nationalPolicy } from "@simpul/domain";
import type { CalendarDocument, Tenant } from "@simpul/domain";
import type { Context, Reference } from "../../src/index.ts";

export const hub = "national";
export const office = "ombudsman";
/** Balikpapan (WITA), Sleman (WIB), Jayapura (WIT). */
export const nodes: readonly string[] = ["64.71", "34.04", "91.71"];
export const parties: readonly string[] = [hub, ...nodes, office];

const tenant = (
  code: string,
  zone: string,
  parent: string | null,
  kind: Tenant["kind"],
): Tenant => ({
  code,
  name: code,
  kind,
  parent,
  zone,
  node: code,
  accepts: true,
});

export const tenants: readonly Tenant[] = [
  tenant(hub, "Asia/Jakarta", null, "national"),
  tenant("64", "Asia/Makassar", hub, "province"),
  tenant("64.71", "Asia/Makassar", "64", "city"),
  tenant("34.04", "Asia/Jakarta", hub, "regency"),
  tenant("91", "Asia/Jayapura", hub, "province"),
  tenant("91.71", "Asia/Jayapura", "91", "city"),
  tenant(office, "Asia/Jakarta", null, "ombudsman"),
];

const local = (tenantCode: string, date: string, name: string) => ({
  id: `local-${tenantCode}`,
  decree: `Perda ${tenantCode}`,
  year: Number(date.slice(0, 4)),
  adds: [{ date, name, kind: "regional" as const }],
  removes: [],
  tenant: tenantCode,
});

/** With a local holiday of a city, and one of a province that its city inherits. */
const document = (version: string, without: string): CalendarDocument => ({
  ...nationalCalendar,
  version,
  decrees: [
    ...nationalCalendar.decrees.filter(({ id }) => id !== without),
    local("64.71", "2025-02-10", "Hari Jadi Kota"),
    local("91", "2026-02-05", "Hari Pekabaran Injil"),
  ],
});

/** Before and after the joint decree was amended: 18 August 2025 became a day off. */
export const calendars = [document("before", "skb-2025-amend-1"), document("amended", "")] as const;
export const amendedAt = Date.parse("2025-08-07T03:00:00Z");

const policy = nationalPolicy;

/** What a party's deadlines are computed by; `amended` says which calendar has come there. */
export function contextOf(amended: () => boolean): Context {
  const reference: Pick<Reference, "tenants" | "calendar" | "clockPolicy"> = {
    tenants: () => tenants,
    calendar: () =>
      amended() ? { version: 2, body: calendars[1] } : { version: 1, body: calendars[0] },
    clockPolicy: () => ({ version: 1, body: policy }),
  };
  // Proof: deadlines are computed from the hub's code and these three; nothing else of a context is read.
  return { hub, reference } as Context;
}
