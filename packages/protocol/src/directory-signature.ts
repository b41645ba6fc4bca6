import { certified, openCertified, type PinnedRoot } from "./certificate.ts";
import { directoryShape, type Directory } from "./directory.ts";
import { signCompact, type JwsKind } from "./jws.ts";
import type { SigningKey } from "./keys.ts";
import type { ProtocolRefusal } from "./refusal.ts";

/** Under code `expired` stands a genuine directory: whether the grace period still holds is the caller's to judge. */
export type DirectoryRefusal =
  | (ProtocolRefusal & { directory?: never })
  | (ProtocolRefusal & { code: "expired"; directory: Directory });

const DIRECTORY: JwsKind = {
  typ: "simpul-directory+jws",
  limit: 4 * 1024 * 1024,
  ...certified,
};

export async function signDirectory(
  directory: Directory,
  directoryKey: SigningKey,
  certificate: string,
): Promise<string> {
  return signCompact(DIRECTORY, directory, directoryKey, { crt: certificate });
}

/**
 * Refused: `forged` (not under the pinned root, whatever the reason), `malformed` (genuine and not a
 * directory), `rollback` (below atLeastVersion), `expired` (with the directory).
 */
export async function verifyDirectory(
  jws: string,
  pinned: PinnedRoot,
): Promise<{ outcome: "verified"; directory: Directory } | DirectoryRefusal> {
  const opened = await openCertified(jws, DIRECTORY, directoryShape, pinned);
  if (opened.outcome === "refused") return opened;
  const { document: directory, until } = opened;
  // A stolen directory key can write any `issued`, so its certificate must hold now as well.
  const end = directory.expires < until ? directory.expires : until;
  if (pinned.now < end) return { outcome: "verified", directory };
  return { outcome: "refused", code: "expired", detail: `since ${end}`, directory };
}
