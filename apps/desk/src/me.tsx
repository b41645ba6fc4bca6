import { useQuery } from "@tanstack/react-query";
import { createContext, useContext, useMemo } from "react";
import type { ReactNode } from "react";
import { hereOf } from "./here.ts";
import type { Here } from "./here.ts";
import { Waiting } from "./parts/waiting.tsx";
import { Unread } from "./parts/unread.tsx";
import { api } from "./trpc.ts";

export type { Here, Me } from "./here.ts";

const Current = createContext<Here | undefined>(undefined);

export function useMe(): Here {
  const here = useContext(Current);
  if (here === undefined) throw new Error("nobody is at this desk");
  return here;
}

/** Reads who somebody is at this desk before anything of it is drawn: what a role cannot do is not there. */
export function AtDesk({ children }: { readonly children: ReactNode }) {
  const asked = useQuery(api.desk.me.queryOptions(undefined, { staleTime: 60_000 }));
  const here = useMemo(
    () => (asked.data === undefined ? undefined : hereOf(asked.data)),
    [asked.data],
  );
  if (here !== undefined) return <Current.Provider value={here}>{children}</Current.Provider>;
  return asked.isError ? (
    <Unread again={() => void asked.refetch()} error={asked.error} />
  ) : (
    <Waiting />
  );
}
