import {
  calendarFor,
  nationalCalendar,
  nationalPolicy,
  validateCalendar,
  validatePolicy,
} from "@simpul/domain";
import type { CalendarDocument, ClockPolicy, Tenant, Terms, WorkingCalendar } from "@simpul/domain";
import type { Context, Reference } from "./context.ts";

interface Made {
  readonly key: string;
  readonly tenants: readonly Tenant[];
  readonly terms: Terms;
  readonly unreadable: readonly ("calendar" | "policy")[];
}

const made = new WeakMap<Reference, Made>();

/** The deadlines' terms by the newest versions that this deployment knows; made once a version. */
export const termsOf = (ctx: Context): Terms => madeOf(ctx).terms;

/** Which of the newest versions this process cannot read: what came with the software counts in their place. */
export const unreadableOf = (ctx: Context): readonly ("calendar" | "policy")[] =>
  madeOf(ctx).unreadable;

/**
 * The hub publishes what it has validated. Should a later hub write a form that this version cannot read, complaints are
 * still taken in, and count by what came with the software; that it is so raises an alarm (`simpul_reference_unreadable`).
 */
function madeOf({ reference, hub }: Context): Made {
  const [calendar, policy] = [reference.calendar(), reference.clockPolicy()];
  const tenants = reference.tenants();
  const key = `${calendar.version} ${policy.version}`;
  const known = made.get(reference);
  if (known?.key === key && known.tenants === tenants) return known;
  const days = validateCalendar(calendar.body);
  const clocks = validatePolicy(policy.body);
  const terms = compose(
    days.outcome === "valid" ? days.document : nationalCalendar,
    clocks.outcome === "valid" ? clocks.document : nationalPolicy,
    tenants,
    hub,
  );
  const unreadable = [
    ...(days.outcome === "valid" ? [] : ["calendar" as const]),
    ...(clocks.outcome === "valid" ? [] : ["policy" as const]),
  ];
  const fresh = { key, tenants, terms, unreadable };
  made.set(reference, fresh);
  return fresh;
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
    calendarOf(code, unit) {
      if (unit !== undefined && document.everyDay?.includes(`${code}/${unit}`) === true)
        return calendarFor(document, { everyDay: true });
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
