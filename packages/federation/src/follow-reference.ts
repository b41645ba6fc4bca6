import { referenceKinds } from "@simpul/protocol";
import type { ReferenceHeads, ReferenceKind } from "@simpul/protocol";
import type { Calls } from "./calls.ts";
import type { Deployment } from "./deployment.ts";

/**
 * Fetches what the hub says it has and we lack. A document that is refused raises one alarm and the conversation goes
 * on, with the version that we know: other than a wrong directory, a wrong calendar lets nobody in, and complaints must
 * not wait for it.
 */
export function referenceFollower(
  { reference, alarm }: Deployment,
  calls: Calls,
): (heads: ReferenceHeads, until: AbortSignal) => Promise<void> {
  const refused = new Map<ReferenceKind, string>();
  return async (heads, until) => {
    for (const kind of referenceKinds) {
      const head = heads[kind];
      if (head === undefined || refused.get(kind) === head.hash) continue;
      const known = reference.heads()[kind];
      const { version = 0 } = known ?? {};
      if (head.version < version || head.hash === known?.hash) continue;
      if ((await reference.take(kind, await calls.reference(kind, until))) !== "refused") continue;
      refused.set(kind, head.hash);
      alarm("referenceRefused", { kind, version: head.version });
    }
  };
}
