import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { readSearch } from "../search.ts";
import type { ListSearch } from "../search.ts";

export interface Address {
  readonly search: ListSearch;
  /** @param how a step that "back" takes back, or a change in place (typing, moving along a list) */
  go(next: ListSearch, how?: "step" | "inPlace"): void;
}

/** The state of the list that is shown: all of it is the address. */
export function useListSearch(): Address {
  const given = useSearch({ strict: false });
  const navigate = useNavigate();
  const key = JSON.stringify(given);
  // The router makes a new object whenever anything moves.
  const search = useMemo(() => readSearch(JSON.parse(key) as Record<string, unknown>), [key]);
  const go = useCallback(
    (next: ListSearch, how: "step" | "inPlace" = "step") => {
      const said = Object.fromEntries(
        Object.entries(next).filter(([, each]) => each !== undefined),
      );
      void navigate({ to: ".", search: () => said, replace: how === "inPlace" });
    },
    [navigate],
  );
  return useMemo(() => ({ search, go }), [search, go]);
}
