/** Of reports that cannot be gone through, as many are named to whoever looks after the installation. */
const mostNamed = 20;

/** Why reports were passed over, by `<tenant> <report>`. */
export type Faults = Map<string, unknown>;

export const faultKey = (tenant: string, report: string): string => `${tenant} ${report}`;

/** One report that cannot be worked out keeps nobody waiting. @throws once, naming them; the first one's fault is the cause */
export function throwPassedOver(what: string, faults: Faults): void {
  if (faults.size === 0) return;
  const [first] = faults.values();
  const named = [...faults.keys()].slice(0, mostNamed).join(", ");
  throw new Error(`${what} could not go through ${faults.size} reports: ${named}`, {
    cause: first,
  });
}
