import { verifyAudit } from "@simpul/casework";
import { connect, insertAudit, wholeOf, withScope } from "@simpul/db";
import { auditSignatures } from "@simpul/federation";
import { testFederation } from "../../../testkit/src/index.ts";
import { expect, inject, test, vi } from "vitest";
import { auditFigureOf } from "../../src/index.ts";
import { startSealer } from "../../src/jobs/seal-audit.ts";

test("seals by itself, logs what it signed, goes on after a fault, and leaves nothing behind when it stops", async () => {
  const federation = await testFederation({ adminUrl: inject("adminUrl"), nodes: {} });
  const { deployment, urls } = federation.hub;
  const owner = connect(urls.owner, { max: 1 });
  const said: object[] = [];
  const faults: string[] = [];
  const log = {
    info: (event: string, fields: object) => void said.push({ event, ...fields }),
    error: (event: string) => void faults.push(event),
  };
  try {
    await withScope(deployment.db, wholeOf(["national"]), (tx) =>
      insertAudit(tx, "national", "2026-01-01T00:00:00.000Z", {
        actor: "system",
        verb: "test",
        outcome: "done",
      }),
    );
    const { auditUnsealedSeconds } = auditFigureOf(deployment);
    expect(await auditUnsealedSeconds()).toBeGreaterThan(86_400);
    await owner.pg`alter table simpul.audit_link rename to hidden`;
    const sealer = startSealer(deployment, urls.owner, log);
    await vi.waitFor(() => expect(faults).toContain("audit.sealFailed"), 10_000);
    await owner.pg`alter table simpul.hidden rename to audit_link`;
    await vi.waitFor(async () => expect(await auditUnsealedSeconds()).toBe(0), {
      timeout: 20_000,
      interval: 100,
    });
    await sealer.stop();
    const verdict = await verifyAudit(deployment.ctx, "national", auditSignatures(deployment).open);
    expect(verdict).toMatchObject({ outcome: "intact", checkpoints: 1 });
    if (verdict.outcome === "intact")
      expect(said).toContainEqual({
        event: "audit.checkpoint",
        tenant: "national",
        ...verdict.head,
      });
    const left = await owner.pg`
      select from pg_stat_activity where datname = current_database() and application_name = 'simpul-sealer'`;
    expect(left).toHaveLength(0);
  } finally {
    await owner.close();
    await federation.close();
  }
});
