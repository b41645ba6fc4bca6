import { readReport, verbs } from "@simpul/casework";
import { upsertNode, readNodes } from "@simpul/db";
import { composeTrackingId, tenantUrn } from "@simpul/domain";
import { publishDirectory } from "@simpul/federation";
import { generateSigningKey, signDirectory, signReceipt } from "@simpul/protocol";
import type { DirectoryKey } from "@simpul/protocol";
import type { Federation, NodeMember } from "@simpul/testkit";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { longestStream } from "../src/chain.ts";
import * as shapes from "../src/event-shapes.ts";
import { settle } from "../src/settle.ts";
import {
  answer,
  craft,
  expectHealed,
  forwarded,
  intake,
  item,
  key,
  newReport,
  nodeOf,
  openFederation,
  posted,
  received,
  rows,
  signerOf,
  stateAt,
  tenantsOf,
  until,
  value,
} from "./support.ts";

/** A version before one of its events was known: `older` names what it does not know. */
const older = new Set<string>();
vi.mock("../src/event-shapes.ts", async (original) => {
  const real = await original<typeof shapes>();
  const readType: typeof real.readType = (payload) => {
    const type = real.readType(payload);
    return older.has(type) ? "unknownType" : type;
  };
  return { ...real, readType };
});

let federation: Federation;
let mallory: NodeMember;
beforeAll(async () => {
  federation = await openFederation({
    nodes: { kaltim: tenantsOf("64.71"), diy: tenantsOf("34.04"), mallory: tenantsOf("21.71") },
  });
  nodeOf(federation, "kaltim").startConversation();
  nodeOf(federation, "diy").startConversation();
  mallory = nodeOf(federation, "mallory");
}, 60_000);
beforeEach(() => older.clear());
afterEach(() => federation.path.rule());
afterAll(() => federation?.close());

const hub = () => federation.hub.deployment.ctx;
const by = () => signerOf(mallory.deployment);
let position = 0;
const next = () => (position += 1);
const at = (crafted: Parameters<typeof item>[1], to?: string) => item(next(), crafted, to);
const said = ({
  verdict,
  code,
  permanent,
}: {
  verdict: string;
  code?: string;
  permanent?: boolean;
}) => [verdict, code, permanent];

async function refusal(crafted: Parameters<typeof item>[1], to?: string): Promise<unknown[]> {
  const [verdict] = await posted(federation, mallory, [at(crafted, to)]);
  if (verdict === undefined) throw new Error("no verdict");
  return said(verdict);
}

describe("the order in which events come", () => {
  it("does not matter within a batch nor across batches", async () => {
    const report = newReport();
    const one = await craft(by(), { tenant: "21.71", report, type: "received", data: intake() });
    const two = await craft(by(), {
      tenant: "21.71",
      report,
      type: "tightened",
      seq: 2,
      prev: one.hash,
      data: { by: "institution", flags: { anonymous: true, secret: false } },
    });
    const three = await craft(by(), {
      tenant: "21.71",
      report,
      type: "tightened",
      seq: 3,
      prev: two.hash,
      data: { by: "institution", flags: { anonymous: true, secret: true } },
    });
    expect((await posted(federation, mallory, [at(three)])).map(said)).toEqual([
      ["parked", "early", undefined],
    ]);
    expect((await posted(federation, mallory, [at(three)])).map(said)).toEqual([
      ["parked", "early", undefined],
    ]);
    const both = await posted(federation, mallory, [at(two), at(one)]);
    expect(both.map((v) => v.verdict)).toEqual(["accepted", "accepted"]);
    expect(both[0]?.head).toEqual({ seq: 3, hash: three.hash });
    expect((await posted(federation, mallory, [at(three), at(one)])).map((v) => v.verdict)).toEqual(
      ["duplicate", "duplicate"],
    );
    await expectHealed(federation, [report], ["mallory"]);
  });

  it("does not matter when the same batch comes many times at once", async () => {
    const report = newReport();
    const one = await craft(by(), { tenant: "21.71", report, type: "received", data: intake() });
    const batch = [at(one)];
    const verdicts = await Promise.all(
      Array.from({ length: 8 }, () => posted(federation, mallory, batch)),
    );
    expect(verdicts.flat().filter((v) => v.verdict === "accepted")).toHaveLength(1);
    expect(verdicts.flat().filter((v) => v.verdict === "duplicate")).toHaveLength(7);
    await expectHealed(federation, [report], ["mallory"]);
  });
});

