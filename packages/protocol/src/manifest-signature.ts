import { compactJws, signJws, type JwsKind } from "./jws.ts";
import type { SigningKey } from "./keys.ts";

/** Its archive lists up to 20 000 files. */
const MANIFEST: JwsKind = { typ: "simpul-export+jws", limit: 4 * 1024 * 1024 };

/** Over the manifest's exact bytes: whoever hands out an archive answers for what is in it, and for what it says is not. */
export function signManifest(manifest: string, key: SigningKey): string {
  return compactJws({ payload: manifest, ...signJws(MANIFEST, manifest, key) });
}
