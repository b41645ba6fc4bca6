import type { Category, Tenant } from "@simpul/domain";
import { isKey, say } from "@simpul/words";

/** Names for the codes in a dossier, and what its pages say of the archive around them. */
export interface Names {
  /** SHA-256 of dossier.json, in hex. */
  readonly digest: string;
  /** Thumbprint of the hub's root key. */
  readonly root: string;
  readonly categories: readonly Category[];
  readonly tenants: readonly Pick<Tenant, "code" | "name">[];
  areaOf(code: string): Promise<string | undefined>;
}

export function tenantName({ tenants }: Pick<Names, "tenants">, code: string): string {
  return tenants.find((one) => one.code === code)?.name ?? code;
}

/** The label of a code, or the code itself: a peer of another version may know more of them. */
export function label(topic: string, code: string): string {
  const key = `${topic}.${code}`;
  // Proof: it is a key, and the labels of these topics take no parameters.
  return isKey(key) ? say("id", key as "state.received") : code;
}
