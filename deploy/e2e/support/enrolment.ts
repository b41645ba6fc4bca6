import { connect } from "@simpul/db";
import { enrol } from "@simpul/federation";
import type { Site } from "./site.ts";

/** The node presents its one-time code, as `simpul node enrol` does. */
export async function enrolNode(node: Site, hubUrl: string, code: string): Promise<void> {
  const db = connect(node.databases.app, { max: 1, name: "e2e-enrol" });
  try {
    const { id, stateDir } = node;
    const enrolment = await enrol({
      hubUrl,
      code,
      node: id,
      stateDir,
      db,
      now: Temporal.Now.instant(),
    });
    if (enrolment.outcome === "failed")
      throw new Error(`${id} could not enrol: ${enrolment.code}, ${enrolment.detail}`);
  } finally {
    await db.close();
  }
}
