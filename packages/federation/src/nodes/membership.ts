import { actorName } from "@simpul/access";
import { done, failed } from "@simpul/casework";
import type { Result } from "@simpul/casework";
import { endInvitations, keptNodes, setNodeStatus } from "@simpul/db";
import type { KeptNode } from "@simpul/db";
import type { DirectoryKey } from "@simpul/protocol";
import type { Tenant } from "@simpul/domain";
import { z } from "zod";
import type { Deployment } from "../deployment.ts";
import { publishDirectory } from "../publish-directory.ts";
import { inviteNode } from "../setup.ts";
import { atHub, freshRefusalOf, keepAct, stampOf } from "./administrator.ts";
import type { AtHub } from "./administrator.ts";
import { namedTenant } from "./named-tenant.ts";

const nodeId = z.string().regex(/^[a-z][a-z0-9-]{0,62}$/, "lower-case letters, digits and hyphens");

export const inviteInput = z.strictObject({
  node: nodeId,
  /** Kemendagri codes; an agency as `code=name`. */
  tenants: z.array(z.string().trim().min(2).max(200)).min(1).max(50),
  hours: z.int().min(1).max(999).default(72),
});

export interface Invited {
  readonly node: string;
  readonly tenants: readonly Pick<Tenant, "code" | "name">[];
  /** Shown once: only its hash is kept. */
  readonly code: string;
  readonly expiresAt: string;
}

/** A one-time code for a node and its tenants. Refused: `forbidden`, `freshSignInNeeded`, `nodeIsHub`, `unknownTenant` with its pointer. */
export async function inviteAsked(
  deployment: Deployment,
  actor: AtHub,
  { node, tenants, hours }: z.infer<typeof inviteInput>,
): Promise<Result<Invited>> {
  const refused = freshRefusalOf(deployment, actor);
  if (refused !== undefined) return refused;
  const { ctx, book } = deployment;
  if (node === book.current().hub) return failed("nodeIsHub", "/node");
  const named: Omit<Tenant, "node">[] = [];
  for (const [at, typed] of tenants.entries()) {
    const one = await namedTenant(ctx, typed);
    if (one.outcome === "failed" || one.tenant.code === ctx.hub)
      return failed("unknownTenant", `/tenants/${at}`);
    if (!named.some(({ code }) => code === one.tenant.code)) named.push(one.tenant);
  }
  const { code, expiresAt } = await inviteNode(
    deployment,
    { node, tenants: named, hours },
    actorName(actor),
  );
  const told = named.map((tenant) => ({ code: tenant.code, name: tenant.name }));
  return done({ node, tenants: told, code, expiresAt });
}

export const nodeInput = z.strictObject({ node: z.string().min(1).max(64) });

/** Codes of a node that nobody used work no more. */
export async function withdrawInvitations(
  deployment: Deployment,
  actor: AtHub,
  { node }: z.infer<typeof nodeInput>,
): Promise<Result<{ withdrawn: number }>> {
  const refused = freshRefusalOf(deployment, actor);
  if (refused !== undefined) return refused;
  return atHub(deployment, async (tx) => {
    const withdrawn = await endInvitations(tx, node, stampOf(deployment));
    if (withdrawn > 0)
      await keepAct(deployment, tx, actor, {
        verb: "withdrawInvitation",
        outcome: "withdrawn",
        detail: { node },
      });
    return done({ withdrawn });
  });
}

/**
 * Takes a node out of the federation for a while, or back in: the directory says so to all, the hub answers its calls with
 * `suspended`, and what waits for it waits on. Said again it stays so. Refused: `nodeIsHub`, `notFound`, `nodeNotEnrolled` for one
 * that never enrolled.
 */
export async function setSuspended(
  deployment: Deployment,
  actor: AtHub,
  { node, suspended }: { readonly node: string; readonly suspended: boolean },
): Promise<Result<{ node: string; status: KeptNode["status"] }>> {
  const refused = freshRefusalOf(deployment, actor);
  if (refused !== undefined) return refused;
  const { db, book, keyring, ctx } = deployment;
  if (node === book.current().hub) return failed("nodeIsHub");
  const known = (await keptNodes<DirectoryKey>(db)).find(({ id }) => id === node);
  if (known === undefined) return failed("notFound");
  if (known.status === "invited") return failed("nodeNotEnrolled");
  const [from, to] = suspended
    ? (["active", "suspended"] as const)
    : (["suspended", "active"] as const);
  const outcome = await atHub(deployment, async (tx) => {
    const set = await setNodeStatus(tx, node, from, to);
    if (set === "changed")
      await keepAct(deployment, tx, actor, {
        verb: suspended ? "suspendNode" : "resumeNode",
        outcome: to,
        detail: { node },
      });
    return set;
  });
  if (outcome === "changed") {
    await publishDirectory(db, keyring, book.current().hub, ctx.now());
    await book.refresh();
  }
  return done({ node, status: to });
}
