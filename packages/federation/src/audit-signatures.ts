import { nodeUrn, openAuditCheckpoint, signAuditCheckpoint } from "@simpul/protocol";
import type { AuditCheckpoint } from "@simpul/protocol";
import type { Deployment } from "./deployment.ts";

/** Signs for the audit of this deployment's tenants, and knows again what it signed, also under a key that it has retired. */
export function auditSignatures({ keyring, book, node }: Deployment) {
  const iss = nodeUrn(node);
  const keyOf = (kid: string) => {
    if (kid === keyring.signing.kid) return keyring.signing.publicJwk;
    const owned = book.everOwnerOf(kid);
    return owned?.node === node ? owned.jwk : undefined;
  };
  return {
    by: iss,
    sign: (covered: Omit<AuditCheckpoint, "iss">): string =>
      signAuditCheckpoint({ iss, ...covered }, keyring.signing),
    async open(jws: string): Promise<AuditCheckpoint | "forged"> {
      const opened = await openAuditCheckpoint(jws, keyOf);
      return opened.outcome === "opened" && opened.checkpoint.iss === iss
        ? opened.checkpoint
        : "forged";
    },
  };
}
