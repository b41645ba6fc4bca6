export const tenantKinds = [
  "national",
  "ministry",
  "agency",
  "province",
  "regency",
  "city",
  "ombudsman",
] as const;
export type TenantKind = (typeof tenantKinds)[number];

/** An institution, as the directory lists it. Tenants form a tree; the Ombudsman stands apart. */
export interface Tenant {
  /** Kemendagri code of a government (64.71), a registered code of an agency (kemnaker). */
  readonly code: string;
  readonly name: string;
  readonly kind: TenantKind;
  readonly parent: string | null;
  /** IANA zone in which its deadlines end. */
  readonly zone: string;
  /** The node that hosts it. */
  readonly node: string;
  /** Whether the hub forwards reports to it. */
  readonly accepts: boolean;
}

export type Reach = "self" | "subtree";

/** The tenants that a role held at `code` reaches: itself, or itself and all below. */
export function reachOf(
  code: string,
  reach: Reach,
  tenants: readonly Pick<Tenant, "code" | "parent">[],
): string[] {
  if (reach === "self") return [code];
  const below = new Map<string, string[]>();
  for (const tenant of tenants)
    if (tenant.parent !== null)
      below.set(tenant.parent, [...(below.get(tenant.parent) ?? []), tenant.code]);
  const reached: string[] = [];
  const waiting = [code];
  const seen = new Set<string>();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    // A directory with a cycle must not hang a process: each tenant is visited once.
    if (seen.has(next)) continue;
    seen.add(next);
    reached.push(next);
    waiting.push(...(below.get(next) ?? []));
  }
  return reached;
}

export const tenantUrn = (code: string): string => `urn:simpul:tenant:${code}`;
export const nodeUrn = (id: string): string => `urn:simpul:node:${id}`;

/** The tenant code of a URN, or undefined if it is not one of ours. */
export function tenantOfUrn(urn: string): string | undefined {
  return /^urn:simpul:tenant:([a-z0-9][a-z0-9.-]{0,63})$/.exec(urn)?.[1];
}

export function nodeOfUrn(urn: string): string | undefined {
  return /^urn:simpul:node:([a-z0-9][a-z0-9.-]{0,63})$/.exec(urn)?.[1];
}

/** The tenant of the hub itself: the root of the tree. */
export const hubTenant = "national";
/** Stands apart from the tree, and receives what stays unsettled. */
export const ombudsmanTenant = "ombudsman";
