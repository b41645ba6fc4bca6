import type { Here } from "../me.tsx";
import type { Preset } from "./preset.ts";

export type BulkAct = Preset["bulk"][number];

/** Of what a screen offers for several at once, what its reader may do at all. */
export function verbsFor({ ability }: Here, offered: Preset["bulk"]): BulkAct[] {
  return offered.filter((verb) => ability.can(verb, "Report"));
}
