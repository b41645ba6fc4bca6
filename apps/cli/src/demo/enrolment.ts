import { connect } from "@simpul/db";
import { DeploymentProblem, enrol, inviteNode, openDeployment } from "@simpul/federation";
import type { Deployment, DeploymentOptions } from "@simpul/federation";
import type { Player } from "./cast.ts";

/** What the demo's own process opens beside the services: few connections. */
export async function openBeside(
  options: Omit<DeploymentOptions, "maxConnections">,
): Promise<Deployment | "notEnrolled"> {
  try {
    return await openDeployment({ ...options, caseClock: "movable", maxConnections: 4 });
  } catch (error) {
    if (error instanceof DeploymentProblem && error.code !== "notMigrated") return "notEnrolled";
    throw error;
  }
}

/** The way every node comes to the federation: the hub's admin hands out a code, the node presents it. */
export async function enrolNode(
  hub: Deployment,
  hubUrl: string,
  { id: node, tenants }: Player,
  options: { readonly appUrl: string; readonly stateDir: string },
): Promise<void> {
  const { code } = await inviteNode(hub, { node, tenants });
  const db = connect(options.appUrl, { max: 1, name: "simpul-enrol" });
  try {
    const { stateDir } = options;
    const enrolment = await enrol({
      hubUrl,
      code,
      node,
      stateDir,
      db,
      now: Temporal.Now.instant(),
    });
    if (enrolment.outcome === "failed")
      throw new Error(`${node} could not enrol: ${enrolment.code}, ${enrolment.detail}`);
    await hub.book.refresh();
  } finally {
    await db.close();
  }
}
