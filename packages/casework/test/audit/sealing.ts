import { connect, insertAudit, wholeOf, withScope } from "@simpul/db";
import type { Database } from "@simpul/db";
import { generateSigningKey, openAuditCheckpoint, signAuditCheckpoint } from "@simpul/protocol";
import { testDeployment } from "../../../testkit/src/index.ts";
import { afterAll, beforeAll, inject } from "vitest";
import { sealAudit, verifyAudit } from "../../src/index.ts";
import type { Context, Sealer } from "../../src/index.ts";

export interface Suite {
  readonly ctx: Context;
  readonly clock: Awaited<ReturnType<typeof testDeployment>>["clock"];
  /** As each role: the one that serves, the worker, and the owner whom nothing holds. */
  readonly app: Database;
  readonly worker: Database;
  readonly owner: Database;
  readonly sealer: Sealer;
  write(tenant: string, verb?: string, report?: string): Promise<void>;
  /** Seals until nothing is left. */
  seal(): Promise<void>;
  verify(tenant: string): ReturnType<typeof verifyAudit>;
  another(): Database;
}

/** A node of three tenants, whose sealer is called by hand. */
export function sealing(): Suite {
  let deployment: Awaited<ReturnType<typeof testDeployment>>;
  const opened: Database[] = [];
  const open = (url: string, max: number): Database => {
    const db = connect(url, { max });
    opened.push(db);
    return db;
  };
  let worker: Database;
  let owner: Database;
  let sealer: Sealer;
  let verify: Suite["verify"];
  beforeAll(async () => {
    deployment = await testDeployment({ adminUrl: inject("adminUrl"), kind: "node", max: 6 });
    worker = open(deployment.urls.worker, 2);
    owner = open(deployment.urls.owner, 3);
    const key = await generateSigningKey();
    const { ctx } = deployment;
    sealer = {
      db: worker,
      tenants: () => ctx.here.tenants(),
      now: () => ctx.now(),
      sign: (covered) => signAuditCheckpoint({ iss: "urn:simpul:node:kaltim", ...covered }, key),
    };
    verify = (tenant) =>
      verifyAudit(ctx, tenant, async (jws) => {
        const found = await openAuditCheckpoint(jws, (kid) =>
          kid === key.kid ? key.publicJwk : undefined,
        );
        return found.outcome === "opened" ? found.checkpoint : "forged";
      });
  });
  afterAll(async () => {
    await Promise.all(opened.map((each) => each.close()));
    await deployment.close();
  });
  return {
    get ctx() {
      return deployment.ctx;
    },
    get clock() {
      return deployment.clock;
    },
    get app() {
      return deployment.db;
    },
    get worker() {
      return worker;
    },
    get owner() {
      return owner;
    },
    get sealer() {
      return sealer;
    },
    async write(tenant, verb = "test", report) {
      const at = deployment.ctx.now().toString({ fractionalSecondDigits: 3 });
      await withScope(deployment.db, wholeOf([tenant]), (tx) =>
        insertAudit(tx, tenant, at, {
          actor: "system",
          verb,
          outcome: "done",
          ...(report === undefined ? {} : { report }),
        }),
      );
    },
    async seal() {
      while ((await sealAudit(sealer)) !== 0);
    },
    verify: (tenant) => verify(tenant),
    another: () => open(deployment.urls.worker, 1),
  };
}
