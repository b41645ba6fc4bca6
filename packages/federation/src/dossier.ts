import type { Actor } from "@simpul/access";
import { failed, readReferred } from "@simpul/casework";
import type { ComposeDossier, Referred, Result } from "@simpul/casework";
import { nodeUrn } from "@simpul/domain";
import type { Deployment } from "./deployment.ts";
import { exportReport } from "./export.ts";
import type { Archive } from "./export.ts";

/** Two events in a row between reading and exporting are rare; five times means that something else is wrong. */
const attempts = 5;

/**
 * The dossier of a referred report: its export, with what a person and the office's system read, all of one moment. Refused as
 * `readReferred` and `exportReport` refuse; `busy` while the report goes on being written to, or where no signed calendar
 * and policy have come yet.
 * @param typed an id or a tracking id
 */
export async function exportDossier(
  deployment: Deployment,
  actor: Actor & { tenant: string },
  typed: string,
  compose: ComposeDossier,
): Promise<Result<Archive>> {
  const { reference, keyring, node } = deployment;
  const now = deployment.ctx.now();
  const ctx = { ...deployment.ctx, now: () => now };
  const [calendar, policy] = [reference.jws("calendar"), reference.jws("policy")];
  let read = await readReferred(ctx, actor, typed, "no");
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    if (read.outcome === "failed") return read;
    if (calendar === undefined || policy === undefined) return failed("busy");
    const before = read.value;
    const attached = await compose(before, {
      ctx,
      madeAt: now.toString({ fractionalSecondDigits: 3 }),
      by: nodeUrn(node),
      root: keyring.root?.kid ?? "",
      signed: { calendar, policy },
    });
    const archive = await exportReport({ ...deployment, ctx }, actor, typed, {
      kind: "dossier",
      attached,
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
