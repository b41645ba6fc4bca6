import type { Staff, StaffRole } from "@simpul/access";
import {
  accessesOf,
  askedOf,
  askOrigin,
  asksPerDay,
  forgetIdentities,
  openAnswer,
  receive,
  unseal,
  verbs,
} from "@simpul/casework";
import type { Context, IdentityAsked } from "@simpul/casework";
import { keepDirectory, readNodes, upsertNode, uuidv7 } from "@simpul/db";
import { nodeUrn } from "@simpul/domain";
import { publishDirectory, renewDirectory } from "@simpul/federation";
import {
  generateEncryptionKey,
  generateSigningKey,
  sealIdentity,
  sha256,
  signDirectory,
  signIdentityAnswer,
  signIdentityAsk,
} from "@simpul/protocol";
import type { DirectoryKey, IdentityAnswer, IdentityAsk, SigningKey } from "@simpul/protocol";
import type { Federation, Member, NodeMember } from "@simpul/testkit";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { callsTo } from "../src/calls.ts";
import { messagesFor, takeMessages } from "../src/identity/messages.ts";
import { key, nodeOf, openFederation, rows, stateAt, tenantsOf, until, value } from "./support.ts";

const contact = { name: "Siti Kenari", phone: "+62 812-7777-0001", email: "siti@kenari.id" };
const canaries = ["Siti Kenari", "812-7777-0001", "siti@kenari", "berkas lama"];
const why = { purpose: "contact", reason: "Nomor di berkas lama tidak terbaca" } as const;

/** Real time, and what a test lets pass. */
let ahead = 0;
const now = () => Temporal.Now.instant().add({ minutes: ahead });

/** Every byte that nodes sent and were sent. */
const wire: string[] = [];
const realFetch = globalThis.fetch;
vi.stubGlobal("fetch", async (...[input, init]: Parameters<typeof fetch>) => {
  if (typeof init?.body === "string") wire.push(init.body);
  const response = await realFetch(input, init);
  wire.push(await response.clone().text());
  return response;
});

let federation: Federation;
let kaltim: NodeMember;
let diy: NodeMember;
let mallory: NodeMember;
beforeAll(async () => {
  federation = await openFederation({
    nodes: {
      kaltim: tenantsOf("64", "64.71"),
      diy: tenantsOf("34.04"),
      mallory: tenantsOf("21.71"),
    },
    now,
  });
  [kaltim, diy, mallory] = ["kaltim", "diy", "mallory"].map((id) => nodeOf(federation, id)) as [
    NodeMember,
    NodeMember,
    NodeMember,
  ];
  for (const each of [kaltim, diy]) {
    await each.deployment.book.refresh();
    each.startConversation();
  }
  // Everybody knows the last of them to join.
  const { version } = federation.hub.deployment.book.current();
  for (const { deployment } of [kaltim, diy])
    await until(() => deployment.book.current().version === version || undefined, "the directory");
  await mallory.deployment.book.refresh();
}, 60_000);
afterAll(async () => {
  vi.unstubAllGlobals();
  await federation?.close();
});

const ctxOf = (member: Member): Context => member.deployment.ctx;
const staff = (tenant: string, role: StaffRole, id = role.toLowerCase()): Staff => ({
  kind: "staff",
  id,
  tenant,
  isFresh: true,
  roles: [{ role, tenant, reach: "self" }],
});
const admin = (tenant: string, id?: string) => staff(tenant, "tenantAdmin", id);
const nationalAdmin = staff("national", "nationalAdmin");
const failure = (code: string) => ({ outcome: "failed", code });

/** Taken in by the hub, forwarded to an institution, and arrived there. */
async function forwardedTo(tenant: string, given: object = {}): Promise<string> {
  const ctx = ctxOf(federation.hub);
  const actor = key("national");
  const source = { channel: "api", channelId: "key:test", dedup: [], by: "reporter" } as const;
  const { id } = value(
    await receive(ctx, actor, { text: "Jalan berlubang", contact, ...given }, source),
  );
  const target = { report: id };
  value(await verbs.verify.run(ctx, actor, target, { class: "complaint", category: "road" }));
  value(await verbs.forward.run(ctx, actor, target, { tenant }));
  await stateAt(ctxOf(tenant === "21.71" ? mallory : kaltim), tenant, id, "forwarded");
  return id;
}