describe("a malicious node", () => {
  it("that signs one place in its stream twice is refused, both versions are kept, and the stream goes on", async () => {
    const report = newReport();
    const one = await craft(by(), { tenant: "21.71", report, type: "received", data: intake() });
    const other = await craft(by(), { tenant: "21.71", report, type: "received", data: intake() });
    const two = await craft(by(), {
      tenant: "21.71",
      report,
      type: "withdrawn",
      seq: 2,
      prev: one.hash,
      data: { by: "reporter" },
    });
    expect(await refusal(one)).toEqual(["accepted", undefined, undefined]);
    expect(await refusal(other)).toEqual(["rejected", "equivocation", true]);
    expect(await refusal(other)).toEqual(["rejected", "equivocation", true]);
    expect(await refusal(two)).toEqual(["accepted", undefined, undefined]);
    const kept = await rows<{ hash: string }>(
      federation.hub,
      `select hash from simpul.equivocation where report = '${report}'`,
    );
    expect(kept.map((k) => k.hash)).toEqual([other.hash]);
    const raised = federation.hub.alarms.filter(
      (a) => a.alarm === "equivocation" && a.fields["hash"] === other.hash,
    );
    expect(raised).toHaveLength(1);
    await expectHealed(federation, [report], ["mallory"]);
  });

  it("that parks two versions of one event has the later one found out when their turn comes", async () => {
    const report = newReport();
    const one = await craft(by(), { tenant: "21.71", report, type: "received", data: intake() });
    const two = await craft(by(), {
      tenant: "21.71",
      report,
      type: "withdrawn",
      seq: 2,
      prev: one.hash,
      data: { by: "reporter" },
    });
    const fork = await craft(by(), {
      tenant: "21.71",
      report,
      type: "tightened",
      seq: 2,
      prev: one.hash,
      data: { by: "reporter", flags: { anonymous: true, secret: true } },
    });
    await posted(federation, mallory, [at(two)]);
    await posted(federation, mallory, [at(fork)]);
    await posted(federation, mallory, [at(one)]);
    expect(
      await rows(federation.hub, `select 1 from simpul.equivocation where report = '${report}'`),
    ).toHaveLength(1);
    await expectHealed(federation, [report], ["mallory"]);
  });

  it("writes no stream of a tenant that it does not host, and nobody else's under its own key", async () => {
    const data = intake();
    const foreign = await craft(by(), {
      tenant: "64.71",
      report: newReport(),
      type: "received",
      data,
    });
    // Today's host is another: the tenant may have moved, so its words are asked for again.
    expect(await refusal(foreign)).toEqual(["rejected", "notItsStream", false]);
    const nobodys = await craft(by(), {
      tenant: "99.99",
      report: newReport(),
      type: "received",
      data,
    });
    expect(await refusal(nobodys)).toEqual(["rejected", "notItsStream", true]);
    const asOther = await craft(
      { ...by(), node: "kaltim" },
      { tenant: "64.71", report: newReport(), type: "received", data },
    );
    expect(await refusal(asOther)).toEqual(["rejected", "wrongSigner", true]);
    const genuine = await craft(signerOf(nodeOf(federation, "kaltim").deployment), {
      tenant: "64.71",
      report: newReport(),
      type: "received",
      data,
    });
    expect(await refusal(genuine)).toEqual(["rejected", "notItsStream", true]);
    const unknown = await craft(
      { node: "mallory", key: await generateSigningKey() },
      { tenant: "21.71", report: newReport(), type: "received", data },
    );
    expect(await refusal(unknown)).toEqual(["rejected", "unknownKey", true]);
    const elsewhere = await craft(by(), {
      tenant: "21.71",
      report: newReport(),
      type: "received",
      data,
    });
    expect(await refusal(elsewhere, "64.71")).toEqual(["rejected", "notForUs", true]);
    const [payload, signature] = [elsewhere.jws.split("."), genuine.jws.split(".")[2]];
    expect(
      await refusal({ ...elsewhere, jws: `${payload[0]}.${payload[1]}.${signature}` }),
    ).toEqual(["rejected", "badSignature", true]);
  });

  it("writes into no report to which its tenant is no party", async () => {
    const known = await received(hub(), "national");
    const withdrawn = await craft(by(), {
      tenant: "21.71",
      report: known,
      type: "withdrawn",
      data: { by: "reporter" },
    });
    expect(await refusal(withdrawn)).toEqual(["rejected", "notAParty", true]);
    const tightened = await craft(by(), {
      tenant: "21.71",
      report: known,
      type: "tightened",
      data: { by: "institution", flags: { anonymous: true, secret: true } },
    });
    expect(await refusal(tightened)).toEqual(["rejected", "notAParty", true]);
    expect(value(await readReport(hub(), key("national"), known)).state).toBe("received");
    // To a hub that was restored from a backup its own forwarding would be news: what rests on it waits for it.
    const later = await craft(by(), {
      tenant: "21.71",
      report: known,
      type: "accepted",
      data: { by: "institution" },
      seen: { national: { seq: 2, hash: tightened.hash } },
    });
    expect(await refusal(later)).toEqual(["parked", "early", undefined]);
    await rows(federation.hub, `delete from simpul.parked where report = '${known}'`);
  });

  it("leaves nothing behind by posting nothing", async () => {
    const given = () =>
      rows(federation.hub, "select 1 from federation.receipt where peer = 'mallory'");
    const before = (await given()).length;
    expect(await posted(federation, mallory, [])).toEqual([]);
    expect((await given()).length).toBe(before);
  });

  it("can say so much in one report and no more", async () => {
    const report = newReport();
    let last = await craft(by(), { tenant: "21.71", report, type: "received", data: intake() });
    const all = [last];
    for (let seq = 2; seq <= longestStream + 1; seq += 1) {
      last = await craft(by(), {
        tenant: "21.71",
        report,
        type: "replied",
        seq,
        prev: last.hash,
        data: { by: "reporter" },
      });
      all.push(last);
    }
    const verdicts = [];
    for (let from = 0; from < all.length; from += 100)
      verdicts.push(
        ...(await posted(
          federation,
          mallory,
          all.slice(from, from + 100).map((e) => at(e)),
        )),
      );
    expect(verdicts.filter((v) => v.verdict === "accepted")).toHaveLength(longestStream);
    expect(verdicts.slice(-1).map(said)).toEqual([["rejected", "tooManyWords", false]]);
  });

  it("takes over no report by an intake of its own", async () => {
    const known = await received(hub(), "national");
    const crafted = await craft(by(), {
      tenant: "21.71",
      report: known,
      type: "received",
      data: intake(),
    });
    expect(await refusal(crafted)).toEqual(["rejected", "foreignIntake", true]);
    await expectHealed(federation, [known], ["mallory"]);
  });

  it("gets a clear verdict for a tracking id that another report has", async () => {
    const trackingId = composeTrackingId(crypto.getRandomValues(new Uint8Array(12)));
    const mine = newReport();
    expect(
      await refusal(
        await craft(by(), {
          tenant: "21.71",
          report: mine,
          type: "received",
          data: intake(trackingId),
        }),
      ),
    ).toEqual(["accepted", undefined, undefined]);
    const thief = await craft(by(), {
      tenant: "21.71",
      report: newReport(),
      type: "received",
      data: intake(trackingId),
    });
    expect(await refusal(thief)).toEqual(["rejected", "trackingIdTaken", true]);
    await expectHealed(federation, [mine], ["mallory"]);
  });

  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ["no member that it needs", { trackingId: undefined }, {}],
    ["a mistyped tracking id", { trackingId: "0000-0000-0000-1" }, {}],
    ["an unknown channel", { channel: "carrier-pigeon" }, {}],
    ["an intake in a later epoch", {}, { epoch: 7 }],
    ["an epoch beyond every column", {}, { epoch: 2 ** 40 }],
  ])("is refused for good with %s", async (_, data, event) => {
    const crafted = await craft(by(), {
      tenant: "21.71",
      report: newReport(),
      type: "received",
      data: { ...intake(), ...data },
      ...event,
    });
    expect(await refusal(crafted)).toEqual(["rejected", "malformedEvent", true]);
  });

  it("is refused with an absurd place in a stream, and holds no more than a bounded number of early ones", async () => {
    const report = newReport();
    const prev = "A".repeat(42) + "A";
    const far = await craft(by(), {
      tenant: "21.71",
      report,
      type: "withdrawn",
      seq: 2 ** 50,
      prev,
      data: { by: "reporter" },
    });
    expect(await refusal(far)).toEqual(["rejected", "tooFarAhead", false]);
    const early = await Promise.all(
      Array.from({ length: 300 }, (_, i) =>
        craft(by(), {
          tenant: "21.71",
          report,
          type: "withdrawn",
          seq: i + 2,
          prev,
          data: { by: "reporter" },
        }),
      ),
    );
    const verdicts = [];
    for (let i = 0; i < 300; i += 100)
      verdicts.push(
        ...(await posted(
          federation,
          mallory,
          early.slice(i, i + 100).map((e) => at(e)),
        )),
      );
    expect(verdicts.filter((v) => v.verdict === "parked")).toHaveLength(256);
    expect(
      verdicts.filter((v) => v.code === "tooManyParked" && v.permanent === false),
    ).toHaveLength(44);
    await rows(federation.hub, `delete from simpul.parked where report = '${report}'`);
  });

  it("that writes ahead of time is asked to come again when it is time", async () => {
    const ahead = (seconds: number) =>
      Temporal.Now.instant().add({ seconds }).toString({ fractionalSecondDigits: 3 });
    const written = (time: string) =>
      craft(by(), { tenant: "21.71", report: newReport(), type: "received", data: intake(), time });
    expect(await refusal(await written("9998-01-01T00:00:00.000Z"))).toEqual([
      "rejected",
      "clockSkew",
      false,
    ]);
    expect(await refusal(await written(ahead(330)))).toEqual(["rejected", "clockSkew", false]);
    expect(await refusal(await written(ahead(270)))).toEqual(["accepted", undefined, undefined]);
  });

  it("that names a directory which nobody has seen is asked to come again, for a hub may have been restored", async () => {
    const crafted = await craft(by(), {
      tenant: "21.71",
      report: newReport(),
      type: "received",
      data: intake(),
      directory: 1_000_000,
    });
    expect(await refusal(crafted)).toEqual(["rejected", "directoryBehind", false]);
  });

  it("stops nobody else's reports with a poison event in the same batch", async () => {
    const good = newReport();
    const poison = await craft(by(), {
      tenant: "21.71",
      report: newReport(),
      type: "received",
      data: { ...intake(), trackingId: 7 },
    });
    const fine = await craft(by(), {
      tenant: "21.71",
      report: good,
      type: "received",
      data: intake(),
    });
    const verdicts = await posted(federation, mallory, [
      at(poison),
      { ...at(fine), jws: fine.jws },
      at({ ...fine, jws: `${fine.jws.slice(0, -8)}AAAAAAAA` }),
    ]);
    expect(verdicts.map((v) => v.verdict)).toEqual(["rejected", "accepted", "rejected"]);
    await expectHealed(federation, [good], ["mallory"]);
  });

  it("marks nothing with a receipt that is replayed, of another feed, or over rows that it was not given", async () => {
    const id = await forwarded(federation, "21.71");
    const waiting = () =>
      rows<{ hash: string; position: string }>(
        federation.hub,
        `select e.hash, f.position from simpul.feed f
      join simpul.event e using (tenant, report, writer, seq) where f.peer = 'mallory' and f.report = '${id}' and f.delivered_at is null order by f.position`,
      );
    const given = await until(async () => {
      const found = await waiting();
      return found.length >= 3 ? found : undefined;
    }, "the feed");
    const [head] = await rows<{ generation: string }>(
      federation.hub,
      "select generation from federation.feed_head where peer = 'mallory'",
    );
    const receipt = (
      hashes: string[],
      batch: { generation?: string; from?: number; to?: number } = {},
    ) =>
      signReceipt(
        {
          iss: "urn:simpul:node:mallory",
          aud: "urn:simpul:node:hub",
          time: Temporal.Now.instant().toString({ fractionalSecondDigits: 3 }),
          batch: { generation: head?.generation ?? "", from: 0, to: 1_000_000, ...batch },
          verdicts: hashes.map((hash) => ({ hash, verdict: "accepted" as const })),
        },
        mallory.deployment.keyring.signing,
      );
    const all = given.map((row) => row.hash);
    await settle(
      federation.hub.deployment,
      "mallory",
      await receipt(all, { generation: "another" }),
    );
    await settle(federation.hub.deployment, "mallory", await receipt(["A".repeat(43)]));
    expect(await waiting()).toHaveLength(given.length);
    expect(await settle(federation.hub.deployment, "kaltim", await receipt(all))).toBe("refused");
    const first = await receipt(all.slice(0, 1), { to: Number(given[0]?.position) });
    await settle(federation.hub.deployment, "mallory", first);
    await settle(federation.hub.deployment, "mallory", first);
    expect(await waiting()).toHaveLength(given.length - 1);
  });

  it("settles one event for two tenants of a node by its place in the batch", async () => {
    const id = await forwarded(federation, "21.71");
    const open = () =>
      rows<{ hash: string; position: string; to_tenant: string }>(
        federation.hub,
        `select e.hash, f.position, f.to_tenant from simpul.feed f join simpul.event e using (tenant, report, writer, seq)
         where f.peer = 'mallory' and f.report = '${id}' and f.delivered_at is null order by f.position`,
      );
    await until(async () => ((await open()).length >= 3 ? true : undefined), "the feed");
    await rows(
      federation.hub,
      `insert into simpul.feed (tenant, peer, position, to_tenant, report, writer, seq, stamped_at)
       select tenant, peer, position + 1000, '21', report, writer, seq, stamped_at from simpul.feed
       where peer = 'mallory' and report = '${id}' and seq = 1`,
    );
    const given = await open();
    const [head] = await rows<{ generation: string }>(
      federation.hub,
      "select generation from federation.feed_head where peer = 'mallory'",
    );
    const receipt = await signReceipt(
      {
        iss: "urn:simpul:node:mallory",
        aud: "urn:simpul:node:hub",
        time: Temporal.Now.instant().toString({ fractionalSecondDigits: 3 }),
        batch: {
          generation: head?.generation ?? "",
          from: Number(given[0]?.position),
          to: Number(given.at(-1)?.position),
        },
        verdicts: given.map(({ hash, to_tenant: to }) =>
          to === "21"
            ? { hash, verdict: "accepted" as const }
            : { hash, verdict: "rejected" as const, code: "conflict", permanent: false },
        ),
      },
      mallory.deployment.keyring.signing,
    );
    await settle(federation.hub.deployment, "mallory", receipt);
    expect((await open()).map((row) => row.to_tenant)).toEqual(["21.71", "21.71", "21.71"]);
  });
});

