import { connect, readNodes, upsertNode, upsertTenant } from "@simpul/db";
import {
  graceDays,
  createKeyring,
  enrol,
  inviteNode,
  publishDirectory,
  renewDirectory,
} from "@simpul/federation";
import { generateSigningKey, signEnrolProof, signHop, sha256 } from "@simpul/protocol";
import type { DirectoryKey } from "@simpul/protocol";
import type { Federation } from "@simpul/testkit";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { callsTo } from "../src/calls.ts";
import { takeBatch } from "../src/inbox.ts";
import { pinRoot } from "../src/keyring.ts";
import {
  answer,
  craft,
  expectHealed,
  forwarded,
  intake,
  item,
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
} from "./support.ts";

/** What each clock is off the true time. */
const off = new Map<string, Temporal.DurationLike>();
const clock = (id: string) => () => Temporal.Now.instant().add(off.get(id) ?? { seconds: 0 });

let federation: Federation;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "simpul-enrolment-"));
  federation = await openFederation({
    clocks: { hub: clock("hub"), kaltim: clock("kaltim"), diy: clock("diy") },
  });
}, 60_000);
afterEach(() => {
  off.clear();
  federation.path.rule();
});
afterAll(async () => {
  await federation?.close();
  await rm(folder, { recursive: true, force: true });
});

const hub = () => federation.hub.deployment;
const kaltim = () => nodeOf(federation, "kaltim");
const directory = async () => {
  await hub().book.refresh();
  return hub().book.current();
};

async function enrolAt(stateDir: string, code: string, node: string) {
  const db = connect(kaltim().urls.app, { max: 1 });
  try {
    return await enrol({
      hubUrl: federation.hubUrl,
      code,
      node,
      stateDir: join(folder, stateDir),
      db,
      now: Temporal.Now.instant(),
    });
  } finally {
    await db.close();
  }
}
const invite = (node: string, hours?: number) =>
  inviteNode(hub(), {
    node,
    tenants: tenantsOf("21.71"),
    ...(hours === undefined ? {} : { hours }),
  });

describe("an enrolment code", () => {
  it("never begins with a dash, which a command line takes for an option's", async () => {
    const { ctx } = hub();
    for (const byte of [0xf8, 0xfb, 0xff]) {
      const random = (bytes: number) => Buffer.alloc(bytes, byte);
      const invited = { ...hub(), ctx: { ...ctx, random } };
      const { code } = await inviteNode(invited, { node: "kepri", tenants: tenantsOf("21.71") });
      expect(code).toMatch(/^[A-Za-z][\w-]{23}\.[\w-]{43}$/);
    }
  });

  it("works once, for its node, until it expires", async () => {
    const { code } = await invite("kepri");
    expect(await enrolAt("other", code, "bali")).toMatchObject({ code: "codeInvalid" });
    expect(await enrolAt("kepri", code, "kepri")).toMatchObject({
      outcome: "enrolled",
      tenants: ["21.71"],
    });
    expect(await enrolAt("kepri", code, "kepri")).toMatchObject({ code: "codeInvalid" });
    const { code: late } = await invite("kepri", 1);
    off.set("hub", { hours: 2 });
    expect(await enrolAt("late", late, "kepri")).toMatchObject({
      outcome: "failed",
      code: "clockSkew",
    });
  });

  it("expires", async () => {
    const { code } = await invite("kepri", -1);
    expect(await enrolAt("expired", code, "kepri")).toMatchObject({ code: "codeInvalid" });
  });

  it("is believed only at the hub whose root it names", async () => {
    const { code } = await invite("kepri");
    const forged = `${code.split(".")[0]}.${(await generateSigningKey()).kid}`;
    expect(await enrolAt("root", forged, "kepri")).toMatchObject({ code: "codeInvalid" });
    // A node keeps to the root that it has pinned, whatever code it is given.
    const { root } = await createKeyring(join(folder, "stranger"), "hub", Temporal.Now.instant());
    if (root === undefined) throw new Error("no root");
    await createKeyring(join(folder, "pinned"), "node", Temporal.Now.instant());
    expect(await pinRoot(join(folder, "pinned"), root)).toBe("pinned");
    expect(await enrolAt("pinned", code, "kepri")).toMatchObject({ code: "rootDiffers" });
  });

  it("lets in the same keys again without naming them twice, and nobody with another's keys or a revoked one", async () => {
    const before = await directory();
    const kids = () =>
      hub()
        .book.current()
        .nodes.flatMap((n) => n.keys.map((k) => k.jwk.kid));
    const { code } = await inviteNode(hub(), { node: "kepri", tenants: tenantsOf("21.71") });
    expect(await enrolAt("kepri", code, "kepri")).toMatchObject({ outcome: "enrolled" });
    expect((await directory()).version).toBeGreaterThan(before.version);
    expect(new Set(kids()).size).toBe(kids().length);

    const { code: second } = await inviteNode(hub(), { node: "bali", tenants: [] });
    const keyring = await createKeyring(join(folder, "bali"), "node", Temporal.Now.instant());
    const stolen = kaltim().deployment.keyring.encryption.publicJwk;
    const claims = {
      code: second,
      node: "bali",
      aud: "urn:simpul:node:hub",
      jti: "1",
      iat: Math.floor(Date.now() / 1000),
      encryption: stolen.kid,
    };
    const body = {
      code: second,
      node: "bali",
      signing: keyring.signing.publicJwk,
      encryption: stolen,
      proof: await signEnrolProof(claims, keyring.signing),
    };
    const tried = await fetch(`${federation.hubUrl}/federation/v1/enrol`, {
      method: "POST",
      body: JSON.stringify(body),
    });
    expect(await tried.json()).toMatchObject({ code: "keyTaken" });

    const kepri = (await readNodes<DirectoryKey>(hub().db)).find((n) => n.id === "kepri");
    const revokedAt = Temporal.Now.instant().toString({ fractionalSecondDigits: 3 });
    await upsertNode(hub().db, {
      id: "kepri",
      status: "active",
      keys: (kepri?.keys ?? []).map((k) => ({ ...k, revokedAt })),
    });
    const { code: third } = await invite("kepri");
    expect(await enrolAt("kepri", third, "kepri")).toMatchObject({ code: "keyRevoked" });
    await upsertNode(hub().db, { id: "kepri", status: "suspended", keys: kepri?.keys ?? [] });
    expect(await enrolAt("kepri", third, "kepri")).toMatchObject({ code: "suspended" });
  });
});

