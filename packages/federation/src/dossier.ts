import type { Actor } from "@simpul/access";
import { failed, readReferred } from "@simpul/casework";
import type { ComposeDossier, Referred, Result } from "@simpul/casework";
import { nodeUrn } from "@simpul/domain";
import type { Deployment } from "./deployment.ts";
import { exportReport } from "./export.ts";
import type { Archive, ExportOptions } from "./export.ts";
import { surroundingsOf } from "./export-surroundings.ts";

/** Two events in a row between reading and exporting are rare; five times means that something else is wrong. */
const attempts = 5;

/**
 * The dossier of a referred report: its export, with what a person and the office's system read, all of one moment. The files
 * that it adds are the same bytes as long as nothing happens in the case. Refused as `readReferred` and `exportReport`
 * refuse; `busy` while the report goes on being written to, or where the calendar of the referral never came.
 * @param typed an id or a tracking id
 */
export async function exportDossier(
  deployment: Deployment,
  actor: Actor & { tenant: string },
  typed: string,
  compose: ComposeDossier,
  audited: ExportOptions["audited"] = "export",
): Promise<Result<Archive>> {
  const { keyring, node } = deployment;
  const now = deployment.ctx.now();
  const ctx = { ...deployment.ctx, now: () => now };
  let read = await readReferred(ctx, actor, typed, "no", "export");
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    if (read.outcome === "failed") return read;
    const before = read.value;
    const then = await surroundingsOf(deployment, before);
    if (then === "missing") return failed("busy");
    const attached = await compose(before, {
      ...then,
      by: nodeUrn(node),
      root: keyring.root?.kid ?? "",
    });
    const archive = await exportReport({ ...deployment, ctx }, actor, typed, {
      kind: "dossier",
      attached,
      audited,
    });
    if (archive.outcome === "failed") return archive;
    read = await readReferred(ctx, actor, typed, "no");
    // Events are only ever added: as many as before are the same.
    if (read.outcome === "done" && isSame(read.value, before)) return archive;
  }
  return failed("busy");
}

const isSame = (one: Referred, other: Referred): boolean =>
  one.steps.length === other.steps.length && one.contents.size === other.contents.size;
