import { langs, sayIn } from "@simpul/words";
import type { Lang, Say } from "@simpul/words";
import { createContext, useContext, useEffect, useMemo, useState } from "react";
import type { ReactNode } from "react";
import { device } from "./device.ts";

interface Speech {
  readonly lang: Lang;
  choose(lang: Lang): void;
}

const Chosen = createContext<Speech>({ lang: "id", choose: () => {} });
const kept = "simpul.lang";

const first = (): Lang => langs.find((lang) => lang === device.get(kept)) ?? "id";

/** The language in which the desk speaks; Indonesian until somebody asks for another. */
export function Speaking({ children }: { readonly children: ReactNode }) {
  const [lang, setLang] = useState<Lang>(first);
  useEffect(() => {
    document.documentElement.lang = lang;
    device.set(kept, lang);
  }, [lang]);
  const value = useMemo(() => ({ lang, choose: setLang }), [lang]);
  return <Chosen.Provider value={value}>{children}</Chosen.Provider>;
}

export const useLang = (): Speech => useContext(Chosen);

/** `t("state.received")` in the reader's language. */
export function useSay(): Say {
  const { lang } = useLang();
  return useMemo(() => sayIn(lang), [lang]);
}