describe("a tenant that is invited to another node", () => {
  it("stays where it is until that node is admitted, and then moves with its keys", async () => {
    const hostOf = async () => {
      await publishDirectory(hub().db, hub().keyring, "hub", Temporal.Now.instant());
      return (await directory()).tenants.find((t) => t.code === "64")?.node;
    };
    const { code } = await inviteNode(hub(), { node: "bontang", tenants: tenantsOf("64") });
    expect(await hostOf()).toBe("kaltim");
    const crafted = await craft(signerOf(kaltim().deployment), {
      tenant: "64",
      report: newReport(),
      type: "replied",
      data: { by: "reporter" },
    });
    const [verdict] = await posted(federation, kaltim(), [item(1, crafted)]);
    // It waits for its report's intake, as any early event does: the stream is still this node's.
    expect(verdict).toMatchObject({ verdict: "parked", code: "early" });
    await rows(federation.hub, "delete from simpul.parked");
    expect(await enrolAt("bontang", code, "bontang")).toMatchObject({ tenants: ["64"] });
    expect(await hostOf()).toBe("bontang");
    for (const tenant of tenantsOf("64"))
      await upsertTenant(hub().db, { ...tenant, node: "kaltim" });
    expect(await hostOf()).toBe("kaltim");
  });
});

