import { done, failed } from "@simpul/casework";
import type { Result } from "@simpul/casework";
import { askPing, keptNodes, pingsOf } from "@simpul/db";
import type { Deployment } from "../deployment.ts";
import { atHub, keepAct, refusalOf, stampOf } from "./administrator.ts";
import type { AtHub } from "./administrator.ts";

/** How far a ping has come; every moment RFC 3339, UTC. */
export interface PingShown {
  readonly id: string;
  readonly askedAt: string;
  /** It rode in the answer to a call of the node. */
  readonly givenAt?: string;
  /** By the node's own clock. */
  readonly heardAt?: string;
  readonly answeredAt?: string;
  /** The W3C trace that hub and node write their steps into, where traces are recorded. */
  readonly trace?: string;
}

/**
 * Asks a node whether it hears us. The hub calls nobody: the question waits for the node's next call, and its answer comes with
 * the one after. Refused: `notFound`, `nodeIsHub`; `nodeNotEnrolled` for one that is not active; `nodeCannotPing` for one whose
 * software is older than the question.
 */
export async function pingNode(
  deployment: Deployment,
  actor: AtHub,
  node: string,
): Promise<Result<PingShown>> {
  const refused = refusalOf(deployment, actor);
  if (refused !== undefined) return refused;
  const { db, ctx, book, signals } = deployment;
  if (node === book.current().hub) return failed("nodeIsHub");
  const known = (await keptNodes(db)).find(({ id }) => id === node);
  if (known === undefined) return failed("notFound");
  if (known.status !== "active") return failed("nodeNotEnrolled");
  if (known.last_contact !== null && known.directory === null) return failed("nodeCannotPing");
  const id = ctx.newId();
  const askedAt = stampOf(deployment);
  const traceparent = ctx.traceparent();
  await askPing(db, { id, node, askedAt, ...(traceparent === undefined ? {} : { traceparent }) });
  await atHub(deployment, (tx) =>
    keepAct(deployment, tx, actor, { verb: "pingNode", outcome: "asked", detail: { node } }),
  );
  signals.feed.raise();
  return done({ id, askedAt, ...traceOf(traceparent) });
}

/** The last ones of a node, the newest first. */
export async function readPings(
  deployment: Deployment,
  actor: AtHub,
  node: string,
): Promise<Result<readonly PingShown[]>> {
  const refused = refusalOf(deployment, actor);
  if (refused !== undefined) return refused;
  const pings = await pingsOf(deployment.db, node, 10);
  return done(
    pings.map(({ node: _, traceparent, ...ping }) => ({ ...ping, ...traceOf(traceparent) })),
  );
}

function traceOf(traceparent: string | undefined): Pick<PingShown, "trace"> {
  const trace = traceparent?.split("-")[1];
  return trace === undefined ? {} : { trace };
}
