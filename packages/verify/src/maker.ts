import type { Known } from "./directories.ts";
import { openJws } from "./jws.ts";
import { MANIFEST_LIMIT, type Manifest } from "./manifest.ts";
import { refuted, type Refuted } from "./refuted.ts";

/** Under a key that the newest directory gives to the node that says it made the archive. */
export function checkMaker(
  manifest: Manifest,
  signed: Uint8Array,
  known: Known,
): "checked" | Refuted {
  const opened = openJws(
    Buffer.from(signed).toString("latin1"),
    { typ: "simpul-export+jws", limit: MANIFEST_LIMIT },
    (kid) => {
      const key = known.keys.get(kid);
      return key?.urn === manifest.by ? key.jwk : undefined;
    },
  );
  if (opened.outcome === "broken") return refuted("manifestForged", "manifest.jws", opened.detail);
  const { revokedAt, until } = known.keys.get(opened.kid) ?? {};
  const { madeAt } = manifest;
  return (revokedAt !== undefined && madeAt >= revokedAt) ||
    (until !== undefined && madeAt >= until)
    ? refuted("manifestForged", "manifest.jws", `${opened.kid} was not valid any more at ${madeAt}`)
    : "checked";
}
