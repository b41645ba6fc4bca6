import type { Outlook } from "@simpul/casework";
import { csvOf } from "./csv.ts";

/** An institution a row, and the nation's whistleblowing as the last; `*` where the count is not shown. */
export function outlookCsv({ institutions, whistleblowing }: Outlook): string {
  const shown = (past: Outlook["whistleblowing"]) =>
    past.map(({ reports }) => (reports === null ? "*" : String(reports)));
  return csvOf(
    ["institution", "name", ...whistleblowing.map(({ day }) => `past${day}`)],
    [
      ...institutions.map(({ institution, name, past }) => [institution, name, ...shown(past)]),
      ["", "whistleblowing", ...shown(whistleblowing)],
    ],
  );
}