describe("an event of a type that this version does not know", () => {
  it("is receipted and parked with what follows it, and applied at the start after the upgrade", async () => {
    older.add("responded");
    const id = await forwarded(federation, "64.71");
    const { ctx } = nodeOf(federation, "kaltim").deployment;
    await stateAt(ctx, "64.71", id, "forwarded");
    const officer = key("64.71");
    value(await verbs.accept.run(ctx, officer, { report: id }, {}));
    value(await verbs.assign.run(ctx, officer, { report: id }, { unit: "dpu" }));
    value(
      await verbs.respond.run(
        ctx,
        officer,
        { report: id },
        { kind: "initial", text: "Kami tinjau" },
      ),
    );
    value(await verbs.respond.run(ctx, officer, { report: id }, { kind: "done", text: "Selesai" }));
    const parked = () =>
      rows<{ reason: string }>(
        federation.hub,
        `select reason from simpul.parked where report = '${id}' order by seq`,
      );
    await until(async () => ((await parked()).length === 2 ? true : undefined), "both parked");
    expect((await parked()).map((p) => p.reason)).toEqual(["unknownType", "early"]);
    expect(
      await rows(
        nodeOf(federation, "kaltim"),
        `select 1 from simpul.feed where report = '${id}' and writer = '64.71' and delivered_at is null`,
      ),
    ).toEqual([]);
    older.clear();
    await federation.hub.restart();
    await stateAt(hub(), "national", id, "answered");
    await until(async () => ((await parked()).length === 0 ? true : undefined), "nothing parked");
  });
});

