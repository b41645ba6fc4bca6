import { useState } from "react";
import { tenant } from "../../address.ts";
import { useMe } from "../../me.tsx";

/** A text that outlives the tab until it is sent: at this desk, of this person, about this report. */
export function useDraft(what: string, report: string): [string, (text: string) => void] {
  const { me } = useMe();
  const name = `simpul.draft.${tenant ?? "-"}.${me.id}.${what}.${report}`;
  const [text, setText] = useState(() => localStorage.getItem(name) ?? "");
  const type = (next: string): void => {
    setText(next);
    // At once: the form that was sent is gone before any effect of it.
    try {
      if (next === "") localStorage.removeItem(name);
      else localStorage.setItem(name, next);
    } catch {
      // A full or forbidden store: the text stays in the form.
    }
  };
  return [text, type];
}
