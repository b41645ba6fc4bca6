import { useMemo } from "react";
import { dayWords, momentWords } from "../days.ts";
import { useMe } from "../me.tsx";
import { useLang } from "../speech.tsx";

export interface When {
  /** RFC 3339 → "17 Nov 2026, 09.30 WITA", in the desk's zone unless another is given. */
  moment(at: string, zone?: string): string;
  /** ISO date → "Sel, 17 Nov 2026". */
  day(date: string): string;
}

export function useWhen(): When {
  const { lang } = useLang();
  const { me } = useMe();
  const own = me.tenant.zone;
  return useMemo(
    () => ({
      moment: (at, zone = own) => momentWords(lang, at, zone),
      day: (date) => dayWords(lang, date),
    }),
    [lang, own],
  );
}
