import { useCallback } from "react";
import { acts } from "./acting/pending-store.ts";
import { auth } from "./auth.ts";
import { useSession } from "./session.tsx";

/** Whoever goes has done what they asked for: it is sent before the session ends. */
export function useSignOut(): () => Promise<void> {
  const { ended } = useSession();
  return useCallback(async () => {
    await acts.finish();
    await auth("/sign-out", {});
    await ended();
  }, [ended]);
}
