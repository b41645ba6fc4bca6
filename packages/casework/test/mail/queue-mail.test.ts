import { withScope, wholeOf } from "@simpul/db";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";
import { testDeployment } from "../../../testkit/src/index.ts";
import type { Deployment } from "../../../testkit/src/index.ts";
import { queueMail } from "../../src/index.ts";

let node: Deployment;
const city = "64.71";

beforeAll(async () => {
  node = await testDeployment({ adminUrl: inject("adminUrl"), kind: "node" });
});
afterAll(() => node.close());
afterEach(async () => {
  await node.asSuperuser().db.pg`truncate simpul.mail`;
});

const queue = (to: string) =>
  withScope(node.db, wholeOf([city]), (tx) =>
    queueMail(node.ctx, tx, {
      tenant: city,
      to,
      template: "reporterCode",
      parameters: { trackingId: "SP-2026-CANARY", code: "48151623", minutes: 10 },
    }),
  );

const rows = () =>
  node.asSuperuser().db.pg<
    { whole: string; state: string; failure: string | null; sealed: string | null }[]
  >`
    select row_to_json(m)::text as whole, state, failure, sealed from simpul.mail m`;

describe("a mail that waits", () => {
  test("holds its address and its code sealed, and nowhere else", async () => {
    await queue("rahmawati@warga.example");
    const [row] = await rows();
    expect(row?.whole).not.toMatch(/rahmawati|warga\.example|48151623|CANARY/);
    expect(row).toMatchObject({ state: "queued", failure: null });
    expect(JSON.parse(await node.ctx.vault.open(row?.sealed ?? ""))).toEqual({
      to: "rahmawati@warga.example",
      parameters: { trackingId: "SP-2026-CANARY", code: "48151623", minutes: 10 },
    });
  });

  test.each([
    "a@b.example\r\nBcc: all@b.example",
    "a@b.example, c@b.example",
    "Somebody <a@b.example>",
    "a@b.example\u0000",
    "@b.example",
    "a b@c.example",
    `${"a".repeat(250)}@b.example`,
    "",
  ])("is not made for what is no address: %j", async (address) => {
    await queue(address);
    const [row] = await rows();
    expect(row).toMatchObject({ state: "suppressed", failure: "badAddress", sealed: null });
  });

  test("is gone with the transaction that wanted it", async () => {
    await expect(
      withScope(node.db, wholeOf([city]), async (tx) => {
        await queueMail(node.ctx, tx, {
          tenant: city,
          to: "a@b.example",
          template: "signInLink",
          parameters: { name: "A", path: "/x", minutes: 15 },
        });
        throw new Error("changed its mind");
      }),
    ).rejects.toThrow("changed its mind");
    expect(await rows()).toEqual([]);
  });

  test("is not queued in the name of a foreign tenant", async () => {
    await expect(
      withScope(node.db, wholeOf(["64.02"]), (tx) =>
        queueMail(node.ctx, tx, {
          tenant: city,
          to: "a@b.example",
          template: "signInLink",
          parameters: { name: "A", path: "/x", minutes: 15 },
        }),
      ),
    ).rejects.toThrow(/row-level security/);
  });
});
