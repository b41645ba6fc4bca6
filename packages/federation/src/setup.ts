import {
  connect,
  insertAudit,
  inviteNode as keepInvitation,
  latestDirectory,
  readNodes,
  upsertNode,
  upsertTenant,
  useInvitation,
  keepDirectory,
  withScope,
  wholeOf,
} from "@simpul/db";
import type { Database } from "@simpul/db";
import { hubTenant, nodeUrn } from "@simpul/domain";
import type { Tenant } from "@simpul/domain";
import {
  encodeBase64url,
  parseEnrolAnswer,
  sha256,
  signEnrolProof,
  verifyDirectory,
  verifyEnrolProof,
} from "@simpul/protocol";
import type {
  DirectoryKey,
  EncryptionKey,
  EnrolAnswer,
  EnrolBody,
  SigningKey,
} from "@simpul/protocol";
import type { Deployment } from "./deployment.ts";
import { publishDirectory } from "./publish-directory.ts";
import { createKeyring, pinRoot } from "./keyring.ts";
import type { Keyring } from "./keyring.ts";

/** The hub's own node id, unless an installation chooses another. */
export const hubNode = "hub";

/** Makes the hub's keys, its own place in the directory and the first version; running it again changes nothing. */
export async function initHub(options: {
  appUrl: string;
  stateDir: string;
  now: Temporal.Instant;
  publicUrl?: string;
  name?: string;
}): Promise<Keyring> {
  const keyring = await createKeyring(options.stateDir, "hub", options.now);
  const db = connect(options.appUrl, { max: 1, name: "simpul-init" });
  try {
    await upsertNode(db, {
      id: hubNode,
      status: "active",
      keys: keysOf(keyring, options.now),
      ...(options.publicUrl === undefined ? {} : { publicUrl: options.publicUrl }),
    });
    await upsertTenant(db, {
      code: hubTenant,
      name: options.name ?? "Pusat pengelolaan pengaduan nasional",
      kind: "national",
      parent: null,
      zone: "Asia/Jakarta",
      node: hubNode,
      accepts: false,
    });
    if ((await latestDirectory(db)) === undefined)
      await publishDirectory(db, keyring, hubNode, options.now);
    return keyring;
  } finally {
    await db.close();
  }
}

function keysOf(
  keyring: { signing: Pick<SigningKey, "publicJwk">; encryption: Pick<EncryptionKey, "publicJwk"> },
  now: Temporal.Instant,
): DirectoryKey[] {
  // A little in the past, so that a peer whose clock is slow knows the key from its first signature on.
  const from = now.subtract({ minutes: 10 }).toString({ fractionalSecondDigits: 3 });
  return [
    { jwk: keyring.signing.publicJwk, use: "sig", from },
    { jwk: keyring.encryption.publicJwk, use: "enc", from },
  ];
}

/**
 * The hub's admin names a node and its tenants; the code works once, expires, and is bound to them. A tenant that another
 * node hosts stays there until the code is used: what it writes meanwhile is its own.
 */
export async function inviteNode(
  deployment: Deployment,
  invitation: { node: string; tenants: readonly Omit<Tenant, "node">[]; hours?: number },
  by = "system",
): Promise<{ code: string; expiresAt: string }> {
  const { ctx, db, keyring } = deployment;
  if (keyring.root === undefined) throw new Error("only the hub invites nodes");
  const { node, tenants, hours = 72 } = invitation;
  const known = (await readNodes(db)).find((n) => n.id === node);
  if (known === undefined) await upsertNode(db, { id: node, status: "invited", keys: [] });
  // The root's thumbprint rides in the code, so that the node pins what the admin handed over and not what answers.
  const code = `${oneTimeCode(ctx.random(18))}.${keyring.root.kid}`;
  const expiresAt = ctx.now().add({ hours }).toString({ fractionalSecondDigits: 3 });
  await keepInvitation(db, { codeHash: sha256(code), node, tenants, expiresAt });
  await audit(deployment, "inviteNode", node, by);
  return { code, expiresAt };
}

/** Begins with a letter: a command line would take a dash for an option's. */
function oneTimeCode([first = 0, ...others]: Uint8Array): string {
  return encodeBase64url(Uint8Array.of(first & 0x7f, ...others));
}

/** The hub's answer to a node that presents a code. */
export async function admitNode(
  deployment: Deployment,
  body: EnrolBody,
): Promise<{ outcome: "admitted"; answer: EnrolAnswer } | { outcome: "refused"; code: string }> {
  const { ctx, db, book, keyring, node } = deployment;
  if (keyring.root === undefined) return { outcome: "refused", code: "notTheHub" };
  const now = ctx.now();
  const proof = await verifyEnrolProof(body, {
    aud: nodeUrn(node),
    now: Math.floor(now.epochMilliseconds / 1000),
  });
  if (proof.outcome === "refused") return proof;
  const at = now.toString({ fractionalSecondDigits: 3 });
  const nodes = await readNodes<DirectoryKey>(db);
  if (nodes.find((n) => n.id === body.node)?.status === "suspended")
    return { outcome: "refused", code: "suspended" };
  const keys = keysAfter(nodes, body, now);
  if (typeof keys === "string") return { outcome: "refused", code: keys };
  const invitation = { codeHash: sha256(body.code), node: body.node, at };
  if ((await useInvitation(db, invitation, keys)) === "invalid")
    return { outcome: "refused", code: "codeInvalid" };
  await publishDirectory(db, keyring, node, now);
  await book.refresh();
  await audit(deployment, "admitNode", body.node);
  return {
    outcome: "admitted",
    answer: { root: keyring.root, directory: book.jws(), tenants: [...book.tenantsOf(body.node)] },
  };
}

