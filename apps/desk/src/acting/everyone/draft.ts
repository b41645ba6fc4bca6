import { useState } from "react";
import { tenant } from "../../address.ts";
import { device } from "../../device.ts";
import { useMe } from "../../me.tsx";
import { onTakenBack } from "../pending-store.ts";

interface Emptied {
  readonly what: string;
  readonly report: string;
  readonly text: string;
}

/** What stood in each form when it was emptied, by its name. */
const emptied = new Map<string, Emptied>();

/** An act that was taken back was not sent: its words stand in its form again. */
onTakenBack(({ verb, report }) => {
  for (const [name, one] of emptied)
    if (one.what === verb && one.report === report) keep(name, one.text);
});

/**
 * A text that outlives the tab until it is sent: at this desk, of this person, about this report.
 * @param what the verb that it is for
 */
export function useDraft(what: string, report: string): [string, (text: string) => void] {
  const { me } = useMe();
  const name = `simpul.draft.${tenant ?? "-"}.${me.id}.${what}.${report}`;
  const [text, setText] = useState(() => device.get(name) ?? "");
  const type = (next: string): void => {
    setText(next);
    if (next === "" && text !== "") emptied.set(name, { what, report, text });
    else emptied.delete(name);
    // At once: the form that was sent is gone before any effect of it.
    keep(name, next);
  };
  return [text, type];
}

function keep(name: string, text: string): void {
  if (text === "") device.remove(name);
  else device.set(name, text);
}
