import { useCallback } from "react";
import { acts } from "./acting/pending-store.ts";
import { clearLocalDrafts } from "./answer/local-drafts.ts";
import { auth } from "./auth.ts";
import { useSession } from "./session.tsx";

/** Whoever goes has done what they asked for: it is sent before the session ends. */
export function useSignOut(): () => Promise<void> {
  const { ended, user } = useSession();
  return useCallback(async () => {
    await acts.finish();
    await clearLocalDrafts(user.id);
    await auth("/sign-out", {});
    await ended();
  }, [ended, user.id]);
}
