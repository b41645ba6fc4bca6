import type { VerbName } from "@simpul/casework";
import { verbInputs } from "../../../casework/test/verb-inputs.ts";

/** How each procedure of the desk's API is asked about one report. One without a row here fails the build. */
export const procedures: Readonly<Record<string, (report: string) => unknown>> = {
  // A version that no report has: refused after the locks and before anything is done.
  ...Object.fromEntries(
    Object.entries(verbInputs).map(([name, input]) => [
      `report.${name satisfies string as VerbName}`,
      (report: string) => ({ report, ifVersion: 999_999, input }),
    ]),
  ),
  "report.get": (report) => ({ report }),
  "report.list": () => ({ limit: 100 }),
  "senders.block": (report) => ({ of: { report }, reason: "spam", days: 1 }),
  "senders.unblock": () => ({ id: "01936f2a-0000-7000-8000-00000000dead" }),
  "senders.list": () => undefined,
  "reference.categories": () => undefined,
  "reference.tenants": () => undefined,
  "reference.units": () => undefined,
};

/** Answer with a list: what is asked is whether the report is on it. */
export const lists: ReadonlySet<string> = new Set(["report.list"]);