/**
 * A node that enrols anew replaces its keys; what the old ones signed until now stays provable. A key that another node has
 * would make the directory say two things, and every node would refuse it; a revoked one stays revoked.
 */
function keysAfter(
  nodes: readonly { id: string; keys: readonly DirectoryKey[] }[],
  { node, signing, encryption }: EnrolBody,
  now: Temporal.Instant,
): DirectoryKey[] | "keyTaken" | "keyRevoked" {
  const brought = [signing.kid, encryption.kid];
  const isBrought = ({ jwk }: DirectoryKey) => brought.includes(jwk.kid);
  if (nodes.some((n) => n.id !== node && n.keys.some(isBrought))) return "keyTaken";
  const earlier = nodes.find((n) => n.id === node)?.keys ?? [];
  if (earlier.some((key) => isBrought(key) && key.revokedAt !== undefined)) return "keyRevoked";
  const at = now.toString({ fractionalSecondDigits: 3 });
  const fresh = keysOf(
    { signing: { publicJwk: signing }, encryption: { publicJwk: encryption } },
    now,
  );
  return [
    ...earlier.filter((key) => !isBrought(key)).map((key) => ({ ...key, until: key.until ?? at })),
    // The same key again keeps the beginning that its earlier signatures rest on.
    ...fresh.map((key) => ({
      ...key,
      from: earlier.find((e) => e.jwk.kid === key.jwk.kid)?.from ?? key.from,
    })),
  ];
}

export type Enrolment =
  | { readonly outcome: "enrolled"; readonly tenants: readonly string[] }
  | { readonly outcome: "failed"; readonly code: string; readonly detail: string };

/** The node's side: makes its keys here, proves that it has them, pins the root and keeps the first directory. */
export async function enrol(options: {
  hubUrl: string;
  code: string;
  node: string;
  stateDir: string;
  db: Database;
  now: Temporal.Instant;
}): Promise<Enrolment> {
  const { hubUrl, code, node, now } = options;
  const keyring = await createKeyring(options.stateDir, "node", now);
  const body: EnrolBody = {
    code,
    node,
    signing: keyring.signing.publicJwk,
    encryption: keyring.encryption.publicJwk,
    proof: await signEnrolProof(
      {
        code,
        node,
        aud: nodeUrn(hubNode),
        jti: crypto.randomUUID(),
        iat: Math.floor(now.epochMilliseconds / 1000),
        encryption: keyring.encryption.publicJwk.kid,
      },
      keyring.signing,
    ),
  };
  const response = await fetch(`${hubUrl}/federation/v1/enrol`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    redirect: "error",
    signal: AbortSignal.timeout(30_000),
  }).catch((error: unknown) => (error instanceof Error ? error.message : "unreachable"));
  if (typeof response === "string")
    return failed("hubUnreachable", `${hubUrl} does not answer: ${response}`);
  const answer: unknown = await response.json().catch(() => undefined);
  if (!response.ok) return failed(problemOf(answer), `the hub answered ${response.status}`);
  const parsed = parseEnrolAnswer(answer);
  if (parsed.outcome === "refused") return failed("badAnswer", parsed.detail);
  const { root, directory, tenants } = parsed.body;
  if (code.split(".").at(-1) !== root.kid)
    return failed("wrongRoot", "the hub that answered is not the one that issued the code");
  if ((await pinRoot(options.stateDir, root)) === "differs")
    return failed("rootDiffers", "this node is already enrolled at another hub");
  const at = now.toString({ fractionalSecondDigits: 3 });
  const verified = await verifyDirectory(directory, { root, now: at });
  if (verified.outcome === "refused") return failed("badDirectory", verified.detail);
  await keepDirectory(options.db, verified.directory.version, directory, at);
  return { outcome: "enrolled", tenants };
}

const failed = (code: string, detail: string): Enrolment => ({ outcome: "failed", code, detail });

function problemOf(answer: unknown): string {
  return typeof answer === "object" &&
    answer !== null &&
    "code" in answer &&
    typeof answer.code === "string"
    ? answer.code
    : "refused";
}

async function audit(
  { ctx, db }: Deployment,
  verb: string,
  node: string,
  actor = "system",
): Promise<void> {
  const at = ctx.now().toString({ fractionalSecondDigits: 3 });
  await withScope(db, wholeOf([hubTenant]), (tx) =>
    insertAudit(tx, hubTenant, at, { actor, verb, outcome: "done", detail: { node } }),
  );
}
