import { calendarFor, nationalCalendar, nationalPolicy, validateCalendar } from "@simpul/domain";
import type { CalendarDocument, ClockPolicy, Tenant, Terms, WorkingCalendar } from "@simpul/domain";
import type { Context, Reference } from "./context.ts";

const made = new WeakMap<Reference, { key: string; tenants: readonly Tenant[]; terms: Terms }>();

/** The deadlines' terms by the newest versions that this deployment knows; made once a version. */
export function termsOf({ reference, hub }: Context): Terms {
  const calendar = reference.calendar();
  const policy = reference.clockPolicy();
  const tenants = reference.tenants();
  const key = `${calendar.version} ${policy.version}`;
  const known = made.get(reference);
  if (known?.key === key && known.tenants === tenants) return known.terms;
  const terms = compose(readCalendar(calendar.body), readPolicy(policy.body), tenants, hub);
  made.set(reference, { key, tenants, terms });
  return terms;
}

/**
 * The hub publishes what it has validated. Should a later hub write a form that this version cannot read, complaints are
 * still taken in, and count by what came with the software.
 */
function readCalendar(body: unknown): CalendarDocument {
  const reading = validateCalendar(body);
  return reading.outcome === "valid" ? reading.document : nationalCalendar;
}

function readPolicy(body: unknown): ClockPolicy {
  return isPolicy(body) ? body : nationalPolicy;
}

function isPolicy(body: unknown): body is ClockPolicy {
  return (
    typeof body === "object" &&
    body !== null &&
    "rules" in body &&
    Array.isArray(body.rules) &&
    "bounds" in body &&
    Array.isArray(body.bounds) &&
    "mostPausedDays" in body &&
    typeof body.mostPausedDays === "number"
  );
}

/** WIB, the hub's own: also of a tenant that a directory puts outside of the country's zones. */
const elsewhere = "Asia/Jakarta";
const zones = ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"];

function compose(
  document: CalendarDocument,
  policy: ClockPolicy,
  tenants: readonly Tenant[],
  hub: string,
): Terms {
  const byCode = new Map(tenants.map((tenant) => [tenant.code, tenant]));
  const withOverlays = new Set(
    document.decrees.flatMap(({ tenant }) => (tenant === undefined ? [] : [tenant])),
  );
  const calendars = new Map<string, WorkingCalendar>();
  const chainOf = (code: string): string[] => {
    const chain: string[] = [];
    for (let at: string | null | undefined = code; at && !chain.includes(at);)
      at = (chain.push(at), byCode.get(at)?.parent);
    return chain.filter((each) => withOverlays.has(each));
  };
  return {
    hub,
    policy,
    // The tenants of a directory are bounded, and every event asks for its own.
    calendarOf(code) {
      const known = calendars.get(code) ?? calendarFor(document, { overlays: chainOf(code) });
      calendars.set(code, known);
      return known;
    },
    zoneOf(code) {
      const zone = byCode.get(code)?.zone;
      return zone !== undefined && zones.includes(zone) ? zone : elsewhere;
    },
  };
}
