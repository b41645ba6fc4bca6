import {
  adoptFiles,
  dropFile,
  evidencePolicyOf,
  insertAudit,
  knownUploads,
  settleOriginals,
  sweepAttachments,
  sweepUploads,
  tenantsToSettle,
  unnamedFiles,
  wholeOf,
  withScope,
} from "@simpul/db";
import { keepsOriginals } from "@simpul/domain";
import type { Context } from "../context.ts";

/** Uploads wait this long for the report that encloses them. */
const keptHours = 48;
/** A verb that found an upload in its last second has long written what it encloses. */
const graceHours = 1;
const atOnce = 100;

/**
 * Removes uploads that no report encloses, originals that are no evidence, files that nothing names, and pieces of uploads that nobody went on with. Run twice,
 * or killed in the middle and run again, it ends the same.
 */
export async function sweepFiles(ctx: Context): Promise<void> {
  const scope = wholeOf(ctx.here.tenants());
  const now = ctx.now();
  const at = text(now);
  await withScope(ctx.db, scope, async (tx) => {
    await adoptFiles(tx, ctx.scansFiles ? "pending" : "unscanned", at);
    const swept = await sweepAttachments(tx, text(now.subtract({ hours: keptHours })));
    for (const [tenant, uploads] of swept)
      await insertAudit(tx, tenant, at, {
        actor: "system",
        verb: "sweepUploads",
        outcome: "done",
        detail: { uploads },
      });
  });
  await settle(ctx, text(now.subtract({ hours: keptHours })), at);
  await dropUnnamed(ctx, text(now.subtract({ hours: keptHours + graceHours })));
  await dropPieces(ctx, at);
}

/** The category was not known at the upload: once it is verified, it decides whether the original is evidence. */
async function settle(ctx: Context, before: string, at: string): Promise<void> {
  const { categories } = ctx.reference;
  const tenants = await withScope(ctx.db, wholeOf(ctx.here.tenants()), (tx) =>
    tenantsToSettle(tx, before),
  );
  for (const tenant of tenants)
    await withScope(ctx.db, wholeOf([tenant]), async (tx) => {
      const policy = await evidencePolicyOf(tx, tenant);
      const known = categories().map(({ code }) => code);
      const kept = known.filter((code) => keepsOriginals(policy, code, categories()));
      const decided = { known, kept, keepsOthers: policy.keeps };
      for (const { report, hash } of await settleOriginals(tx, tenant, before, decided))
        await insertAudit(tx, tenant, at, {
          actor: "system",
          verb: "dropOriginal",
          outcome: "done",
          report,
          detail: { hash },
        });
    });
}

async function dropUnnamed(ctx: Context, before: string): Promise<void> {
  const tenants = ctx.here.tenants();
  const scope = wholeOf(tenants);
  for (;;) {
    const unnamed = await withScope(ctx.db, scope, (tx) =>
      unnamedFiles(tx, tenants, before, atOnce),
    );
    let dropped = 0;
    for (const blob of unnamed)
      await withScope(ctx.db, scope, async (tx) => {
        if ((await dropFile(tx, blob, tenants, before)) === "kept") return;
        // Before the commit: whoever claims the same file meanwhile waits for it, and then puts the bytes again.
        await ctx.blobs.remove(blob);
        dropped += 1;
      });
    if (unnamed.length < atOnce || dropped === 0) return;
  }
}

async function dropPieces({ db, here, uploadPieces }: Context, at: string): Promise<void> {
  const scope = wholeOf(here.tenants());
  await withScope(db, scope, (tx) => sweepUploads(tx, at));
  // A row is there before its first piece: pieces without one are of an upload that ended.
  const ids = await uploadPieces.list();
  const known = await withScope(db, scope, (tx) => knownUploads(tx, ids));
  for (const id of ids) if (!known.has(id)) await uploadPieces.dropAll(id);
}

const text = (instant: Temporal.Instant): string => instant.toString({ fractionalSecondDigits: 3 });