/** Taken in by one institution, returned by it, and forwarded to another one by the hub. */
async function handedOn(origin: Member, from: string, to: string, there: Member): Promise<string> {
  const actor = key(from);
  const source = { channel: "api", channelId: "key:test", dedup: [], by: "reporter" } as const;
  const here = ctxOf(origin);
  const { id } = value(await receive(here, actor, { text: "Jalan berlubang", contact }, source));
  const target = { report: id };
  value(await verbs.verify.run(here, actor, target, { class: "complaint", category: "road" }));
  const reason = { reason: "Jalan kota", basis: "UU 38/2004", proposedTenant: to };
  value(await verbs.return.run(here, actor, target, reason));
  await stateAt(ctxOf(federation.hub), "national", id, "returned");
  value(await verbs.forward.run(ctxOf(federation.hub), key("national"), target, { tenant: to }));
  await stateAt(ctxOf(there), to, id, "forwarded");
  return id;
}

function answered(ctx: Context, actor: Staff, report: string): Promise<IdentityAsked> {
  return until(async () => {
    const [newest] = value(await askedOf(ctx, actor, report));
    return newest?.state === "waiting" ? undefined : newest;
  }, "an answer");
}

async function asked(member: Member, actor: Staff, report: string): Promise<IdentityAsked> {
  const ctx = ctxOf(member);
  value(await askOrigin(ctx, actor, { report }, why));
  return answered(ctx, actor, report);
}

async function auditOf(member: Member, tenant: string, report: string): Promise<unknown[]> {
  const found = await rows<{ actor: string; verb: string; outcome: string; detail: string }>(
    member,
    `select actor, verb, outcome, detail::text as detail from simpul.audit where tenant = '${tenant}'
      and report = '${report}' and verb in ('unseal', 'askIdentity', 'answerIdentity') order by id`,
  );
  return found.map(({ actor, verb, outcome, detail }) => [
    actor,
    verb,
    outcome,
    JSON.parse(detail),
  ]);
}

