import { useEffect, useState } from "react";
import { tenant } from "../../address.ts";
import { useMe } from "../../me.tsx";

/** A text that outlives the tab until it is sent: at this desk, of this person, about this report. */
export function useDraft(what: string, report: string): [string, (text: string) => void] {
  const { me } = useMe();
  const name = `simpul.draft.${tenant ?? "-"}.${me.id}.${what}.${report}`;
  const [text, setText] = useState(() => localStorage.getItem(name) ?? "");
  useEffect(() => {
    try {
      if (text === "") localStorage.removeItem(name);
      else localStorage.setItem(name, text);
    } catch {
      // A full or forbidden store: the text stays in the form.
    }
  }, [name, text]);
  return [text, setText];
}
