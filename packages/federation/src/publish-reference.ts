import { isDeepStrictEqual } from "node:util";
import { keepReference, latestReference } from "@simpul/db";
import type { Database } from "@simpul/db";
import { referenceKinds, signReference, verifyReference } from "@simpul/protocol";
import type { ReferenceKind } from "@simpul/protocol";
import type { Keyring } from "./keyring.ts";

/**
 * The hub's next version of a calendar or a clock policy; what the newest says already is published no second time,
 * unless that one stands under a certificate that is over. Two processes that publish at once: the second finds the
 * number taken and looks anew at what is then there.
 * @param body as JSON: what JSON drops is not published
 * @returns the version under which the body stands
 * @throws where there are no hub keys, and for a body that no node would take: over 1 MiB, nested deeper than
 *   MAX_JSON_DEPTH, not I-JSON
 */
export async function publishReference(
  db: Database,
  { directory, root }: Keyring,
  kind: ReferenceKind,
  body: object,
  now: Temporal.Instant,
): Promise<number> {
  if (directory === undefined || root === undefined)
    throw new Error(`only the hub publishes a ${kind}`);
  const at = now.toString({ fractionalSecondDigits: 3 });
  // Proof: an object without a toJSON of its own is an object in JSON too; verified below for any other.
  const said = JSON.parse(JSON.stringify(body)) as Record<string, unknown>;
  for (;;) {
    const newest = await latestReference(db, kind);
    if (newest !== undefined) {
      const read = await verifyReference(newest.jws, { root, kind, now: at });
      if (read.outcome === "verified" && isDeepStrictEqual(read.document.body, said))
        return newest.version;
    }
    const version = (newest?.version ?? 0) + 1;
    const jws = await signReference(
      { kind, version, issued: at, body: said },
      directory.key,
      directory.certificate,
    );
    const checked = await verifyReference(jws, { root, kind, now: at });
    if (checked.outcome === "refused")
      throw new Error(
        `no node would take this ${kind}: ${checked.detail} ${checked.pointer ?? ""}`,
      );
    if ((await keepReference(db, { kind, version, jws, at })) !== "differs") return version;
  }
}

/** A hub that starts has a version of each kind to give. */
export async function publishDefaults(
  db: Database,
  keyring: Keyring,
  defaults: Readonly<Record<ReferenceKind, object>>,
  now: Temporal.Instant,
): Promise<void> {
  for (const kind of referenceKinds)
    if ((await latestReference(db, kind)) === undefined)
      await publishReference(db, keyring, kind, defaults[kind], now);
}
