import type { Actor, StaffRole } from "@simpul/access";
import type { DedupKey } from "@simpul/db";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { blockSender, listBlockedSenders, receive, unblockSender } from "../../src/index.ts";
import type { ReceiveInput } from "../../src/index.ts";
import { testDeployment } from "../../../testkit/src/index.ts";
import type { Deployment } from "../../../testkit/src/index.ts";

let deployment: Deployment;
beforeAll(async () => {
  deployment = await testDeployment({ adminUrl: inject("adminUrl"), kind: "node" });
});
afterAll(() => deployment.close());

const tenant = "64.71";
const officer = (role: StaffRole, at = tenant): Actor & { kind: "staff" } => ({
  kind: "staff",
  id: "7",
  tenant: at,
  roles: [{ role, tenant: at, reach: "self", unit: "dpu" }],
  isFresh: true,
});
const admin = officer("tenantAdmin");

const send = (
  input: Omit<ReceiveInput, "text">,
  at = tenant,
  sender?: string,
  dedup: readonly DedupKey[] = [],
) =>
  receive(
    deployment.ctx,
    { kind: "channel", id: "ch_x", tenant: at },
    { text: "Jalan berlubang", ...input },
    {
      channel: "generic",
      channelId: "ch_x",
      dedup,
      by: "reporter",
      ...(sender === undefined ? {} : { sender: { kind: "channelUser" as const, value: sender } }),
    },
  );
const code = async (sent: ReturnType<typeof send>) => {
  const result = await sent;
  return result.outcome === "done" ? result.value.outcome : result.code;
};

async function block(of: Parameters<typeof blockSender>[2]["of"], days = 30) {
  const result = await blockSender(deployment.ctx, admin, { of, reason: "spam", days });
  return result.outcome === "done" ? result.value : expect.unreachable(result.code);
}

describe("a blocked sender", () => {
  test("is refused in every spelling, with the reason and the end, and nothing is stored", async () => {
    await block({ kind: "phone", value: "+62 812-3456-789" });
    const refused = await send({ contact: { phone: "0812 3456 789" } });
    expect(refused).toMatchObject({
      code: "senderBlocked",
      blocked: { reason: "spam", until: "2026-04-01T01:00:00.000Z" },
    });
    expect(await code(send({ contact: { phone: "00628123456789" } }))).toBe("senderBlocked");
    expect(await code(send({ contact: { phone: "08123456780" } }))).toBe("received");
    const rows = await deployment.asSuperuser().db.pg`select * from simpul.blocked_sender`;
    expect(JSON.stringify(rows)).not.toMatch(/8123456789|3456/);
  });

  test("is another tenant's reporter as before", async () => {
    await block({ kind: "email", value: "Warga@Contoh.id" });
    expect(await code(send({ contact: { email: "warga@contoh.id" } }))).toBe("senderBlocked");
    expect(await code(send({ contact: { email: "warga@contoh.id" } }, "64.02"))).toBe("received");
  });

  test("is answered as before about what was taken in before the block", async () => {
    const contact = { email: "dulu@contoh.id" };
    const dedup = [{ source: "channel:ch_x", key: "msg_1", digest: "d" }];
    const first = await send({ contact }, tenant, undefined, dedup);
    await block({ kind: "email", value: "dulu@contoh.id" });
    expect(await send({ contact }, tenant, undefined, dedup)).toMatchObject({
      value: { outcome: "duplicate", id: first.outcome === "done" ? first.value.id : "" },
    });
    expect(await code(send({ contact }))).toBe("senderBlocked");
  });

  test("may still report a wrong without a name", async () => {
    await block({ kind: "email", value: "saksi@contoh.id" });
    const contact = { email: "saksi@contoh.id" };
    expect(await code(send({ contact, class: "whistleblowing" }))).toBe("senderBlocked");
    expect(await code(send({ contact, class: "whistleblowing", anonymous: true }))).toBe(
      "received",
    );
    expect(await code(send({ class: "whistleblowing" }))).toBe("received");
  });

  test("is known by the channel's own name for them", async () => {
    await block({ kind: "channelUser", value: "ch_x/628111" });
    expect(await code(send({}, tenant, "ch_x/628111"))).toBe("senderBlocked");
    expect(await code(send({}, tenant, "ch_x/628112"))).toBe("received");
  });

  test("is blocked by a report that is at hand, so that no officer sees who it is", async () => {
    const contact = { phone: "0813 1111 2222", email: "iseng@contoh.id" };
    const first = await send({ contact });
    if (first.outcome === "failed") expect.unreachable(first.code);
    else expect(await block({ report: first.value.trackingId })).toHaveLength(2);
    expect(await code(send({ contact: { phone: contact.phone } }))).toBe("senderBlocked");
    expect(await code(send({ contact: { email: contact.email } }))).toBe("senderBlocked");
    const nobody = await send({});
    if (nobody.outcome === "failed") return expect.unreachable(nobody.code);
    const none = await blockSender(deployment.ctx, admin, {
      of: { report: nobody.value.id },
      reason: "spam",
      days: 1,
    });
    expect(none).toMatchObject({ code: "noContact" });
  });

  test("is free again at the end of the block, without any job, and as soon as somebody lifts it", async () => {
    const contact = { email: "sementara@contoh.id" };
    const [row] = await block({ kind: "email", value: contact.email }, 1);
    expect(await code(send({ contact }))).toBe("senderBlocked");
    deployment.clock.advance({ hours: 24 });
    expect(await code(send({ contact }))).toBe("received");
    await block({ kind: "email", value: contact.email });
    expect(await code(send({ contact }))).toBe("senderBlocked");
    const lifted = await unblockSender(deployment.ctx, admin, { id: row?.id ?? "" });
    expect(lifted.outcome).toBe("done");
    expect(await code(send({ contact }))).toBe("received");
  });

  test("is blocked in another process within seconds", async () => {
    const contact = { email: "lain@contoh.id" };
    await block({ kind: "email", value: contact.email });
    const other = deployment.anotherProcess(1);
    const source = { channel: "generic", channelId: "ch_x", dedup: [], by: "reporter" } as const;
    const sent = await receive(
      other,
      { kind: "channel", id: "ch_x", tenant },
      { text: "Lagi", contact },
      source,
    );
    expect(sent).toMatchObject({ code: "senderBlocked" });
  });
});

