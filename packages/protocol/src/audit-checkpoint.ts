import { openJws, signCompact, type JwsKind } from "./jws.ts";
import type { PublicJwk, SigningKey } from "./keys.ts";
import type { ProtocolRefusal } from "./refusal.ts";
import { conform, integer, object, type Shape } from "./shape.ts";
import { hashShape, instant, nodeUrnShape, tenantCode } from "./terms.ts";

/** How far a tenant's audit was chained, as the deployment that keeps it signed. */
export interface AuditCheckpoint {
  /** The node's URN. */
  iss: string;
  tenant: string;
  /** Of the last link. */
  seq: number;
  /** Of the last link: it stands for all before. */
  hash: string;
  /** RFC 3339, UTC, milliseconds. */
  time: string;
}

const KIND: JwsKind = { typ: "simpul-audit-checkpoint+jws", limit: 1024 };

const shape: Shape<AuditCheckpoint> = object<AuditCheckpoint>({
  iss: nodeUrnShape,
  tenant: tenantCode,
  seq: integer(1),
  hash: hashShape,
  time: instant,
});

export function signAuditCheckpoint(checkpoint: AuditCheckpoint, key: SigningKey): string {
  return signCompact(KIND, checkpoint, key);
}

/** @param keyOf keys of the deployment itself, also those that it has retired */
export async function openAuditCheckpoint(
  jws: string,
  keyOf: (kid: string) => PublicJwk | undefined,
): Promise<{ outcome: "opened"; checkpoint: AuditCheckpoint; kid: string } | ProtocolRefusal> {
  const opened = await openJws(jws, KIND, keyOf);
  if (opened.outcome === "refused") return opened;
  const fit = conform(opened.value, shape);
  if (fit.outcome === "refused") return fit;
  return { outcome: "opened", checkpoint: fit.value, kid: opened.kid };
}
