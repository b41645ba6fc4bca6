import type { CalendarVersion, PolicyVersion } from "@simpul/casework";
import { keepReference, latestReference } from "@simpul/db";
import type { Database } from "@simpul/db";
import { validateCalendar, validatePolicy } from "@simpul/domain";
import { referenceKinds, sha256, verifyReference } from "@simpul/protocol";
import type { PublicJwk, ReferenceDocument, ReferenceHeads, ReferenceKind } from "@simpul/protocol";

/**
 * Calendar and clock policy as this deployment knows them: kept in its own database like the directory, believed only
 * under the pinned root, and never an older version than is known. They do not expire: without the hub the newest
 * that was taken goes on counting.
 */
export interface ReferenceBook {
  calendar(): CalendarVersion;
  policy(): PolicyVersion;
  /** What is kept here; nothing for a kind of which no version has come. */
  heads(): ReferenceHeads;
  /** As the hub signed it. */
  jws(kind: ReferenceKind): string | undefined;
  /** Reads versions that another process kept. */
  refresh(): Promise<void>;
  /** `refused`: not under the root, not of this kind, older than known, or the known version with other bytes. */
  take(kind: ReferenceKind, jws: string): Promise<"taken" | "known" | "refused">;
}

interface Held {
  /** 0: the default that came with this software. */
  readonly version: number;
  readonly body: object;
  readonly jws?: string;
  readonly hash?: string;
}

const reading = { calendar: validateCalendar, policy: validatePolicy };

/** @param unreadable told once of a version that is the hub's and whose body means nothing here, and where in it (RFC 6901) */
export async function openReferenceBook(
  db: Database,
  root: PublicJwk,
  defaults: Readonly<Record<ReferenceKind, object>>,
  now: () => Temporal.Instant,
  unreadable: (kind: ReferenceKind, version: number, pointer: string) => void = () => {},
): Promise<ReferenceBook> {
  const held: Record<ReferenceKind, Held> = {
    calendar: { version: 0, body: defaults.calendar },
    policy: { version: 0, body: defaults.policy },
  };
  const verify = (kind: ReferenceKind, jws: string) =>
    verifyReference(jws, {
      root,
      kind,
      now: stamp(now()),
      atLeastVersion: held[kind].version,
    });
  /** Another call may have adopted a later one meanwhile. */
  const adopt = ({ kind, version, body }: ReferenceDocument, jws: string): void => {
    if (version <= held[kind].version) return;
    held[kind] = { version, body, jws, hash: sha256(jws) };
    const read = reading[kind](body);
    if (read.outcome === "refused") unreadable(kind, version, read.faults[0]?.pointer ?? "");
  };
  const refresh = async (kind: ReferenceKind): Promise<"read" | "refused"> => {
    const latest = await latestReference(db, kind, held[kind].version);
    if (latest === undefined) return "read";
    const read = await verify(kind, latest.jws);
    // It was taken while its certificate held: that this is over now takes nothing from it.
    if (read.document === undefined) return "refused";
    adopt(read.document, latest.jws);
    return "read";
  };
  for (const kind of referenceKinds)
    if ((await refresh(kind)) === "refused")
      throw new Error(`the ${kind} in the database is not signed under the pinned root`);

  return {
    calendar: () => held.calendar,
    policy: () => held.policy,
    heads: () =>
      Object.fromEntries(
        referenceKinds.flatMap((kind) => {
          const { version, hash } = held[kind];
          return hash === undefined ? [] : [[kind, { version, hash }] as const];
        }),
      ),
    jws: (kind) => held[kind].jws,
    async refresh() {
      for (const kind of referenceKinds) await refresh(kind);
    },
    async take(kind, jws) {
      const verified = await verify(kind, jws);
      if (verified.outcome === "refused") return "refused";
      const { document } = verified;
      const known = held[kind];
      if (document.version === known.version) return jws === known.jws ? "known" : "refused";
      const at = stamp(now());
      const kept = await keepReference(db, { kind, version: document.version, jws, at });
      if (kept === "differs") return "refused";
      adopt(document, jws);
      return "taken";
    },
  };
}

const stamp = (instant: Temporal.Instant): string =>
  instant.toString({ fractionalSecondDigits: 3 });
