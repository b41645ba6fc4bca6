import { useState } from "react";
import { onTakenBack } from "../acting/pending-store.ts";
import { useMe } from "../me.tsx";
import { keepTyped, typedBefore } from "./local-drafts.ts";

let account = "";
const nameOf = (report: string, verb: string): string => `${report}.${verb}`;

/** What was taken back stands in its form again. */
onTakenBack(({ report, verb, input }) => {
  if (account !== "" && typeof input === "object" && input !== null && verb !== "respond")
    keepTyped(account, nameOf(report, verb), input);
});

/**
 * The fields of a small form: closed and opened again, or after an act was taken back, they say what was typed.
 * @param initial every field, with an empty value where nothing was typed
 */
export function useTyped<T extends object>(
  report: string,
  verb: string,
  initial: T,
): readonly [fields: T, change: (next: Partial<T>) => void, forget: () => void] {
  account = useMe().me.id;
  const name = nameOf(report, verb);
  const [fields, setFields] = useState<T>(() => typedBefore(account, name, initial));
  const change = (next: Partial<T>): void => {
    const changed = { ...fields, ...next };
    setFields(changed);
    keepTyped(account, name, changed);
  };
  return [fields, change, () => keepTyped(account, name, undefined)];
}
