import { encryptionJwk, signingJwk, type PublicJwk } from "./keys.ts";
import {
  integer,
  list,
  matching,
  nullable,
  object,
  oneOf,
  optional,
  text,
  value,
  where,
  type Misfit,
  type Shape,
} from "./shape.ts";
import { codeWord, instant, nodeId, nodeUrnShape, tenantCode } from "./terms.ts";
import { nodeUrn } from "./urn.ts";

export interface DirectoryKey {
  jwk: PublicJwk;
  use: "sig" | "enc";
  from: string;
  /** Exclusive. */
  until?: string;
  /** From this moment on its signatures are worth nothing. */
  revokedAt?: string;
}

export interface DirectoryNode {
  id: string;
  urn: string;
  status: "active" | "suspended";
  keys: DirectoryKey[];
  protocols: string[];
  capabilities: string[];
  /** For people only: no machine calls a node. */
  public?: string;
}

export interface DirectoryTenant {
  code: string;
  name: string;
  kind: string;
  parent: string | null;
  /** IANA. */
  zone: string;
  /** The id of the node that hosts it. */
  node: string;
  accepts: boolean;
}

export interface Directory {
  version: number;
  issued: string;
  expires: string;
  /** The hub's node id. */
  hub: string;
  nodes: DirectoryNode[];
  tenants: DirectoryTenant[];
}

const webAddress = value<string>("an http or https URL", (given) => {
  if (typeof given !== "string" || given.length > 2048) return false;
  const url = URL.parse(given);
  return (
    url !== null &&
    ["http:", "https:"].includes(url.protocol) &&
    url.username === "" &&
    url.password === ""
  );
});

const key: Shape<DirectoryKey> = where(
  object<DirectoryKey>({
    // Which of the two it must be is the rule below.
    jwk: (given, at) =>
      signingJwk(given, at) && encryptionJwk(given, at)
        ? { pointer: at, wanted: "a public Ed25519 or X25519 JWK" }
        : undefined,
    use: oneOf("sig", "enc"),
    from: instant,
    until: optional(instant),
    revokedAt: optional(instant),
  }),
  ({ jwk, use }) =>
    (use === "sig") === (jwk.crv === "Ed25519")
      ? undefined
      : { pointer: "/use", wanted: "sig for Ed25519, enc for X25519" },
);

const node: Shape<DirectoryNode> = where(
  object<DirectoryNode>({
    id: nodeId,
    urn: nodeUrnShape,
    status: oneOf("active", "suspended"),
    keys: list(key, 64),
    protocols: list(text(64), 16),
    capabilities: list(text(64), 64),
    public: optional(webAddress),
  }),
  ({ id, urn }) => (urn === nodeUrn(id) ? undefined : { pointer: "/urn", wanted: nodeUrn(id) }),
);

const tenant: Shape<DirectoryTenant> = object<DirectoryTenant>({
  code: tenantCode,
  name: text(200),
  kind: codeWord,
  parent: nullable(tenantCode),
  // Only its form: a node with older zone data must not refuse the whole directory.
  zone: matching(/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/, "an IANA time zone"),
  node: nodeId,
  accepts: value<boolean>("true or false", (given) => typeof given === "boolean"),
});

/** Nodes and tenants are found by name, and a key belongs to one node: otherwise the directory says two things. */
export const directoryShape: Shape<Directory> = where(
  object<Directory>({
    version: integer(1),
    issued: instant,
    expires: instant,
    hub: nodeId,
    nodes: list(node, 10_000),
    tenants: list(tenant, 10_000),
  }),
  (given) => {
    if (given.issued >= given.expires)
      return { pointer: "/expires", wanted: "a time after issued" };
    const nodes = given.nodes.map(({ id }) => id);
    const tenants = given.tenants.map(({ code }) => code);
    const kids = given.nodes.flatMap(({ keys }) => keys.map(({ jwk }) => jwk.kid));
    return (
      repeated(nodes, "/nodes", "node ids") ??
      repeated(tenants, "/tenants", "tenant codes") ??
      repeated(kids, "/nodes", "keys") ??
      (nodes.includes(given.hub) ? undefined : { pointer: "/hub", wanted: "one of the nodes" }) ??
      looseTenant(given)
    );
  },
);

function repeated(names: string[], pointer: string, what: string): Misfit | undefined {
  return new Set(names).size === names.length
    ? undefined
    : { pointer, wanted: `different ${what}` };
}

/** Every tenant lives on a node and hangs from a root: scope is computed by walking up. */
function looseTenant({ nodes, tenants }: Directory): Misfit | undefined {
  const hosts = new Set(nodes.map(({ id }) => id));
  const parents = new Map(tenants.map(({ code, parent }) => [code, parent]));
  for (const [index, { node: host, parent }] of tenants.entries()) {
    if (!hosts.has(host)) return { pointer: `/tenants/${index}/node`, wanted: "one of the nodes" };
    let above: string | null | undefined = parent;
    for (let steps = 0; above !== null; steps++) {
      if (above === undefined || steps > 16)
        return { pointer: `/tenants/${index}/parent`, wanted: "a tenant above it" };
      above = parents.get(above);
    }
  }
  return undefined;
}