describe("who handles a report learns from the tenant of origin who the reporter is", () => {
  it("when the hub took it in and a node asks", async () => {
    const report = await forwardedTo("64.71");
    const [ctx, officer] = [ctxOf(kaltim), admin("64.71")];
    expect(await unseal(ctx, officer, { report }, why)).toEqual(failure("identityElsewhere"));
    const ask = value(await askOrigin(ctx, officer, { report }, why));
    expect(ask).toMatchObject({ state: "waiting", origin: "national", ...why });
    // Asked again it is the same one.
    expect(value(await askOrigin(ctx, officer, { report }, why)).id).toBe(ask.id);
    expect(await answered(ctx, officer, report)).toMatchObject({ id: ask.id, state: "given" });
    const open = { ask: ask.id };
    expect(await openAnswer(ctx, officer, open)).toEqual({ outcome: "done", value: contact });
    expect(await openAnswer(ctx, officer, open)).toEqual({ outcome: "done", value: contact });

    const { version } = federation.hub.deployment.book.current();
    const { purpose } = why;
    const role = "tenantAdmin";
    expect(await auditOf(federation.hub, "national", report)).toEqual([
      [
        "peer:kaltim",
        "unseal",
        "opened",
        {
          asker: "64.71",
          role,
          purpose,
          request: ask.id,
          key: kaltim.deployment.keyring.encryption.kid,
          directory: version,
        },
      ],
    ]);
    const about = { role, ...why, origin: "national", request: ask.id };
    expect(await auditOf(kaltim, "64.71", report)).toEqual([
      ["staff:tenantadmin", "askIdentity", "asked", about],
      ["peer:hub", "answerIdentity", "given", { origin: "national", request: ask.id }],
      ["staff:tenantadmin", "unseal", "opened", about],
      ["staff:tenantadmin", "unseal", "opened", about],
    ]);
    const reporter = { kind: "reporter", tenant: "national", report } as const;
    expect(value(await accessesOf(ctxOf(federation.hub), reporter, report))).toEqual([
      { at: expect.any(String), role, tenant: "64.71", purpose },
    ]);
  });

  it("when a node took it in, and another node and the hub ask", async () => {
    const report = await handedOn(diy, "34.04", "64.71", kaltim);
    const ask = await asked(kaltim, admin("64.71"), report);
    expect(ask).toMatchObject({ state: "given", origin: "34.04" });
    expect(await openAnswer(ctxOf(kaltim), admin("64.71"), { ask: ask.id })).toEqual({
      outcome: "done",
      value: contact,
    });
    const own = await asked(federation.hub, nationalAdmin, report);
    expect(own).toMatchObject({ state: "given", origin: "34.04" });
    expect(await openAnswer(ctxOf(federation.hub), nationalAdmin, { ask: own.id })).toEqual({
      outcome: "done",
      value: contact,
    });
    expect(
      value(await accessesOf(ctxOf(diy), { kind: "reporter", tenant: "34.04", report }, report)),
    ).toMatchObject([{ tenant: "national" }, { tenant: "64.71" }]);
  });

  it("when both live on one deployment", async () => {
    const report = await handedOn(kaltim, "64", "64.71", kaltim);
    const ask = await asked(kaltim, admin("64.71"), report);
    expect(ask).toMatchObject({ state: "given", origin: "64" });
    expect(await openAnswer(ctxOf(kaltim), admin("64.71"), { ask: ask.id })).toEqual({
      outcome: "done",
      value: contact,
    });
    expect(
      await rows(federation.hub, `select 1 from federation.message where id = '${ask.id}'`),
    ).toEqual([]);
  });

  it("though answers and calls are lost and doubled on the way, once", async () => {
    const report = await forwardedTo("64.71");
    let [lost, doubled] = [0, 0];
    federation.path.rule(({ from, body }) => {
      if (from !== "kaltim" || !/"messages"|"taken":\["/.test(body.toString())) return undefined;
      if (lost++ < 2) return "loseAnswer";
      return doubled++ < 2 ? "twice" : undefined;
    });
    const ask = await asked(kaltim, admin("64.71"), report);
    federation.path.rule();
    expect(ask.state).toBe("given");
    expect(lost).toBeGreaterThan(0);
    expect(await auditOf(federation.hub, "national", report)).toHaveLength(1);
    const kept = await rows(
      federation.hub,
      `select kind from federation.message where id = '${ask.id}' and to_node = 'kaltim'`,
    );
    expect(kept).toEqual([{ kind: "answer" }]);
  });
});

describe("an answer", () => {
  it("is for who asked, freshly signed in, for an hour from the first time, and then gone", async () => {
    const report = await forwardedTo("64.71");
    const [ctx, officer] = [ctxOf(kaltim), admin("64.71")];
    const { id } = await asked(kaltim, officer, report);
    const open = { ask: id };
    expect(await openAnswer(ctx, admin("64.71", "other"), open)).toEqual(failure("notFound"));
    expect(await openAnswer(ctx, admin("64"), open)).toEqual(failure("notFound"));
    expect(await openAnswer(ctx, { ...officer, isFresh: false }, open)).toEqual(
      failure("freshSignInNeeded"),
    );
    const dismissed: Staff = { ...officer, roles: [] };
    expect(await openAnswer(ctx, dismissed, open)).toEqual(failure("notFound"));
    value(await openAnswer(ctx, officer, open));
    await forgetIdentities(ctx);
    value(await openAnswer(ctx, officer, open));
    ahead += 60;
    expect(await openAnswer(ctx, officer, open)).toEqual(failure("answerExpired"));
    const sealed = `select answer is null as gone from simpul.identity_request where id = '${id}'`;
    expect(await rows(kaltim, sealed)).toEqual([{ gone: false }]);
    await forgetIdentities(ctx);
    expect(await rows(kaltim, sealed)).toEqual([{ gone: true }]);
    expect(value(await askedOf(ctx, officer, report))).toMatchObject([{ state: "expired" }]);
  });

  it("that nobody looks at is gone after three days, and so is an ask that nobody answers", async () => {
    const report = await forwardedTo("64.71");
    const silent = await forwardedTo("64.71");
    const [ctx, officer] = [ctxOf(kaltim), admin("64.71")];
    const { id } = await asked(kaltim, officer, report);
    await kaltim.stopConversation();
    const waiting = value(await askOrigin(ctx, officer, { report: silent }, why));
    expect(await openAnswer(ctx, officer, { ask: waiting.id })).toEqual(failure("answerAwaited"));
    ahead += 72 * 60;
    for (const member of [kaltim, federation.hub]) await forgetIdentities(ctxOf(member));
    for (const ask of [id, waiting.id])
      expect(await openAnswer(ctx, officer, { ask })).toEqual(failure("answerExpired"));
    for (const member of [kaltim, federation.hub])
      expect(await rows(member, "select 1 from federation.message")).toEqual([]);
    expect(
      await rows(kaltim, "select 1 from simpul.identity_request where answer is not null"),
    ).toEqual([]);
    kaltim.startConversation();
    // And it may be asked for anew.
    expect(value(await askOrigin(ctx, officer, { report: silent }, why)).id).not.toBe(waiting.id);
    expect(await answered(ctx, officer, silent)).toMatchObject({ state: "given" });
  });

  it("says why not: nobody is named, the reporter is protected, the asker is accused", async () => {
    const officer = admin("64.71");
    const nobody = await forwardedTo("64.71", { contact: undefined });
    expect(await asked(kaltim, officer, nobody)).toMatchObject({
      state: "refused",
      code: "noIdentity",
    });
    // What the asker's own copy forbids is not even asked.
    const anonymous = await forwardedTo("64.71", { anonymous: true });
    const accused = await forwardedTo("64.71", { accused: { tenant: "64.71", unit: "dpu" } });
    for (const report of [anonymous, accused]) {
      expect(await askOrigin(ctxOf(kaltim), officer, { report }, why)).toEqual(
        failure("identityWithheld"),
      );
      const jws = askBy(kaltim, { from: "64.71", report });
      expect(await saidTo(kaltim, federation.hub, jws)).toEqual(["refused", "identityWithheld"]);
    }
    expect(await askOrigin(ctxOf(federation.hub), nationalAdmin, { report: nobody }, why)).toEqual(
      failure("identityHere"),
    );
  });
});

const newId = () =>
  uuidv7(Number(now().epochMilliseconds), crypto.getRandomValues(new Uint8Array(10)));
const stamp = (at = now()) => at.toString({ fractionalSecondDigits: 3 });

/** An ask as a malicious or broken peer may write it: anything under a genuine signature. */
function askBy(
  member: Member,
  change: Partial<IdentityAsk>,
  signer: SigningKey = member.deployment.keyring.signing,
): string {
  const moment = now();
  return signIdentityAsk(
    {
      id: newId(),
      iss: nodeUrn(member.deployment.node),
      from: "21.71",
      to: "national",
      report: newId(),
      purpose: "contact",
      role: "liaison",
      key: member.deployment.keyring.encryption.kid,
      at: stamp(moment),
      exp: stamp(moment.add({ hours: 72 })),
      ...change,
    },
    signer,
  );
}

const claimsOf = (jws: string) =>
  JSON.parse(Buffer.from(jws.split(".")[1] ?? "", "base64url").toString("utf8"));

/** By the node's own call, through the real door. @returns whether the hub took it off its hands */
async function post(member: Member, ...messages: string[]): Promise<boolean> {
  const calls = callsTo(member.deployment, federation.hubUrl);
  const limit = AbortSignal.timeout(20_000);
  const { taken = [] } = await calls.post({ generation: "1", items: [], messages }, limit);
  expect(messages.map((jws) => sha256(jws))).toEqual(expect.arrayContaining(taken));
  return taken.length === messages.length;
}

/** What the origin made of it: its outcome and code, or nothing. */
async function madeOf(origin: Member, jws: string): Promise<unknown[]> {
  const [row] = await rows<{ outcome: string; code: string }>(
    origin,
    `select outcome, code from simpul.identity_answer where id = '${claimsOf(jws).id}'`,
  );
  return row === undefined ? [] : [row.outcome, row.code];
}
async function saidTo(member: Member, origin: Member, jws: string): Promise<unknown[]> {
  expect(await post(member, jws)).toBe(true);
  return madeOf(origin, jws);
}
const alarmsAt = (member: Member) =>
  member.alarms.filter((a) => a.alarm === "messageRefused").map(({ fields }) => fields["code"]);

describe("a malicious node", () => {
  it("learns nothing of a report that it does not handle, nor whether there is one", async () => {
    const report = await forwardedTo("64.71");
    for (const about of [report, newId()])
      expect(await saidTo(mallory, federation.hub, askBy(mallory, { report: about }))).toEqual([
        "refused",
        "notHandling",
      ]);
    // Of another node's too, through the hub.
    const theirs = await handedOn(diy, "34.04", "64.71", kaltim);
    const jws = askBy(mallory, { report: theirs, to: "34.04" });
    expect(await post(mallory, jws)).toBe(true);
    const made = await until(async () => {
      const found = await madeOf(diy, jws);
      return found.length === 0 ? undefined : found;
    }, "the refusal");
    expect(made).toEqual(["refused", "notHandling"]);
    const trace = await auditOf(diy, "34.04", theirs);
    expect(trace).toMatchObject([["peer:mallory", "unseal", "refused", { asker: "21.71" }]]);
    // The reporter is told of whoever was told, and of nobody else.
    const reporter = { kind: "reporter", tenant: "34.04", report: theirs } as const;
    expect(value(await accessesOf(ctxOf(diy), reporter, theirs))).toEqual([]);
  });

  it("speaks for no other tenant and under no other key, and what is forged is dropped", async () => {
    const report = await forwardedTo("64.71");
    const before = alarmsAt(federation.hub).length;
    const genuine = askBy(kaltim, { from: "64.71", report });
    const [head, , signature] = genuine.split(".");
    const claims = { ...claimsOf(genuine), key: mallory.deployment.keyring.encryption.kid };
    const body = Buffer.from(JSON.stringify(claims)).toString("base64url");
    const forged = [
      askBy(mallory, { report, from: "64.71" }),
      askBy(mallory, { report, from: "64.71", iss: nodeUrn("kaltim") }),
      askBy(mallory, { report, from: "64.71", iss: nodeUrn("kaltim") }, await generateSigningKey()),
      [head, body, signature].join("."),
      // Genuine, and not mallory's to send.
      genuine,
    ];
    for (const jws of forged) expect(await saidTo(mallory, federation.hub, jws)).toEqual([]);
    expect(alarmsAt(federation.hub).slice(before)).toEqual([
      "wrongIssuer",
      "wrongIssuer",
      "unknownKey",
      "badSignature",
      "wrongIssuer",
    ]);
    // No event is held up by them, and no other message.
    const good = askBy(mallory, { report });
    expect(await post(mallory, ...forged, good)).toBe(true);
    expect(await madeOf(federation.hub, good)).toEqual(["refused", "notHandling"]);
  });

  it("has an ask answered once, however often and by whomever it is sent again", async () => {
    const report = await forwardedTo("64.71");
    const jws = askBy(kaltim, { from: "64.71", report });
    await Promise.all(Array.from({ length: 5 }, () => post(kaltim, jws)));
    // The same id with other bytes is the same ask.
    const again = askBy(kaltim, { ...claimsOf(jws), purpose: "examination" });
    expect(await saidTo(kaltim, federation.hub, again)).toEqual(["given", null]);
    expect(await auditOf(federation.hub, "national", report)).toHaveLength(1);
    const sent = await rows(
      federation.hub,
      `select 1 from federation.message where id = '${claimsOf(jws).id}'`,
    );
    expect(sent).toHaveLength(1);
  });

  it("asks in its time: not later, not earlier, not for longer", async () => {
    const report = await forwardedTo("64.71");
    const late = {
      at: stamp(now().subtract({ hours: 73 })),
      exp: stamp(now().subtract({ hours: 1 })),
    };
    const early = { at: stamp(now().add({ hours: 1 })), exp: stamp(now().add({ hours: 2 })) };
    const at = now();
    const long = { at: stamp(at), exp: stamp(at.add({ hours: 72, milliseconds: 1 })) };
    const before = alarmsAt(federation.hub).length;
    for (const change of [late, early, long]) {
      const jws = askBy(kaltim, { from: "64.71", report, ...change });
      expect(await saidTo(kaltim, federation.hub, jws)).toEqual([]);
    }
    expect(alarmsAt(federation.hub).slice(before)).toEqual(["expired", "clockSkew", "malformed"]);
  });

  it("has no more than twenty messages of sixteen kilobytes in a body", async () => {
    const jws = askBy(mallory, {});
    for (const messages of [Array.from({ length: 21 }, () => jws), [jws + "A".repeat(16_384)]])
      await expect(post(mallory, ...messages)).rejects.toMatchObject({ code: "malformed" });
    expect(await madeOf(federation.hub, jws)).toEqual([]);
  });

  it("is answered a hundred times a day, refused as often, and then not heard", async () => {
    const mine = `select count(*)::int as heard, count(*) filter (where code = 'tooManyAsks')::int as "tooMany"
      from simpul.identity_answer where asker = '21.71'`;
    const heard = async () =>
      (await rows<{ heard: number; tooMany: number }>(federation.hub, mine))[0];
    const fill = async (to: number) =>
      rows(
        federation.hub,
        `insert into simpul.identity_answer (tenant, id, report, asker, outcome, code, at, expires_at)
          select 'national', gen_random_uuid(), gen_random_uuid(), '21.71', 'refused', 'notHandling', '${stamp()}', '${stamp()}'
          from generate_series(1, ${to - ((await heard())?.heard ?? 0)})`,
      );
    const storm = () => post(mallory, ...Array.from({ length: 5 }, () => askBy(mallory, {})));
    await fill(asksPerDay - 2);
    expect(await storm()).toBe(true);
    expect(await heard()).toEqual({ heard: asksPerDay + 3, tooMany: 3 });
    await fill(2 * asksPerDay - 2);
    expect(await storm()).toBe(true);
    expect(await heard()).toEqual({ heard: 2 * asksPerDay, tooMany: 5 });
    expect(alarmsAt(federation.hub)).toContain("tooManyAsks");
    // Others are heard as before.
    const report = await forwardedTo("64.71");
    expect(await asked(kaltim, admin("64.71"), report)).toMatchObject({ state: "given" });
  });

  it("cannot fill the hub with what another node does not fetch", async () => {
    await diy.stopConversation();
    try {
      await rows(
        federation.hub,
        `insert into federation.message (from_node, to_node, hash, id, kind, jws, queued_at, expires_at)
          select 'mallory', 'diy', 'filling ' || n, gen_random_uuid(), 'ask', 'a.b.c', '${stamp()}', '${stamp(now().add({ hours: 1 }))}'
          from generate_series(1, 497) n`,
      );
      const storm = Array.from({ length: 5 }, () => askBy(mallory, { to: "34.04" }));
      expect(await post(mallory, ...storm.slice(0, 2))).toBe(true);
      expect(await post(mallory, ...storm.slice(2))).toBe(false);
      const waiting = `select count(*)::int as n from federation.message
        where from_node = 'mallory' and to_node = 'diy' and delivered_at is null`;
      expect(await rows(federation.hub, waiting)).toEqual([{ n: 500 }]);
    } finally {
      await rows(federation.hub, "delete from federation.message where hash like 'filling %'");
      diy.startConversation();
    }
  });
});

describe("an answer that was not asked for so", () => {
  const answerBy = (member: Member, change: Partial<IdentityAnswer> & { ask: string }) => {
    const iss = nodeUrn(member.deployment.node);
    const written = { iss, from: "national", to: "64.71", at: stamp() };
    const said =
      change.sealed === undefined
        ? { outcome: "refused" as const, code: "noIdentity" }
        : { outcome: "given" as const };
    return signIdentityAnswer(
      { ...written, ...said, ...change },
      member.deployment.keyring.signing,
    );
  };
  const sealedFor = (ask: string, plain = '{"name":"Palsu"}') =>
    sealIdentity(plain, kaltim.deployment.keyring.encryption.publicJwk, ask);
  const given = async (ask: string, sealed: string) => answerBy(federation.hub, { ask, sealed });

  it("counts for nothing: of another tenant, to another ask, to another key, late or repeated", async () => {
    await kaltim.stopConversation();
    const report = await forwardedHere();
    const [ctx, officer] = [ctxOf(kaltim), admin("64.71")];
    const { id } = value(await askOrigin(ctx, officer, { report }, why));
    const state = async () => value(await askedOf(ctx, officer, report))[0]?.state;
    const stranger = await generateEncryptionKey();
    const dropped = [
      answerBy(mallory, { ask: id, from: "21.71" }),
      answerBy(mallory, { ask: id }),
      answerBy(federation.hub, { ask: newId() }),
      answerBy(federation.hub, { ask: id, to: "64" }),
      answerBy(federation.hub, { ask: id, at: stamp(now().subtract({ hours: 73 })) }),
      await given(id, await sealedFor(newId())),
      await given(id, await sealIdentity("{}", stranger.publicJwk, id)),
    ];
    const before = alarmsAt(kaltim).length;
    expect(await takeMessages(kaltim.deployment, "hub", dropped)).toHaveLength(dropped.length);
    expect(alarmsAt(kaltim).slice(before)).toEqual([
      "unknownAsk",
      "wrongIssuer",
      "unknownAsk",
      "unknownAsk",
      "expired",
      "wrongReply",
      "wrongReply",
    ]);
    expect(await state()).toBe("waiting");
    // The first that is good counts; what comes after it changes nothing.
    const refusing = answerBy(federation.hub, { ask: id });
    await takeMessages(kaltim.deployment, "hub", [refusing, await given(id, await sealedFor(id))]);
    expect(value(await askedOf(ctx, officer, report))).toMatchObject([
      { state: "refused", code: "noIdentity" },
    ]);
    expect(await openAnswer(ctx, officer, { ask: id })).toEqual(failure("answerRefused"));
  });

  it("says so where it does not open or is no identity", async () => {
    const [ctx, officer] = [ctxOf(kaltim), admin("64.71")];
    for (const plain of ["nothing", '{"ktp":"1"}']) {
      const report = await forwardedHere();
      const { id } = value(await askOrigin(ctx, officer, { report }, why));
      await takeMessages(kaltim.deployment, "hub", [await given(id, await sealedFor(id, plain))]);
      expect(await openAnswer(ctx, officer, { ask: id })).toEqual(failure("answerUnreadable"));
      expect(await auditOf(kaltim, "64.71", report)).toHaveLength(2);
    }
  });

  /** Arrived, and then the node falls silent: what it asks waits. */
  async function forwardedHere(): Promise<string> {
    kaltim.startConversation();
    const report = await forwardedTo("64.71");
    await kaltim.stopConversation();
    return report;
  }
});

describe("the hub in between", () => {
  it("that names another key for a node in its directory is found out: nothing is sealed to it", async () => {
    kaltim.startConversation();
    const report = await handedOn(diy, "34.04", "64.71", kaltim);
    const { deployment } = federation.hub;
    const nodes = await readNodes<DirectoryKey>(deployment.db);
    const keys = nodes.find((n) => n.id === "kaltim")?.keys ?? [];
    const own = await generateEncryptionKey();
    const swapped: DirectoryKey[] = [
      ...keys,
      { jwk: own.publicJwk, use: "enc", from: stamp(now().subtract({ seconds: 1 })) },
    ];
    await upsertNode(deployment.db, { id: "kaltim", status: "active", keys: swapped });
    const version = await publishDirectory(deployment.db, deployment.keyring, "hub", now());
    await deployment.book.refresh();
    await until(
      () => diy.deployment.book.current().version >= version || undefined,
      "the directory",
    );
    const ask = await asked(kaltim, admin("64.71"), report);
    expect(ask).toMatchObject({ state: "refused", code: "keyDiffers" });
    const [trace] = await auditOf(diy, "34.04", report);
    expect(trace).toMatchObject([
      "peer:kaltim",
      "unseal",
      "refused",
      { key: kaltim.deployment.keyring.encryption.kid, directory: version, code: "keyDiffers" },
    ]);
    await upsertNode(deployment.db, { id: "kaltim", status: "active", keys });
    await publishDirectory(deployment.db, deployment.keyring, "hub", now());
    await deployment.book.refresh();
  });

  it("of an older version is sent none, and says so itself once it is upgraded", async () => {
    const { deployment } = federation.hub;
    const { db, keyring, book } = deployment;
    const report = await forwardedTo("64.71");
    await kaltim.stopConversation();
    const current = book.current();
    const older = {
      ...current,
      version: current.version + 1,
      nodes: current.nodes.map((n) => ({ ...n, capabilities: [] })),
    };
    if (keyring.directory === undefined) throw new Error("no hub");
    const jws = await signDirectory(older, keyring.directory.key, keyring.directory.certificate);
    expect(await kaltim.deployment.book.take(jws)).toBe("taken");
    expect(await askOrigin(ctxOf(kaltim), admin("64.71"), { report }, why)).toEqual(
      failure("originUnreachable"),
    );
    expect(value(await askedOf(ctxOf(kaltim), admin("64.71"), report))).toEqual([]);
    await keepDirectory(db, older.version, jws, stamp());
    await book.refresh();
    await renewDirectory(db, keyring, book, now());
    await book.refresh();
    expect(book.current().version).toBeGreaterThan(older.version);
    expect(await renewDirectory(db, keyring, book, now())).toBe("notDue");
    kaltim.startConversation();
    await until(
      () => kaltim.deployment.book.current().version > older.version || undefined,
      "the directory",
    );
    expect(await asked(kaltim, admin("64.71"), report)).toMatchObject({ state: "given" });
  });

  it("sends nothing to a node that does not say that it takes messages", async () => {
    const calls = callsTo(mallory.deployment, federation.hubUrl);
    const pull = { generation: "1", after: 0, backlog: 0, wait: 0 };
    const limit = AbortSignal.timeout(20_000);
    await post(mallory, askBy(mallory, { to: "national" }));
    expect(await messagesFor(federation.hub.deployment, "mallory")).not.toEqual([]);
    expect(await calls.pull(pull, limit)).not.toHaveProperty("messages");
    const { messages = [] } = await calls.pull({ ...pull, taken: [] }, limit);
    expect(messages.length).toBeGreaterThan(0);
    const taken = messages.map((jws) => sha256(jws));
    const after = await calls.pull({ ...pull, taken }, limit);
    expect(after.messages ?? []).not.toEqual(expect.arrayContaining(messages));
    const kept = await rows(
      federation.hub,
      `select 1 from federation.message where jws is not null and hash = any ('{${taken.join(",")}}')`,
    );
    expect(kept).toEqual([]);
  });
});

it("no name, number, address or reason passes between deployments, nor lies in what they exchange", async () => {
  expect(wire.length).toBeGreaterThan(100);
  expect(wire.join("")).toContain("messages");
  for (const canary of canaries) {
    // However the bytes before it fall: without the symbols that its neighbours share.
    const inBase64 = [0, 1, 2].map((offset) =>
      Buffer.from(" ".repeat(offset) + canary)
        .toString("base64url")
        .slice(Math.ceil((offset * 4) / 3), Math.floor(((offset + canary.length) * 4) / 3)),
    );
    for (const form of [canary, ...inBase64])
      expect(wire.some((bytes) => bytes.includes(form))).toBe(false);
    // The reason stays where it was given; the rest lies nowhere but sealed.
    const isReason = canary === "berkas lama";
    for (const [member, asks] of [
      [kaltim, true],
      [diy, false],
      [federation.hub, true],
    ] as const) {
      const found = await rows<{ hits: number }>(
        member,
        `select (select count(*) from federation.message m where m::text like '%${canary}%')
          + (select count(*) from simpul.identity_answer a where a::text like '%${canary}%')
          + (select count(*) from simpul.identity_request r where r::text like '%${canary}%')
          + (select count(*) from simpul.audit x where x::text like '%${canary}%') as hits`,
      );
      if (!(isReason && asks)) expect(found.map(({ hits }) => Number(hits))).toEqual([0]);
    }
  }
});
