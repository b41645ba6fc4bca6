import { useCallback, useRef } from "react";
import { acts } from "./acting/pending-store.ts";
import { showUndone } from "./acting/undone-shown.ts";
import { clearLocalDrafts } from "./answer/local-drafts.ts";
import { auth } from "./auth.ts";
import { useSession } from "./session.tsx";

/** Whoever goes has done what they asked for: it is sent before the session ends, and what was refused is decided on. */
export function useSignOut(): () => Promise<void> {
  const { ended, user } = useSession();
  const warned = useRef<string>(undefined);
  return useCallback(async () => {
    await acts.finish();
    const undecided = acts.all().filter(({ status }) => status === "refused");
    const [first] = undecided;
    // Once: whoever goes all the same leaves nothing that they typed on this computer.
    if (first !== undefined && warned.current !== first.key) {
      warned.current = first.key;
      showUndone(first.key);
      return;
    }
    for (const { key } of undecided) acts.drop(key);
    await clearLocalDrafts(user.id);
    await auth("/sign-out", {});
    await ended();
  }, [ended, user.id]);
}