describe("a hop token", () => {
  const call = async (url: string, token: string, body: string) => {
    const answered = await fetch(url, { method: "POST", headers: { "simpul-hop": token }, body });
    const problem: unknown = await answered.json();
    return typeof problem === "object" && problem !== null && "code" in problem
      ? problem.code
      : answered.status;
  };
  it.each<[string, Record<string, unknown>, string]>([
    ["for another hub", { aud: "urn:simpul:node:elsewhere" }, "wrongAudience"],
    ["in another's name", { iss: "urn:simpul:node:diy" }, "wrongIssuer"],
    ["for another address", { htu: "http://127.0.0.1/elsewhere" }, "wrongRequest"],
    ["for another method", { htm: "PUT" }, "wrongRequest"],
    ["over another body", { bodyDigest: sha256("other") }, "bodyMismatch"],
    [
      "of a clock an hour slow",
      { iat: Math.floor(Date.now() / 1000) - 3600, exp: Math.floor(Date.now() / 1000) - 3500 },
      "clockSkew",
    ],
  ])("%s is refused", async (_, claims, code) => {
    const url = `${federation.hubUrl}/federation/v1/events`;
    const body = JSON.stringify({ generation: "1", items: [] });
    const iat = Math.floor(Date.now() / 1000);
    const { signing } = kaltim().deployment.keyring;
    const good = {
      iss: "urn:simpul:node:kaltim",
      aud: "urn:simpul:node:hub",
      htm: "POST",
      htu: url,
      iat,
      exp: iat + 60,
      jti: "1",
      bodyDigest: sha256(body),
    };
    // The same token again has no further effect: events are idempotent.
    expect(await call(url, await signHop(good, signing), body)).toBe(200);
    expect(await call(url, await signHop(good, signing), body)).toBe(200);
    expect(await call(url, await signHop({ ...good, ...claims }, signing), body)).toBe(code);
  });

  it("of a clock that is off is corrected once by the hub's date, with an alarm", async () => {
    off.set("kaltim", { minutes: -20 });
    const calls = callsTo(kaltim().deployment, federation.hubUrl);
    await expect(calls.directory(AbortSignal.timeout(5_000))).resolves.toContain(".");
    const seen = federation.path.passed(
      (m) => m.from === "kaltim" && m.path.endsWith("/directory"),
    );
    expect(seen).toBe(2);
    const alarm = kaltim().alarms.find((a) => a.alarm === "clockSkew");
    expect(Math.abs(Number(alarm?.fields["seconds"]) - 1200)).toBeLessThan(5);
  });
});

describe("a node that is suspended while it waits", () => {
  it("is given nothing more", async () => {
    const calls = callsTo(kaltim().deployment, federation.hubUrl);
    const waiting = calls
      .pull({ generation: "1", after: 0, backlog: 0, wait: 20 }, AbortSignal.timeout(25_000))
      .then(
        () => "given",
        (error: { code: string }) => error.code,
      );
    await until(
      () => (federation.path.passed((m) => m.path.endsWith("/pull")) > 0 ? true : undefined),
      "the pull",
    );
    const node = (await readNodes<DirectoryKey>(hub().db)).find((n) => n.id === "kaltim");
    const become = async (status: "active" | "suspended") => {
      await upsertNode(hub().db, { id: "kaltim", status, keys: node?.keys ?? [] });
      await publishDirectory(hub().db, hub().keyring, "hub", Temporal.Now.instant());
      await hub().book.refresh();
    };
    await become("suspended");
    const id = await forwarded(federation, "64.71");
    expect(await waiting).toBe("suspended");
    await become("active");
    kaltim().startConversation();
    await stateAt(kaltim().deployment.ctx, "64.71", id, "forwarded");
    await kaltim().stopConversation();
  });
});

describe("a directory that nobody renewed", () => {
  it("stops other peers' work after the grace period, and never our own", async () => {
    const diy = nodeOf(federation, "diy");
    const before = await forwarded(federation, "34.04");
    diy.startConversation();
    await stateAt(diy.deployment.ctx, "34.04", before, "forwarded");
    await diy.stopConversation();
    off.set("diy", { hours: 24 * (30 + graceDays + 1) });
    expect(diy.deployment.book.standing()).toBe("stale");
    const theirs = await craft(signerOf(hub()), {
      tenant: "national",
      report: newReport(),
      type: "received",
      data: intake(),
    });
    const { verdicts } = await takeBatch(diy.deployment, "hub", "1", [item(1, theirs, "34.04")]);
    expect(verdicts[0]).toMatchObject({
      verdict: "rejected",
      code: "directoryStale",
      permanent: false,
    });
    expect(diy.alarms.map((a) => a.alarm)).toContain("directoryStale");
    await answer(diy.deployment.ctx, "34.04", before);
    await received(diy.deployment.ctx, "34.04");
    // The hub's clock gets there too: what was written then is not ahead of time any more, and the directory is renewed.
    for (const id of ["hub", "kaltim"]) off.set(id, { hours: 24 * (30 + graceDays + 1) });
    await renewDirectory(hub().db, hub().keyring, hub().book, hub().ctx.now());
    diy.startConversation();
    kaltim().startConversation();
    await stateAt(hub().ctx, "national", before, "answered");
    await expectHealed(federation, [], ["kepri"]);
    expect(await posted(federation, diy, [])).toEqual([]);
  });

  it("is renewed by the hub itself when half its time is over", async () => {
    const { version, expires } = await directory();
    off.set("hub", { hours: 24 * (30 + graceDays + 1 + 16) });
    await federation.hub.restart();
    expect(hub().book.current().version).toBeGreaterThan(version);
    expect(hub().book.current().expires > expires).toBe(true);
  });
});
