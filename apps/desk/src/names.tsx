import { useQuery } from "@tanstack/react-query";
import { useMemo, useSyncExternalStore } from "react";
import { areaName, areasVersion, subscribeToAreas } from "./areas.ts";
import { useLang } from "./speech.tsx";
import { api } from "./trpc.ts";

/** Codes as people call them. A code that is not known, or not yet, is its own name. */
export interface Names {
  tenant(code: string): string;
  category(code: string): string;
  /** Of this desk's tenant. */
  unit(code: string): string;
  /** Kemendagri code: "Sepinggan, Balikpapan Selatan". */
  area(code: string): string;
}

/** They change less often than a page is loaded. */
const rarely = { staleTime: 15 * 60_000, refetchOnWindowFocus: false };
const byCode = (items: readonly { code: string; name: string }[] | undefined) => {
  const names = new Map(items?.map(({ code, name }) => [code, name]));
  return (code: string): string => names.get(code) ?? code;
};

export const useTenants = () => useQuery(api.reference.tenants.queryOptions(undefined, rarely));
export const useCategories = () =>
  useQuery(api.reference.categories.queryOptions(undefined, rarely));
export const useUnits = () => useQuery(api.reference.units.queryOptions(undefined, rarely));

export function useNames(): Names {
  const { lang } = useLang();
  const tenants = useTenants().data;
  const categories = useCategories().data;
  const units = useUnits().data;
  const areas = useSyncExternalStore(subscribeToAreas, areasVersion);
  return useMemo(
    () => ({
      tenant: byCode(tenants),
      category: byCode(categories?.map(({ code, name }) => ({ code, name: name[lang] }))),
      unit: byCode(units),
      area: areaName,
    }),
    // The version says that more areas are known.
    // oxlint-disable-next-line react/exhaustive-deps
    [tenants, categories, units, lang, areas],
  );
}