describe("a key", () => {
  it("that is revoked counts no more, and its node is not heard; with new keys its unsent answers still arrive", async () => {
    const { db, keyring } = federation.hub.deployment;
    const id = await forwarded(federation, "34.04");
    const diy = nodeOf(federation, "diy");
    await stateAt(diy.deployment.ctx, "34.04", id, "forwarded");
    await diy.stopConversation();
    await answer(diy.deployment.ctx, "34.04", id);
    // Signed with the old key, and stamped, but not sent.
    await until(
      async () =>
        (await rows(diy, "select 1 from simpul.feed where delivered_at is null")).length > 0
          ? true
          : undefined,
      "stamped",
    );
    const node = (await readNodes<DirectoryKey>(db)).find((n) => n.id === "diy");
    const now = Temporal.Now.instant().toString({ fractionalSecondDigits: 3 });
    const revoke = (status: "active" | "suspended", keys: readonly DirectoryKey[]) =>
      upsertNode(db, { id: "diy", status, keys });
    const dead = (node?.keys ?? []).map((k) => (k.use === "sig" ? { ...k, revokedAt: now } : k));
    await revoke("active", dead);
    await publishDirectory(db, keyring, "hub", Temporal.Now.instant());
    await federation.hub.deployment.book.refresh();
    await expect(posted(federation, diy, [])).rejects.toMatchObject({ code: "unknownKey" });
    const fresh = await generateSigningKey();
    await revoke("active", [...dead, { jwk: fresh.publicJwk, use: "sig", from: now }]);
    await publishDirectory(db, keyring, "hub", Temporal.Now.instant());
    await federation.hub.deployment.book.refresh();
    Object.assign(diy.deployment.keyring, { signing: fresh });
    diy.startConversation();
    await stateAt(hub(), "national", id, "answered");
    // And what the old key signed before stays evidence to a party that joins only now.
    value(
      await verbs.reopen.run(hub(), key("national"), { report: id }, { reason: "Masih berlubang" }),
    );
    await expectHealed(federation, [id], ["mallory"]);
  });
});

describe("a directory", () => {
  it("that is forged, or older than the one that is known, is refused", async () => {
    const { book } = nodeOf(federation, "kaltim").deployment;
    const directory = { ...book.current(), version: book.current().version + 1 };
    const forger = await generateSigningKey();
    const crt = federation.hub.deployment.keyring.directory?.certificate ?? "";
    expect(await book.take(await signDirectory(directory, forger, crt))).toBe("refused");
    const genuine = federation.hub.deployment.keyring.directory?.key ?? forger;
    expect(await book.take(await signDirectory({ ...directory, version: 1 }, genuine, crt))).toBe(
      "refused",
    );
    expect(await book.take(book.jws())).toBe("known");
    expect(book.current().tenants.map((t) => tenantUrn(t.code))).toContain(
      "urn:simpul:tenant:64.71",
    );
  });
});