describe("blocking", () => {
  test("is for who manages senders, at their own tenant, and leaves an entry in the audit", async () => {
    const { ctx } = deployment;
    const input = { of: { kind: "phone", value: "0899" }, reason: "abuse", days: 1 } as const;
    for (const role of ["liaison", "unitHead", "inspectorate", "auditor"] as const)
      expect(await blockSender(ctx, officer(role), input)).toMatchObject({ code: "forbidden" });
    expect(await listBlockedSenders(ctx, officer("liaison"))).toMatchObject({ code: "forbidden" });
    const blocked = await blockSender(ctx, admin, input);
    const [row] = blocked.outcome === "done" ? blocked.value : [];
    const elsewhere = officer("tenantAdmin", "64.02");
    expect(await unblockSender(ctx, elsewhere, { id: row?.id ?? "" })).toMatchObject({
      code: "notFound",
    });
    expect(await listBlockedSenders(ctx, elsewhere)).toEqual({ outcome: "done", value: [] });
    const listed = await listBlockedSenders(ctx, admin);
    if (listed.outcome === "failed") return expect.unreachable(listed.code);
    expect(listed.value.find(({ id }) => id === row?.id)).toMatchObject({
      kind: "phone",
      reason: "abuse",
      blockedBy: "staff:7",
    });
    const audit = await deployment.asSuperuser().db.pg<{ verb: string; detail: unknown }[]>`
      select verb, detail from simpul.audit where verb = 'blockSender' order by id desc limit 1`;
    expect(JSON.stringify(audit)).toContain(row?.id);
    expect(JSON.stringify(audit)).not.toContain("0899");
  });

  test("somebody else's report blocks nobody", async () => {
    const sent = await send({ contact: { email: "milik-lain@contoh.id" } }, "64.02");
    if (sent.outcome === "failed") return expect.unreachable(sent.code);
    const result = await blockSender(deployment.ctx, admin, {
      of: { report: sent.value.id },
      reason: "spam",
      days: 1,
    });
    expect(result).toMatchObject({ code: "notFound" });
  });
});
