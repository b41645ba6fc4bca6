import { keepReference } from "@simpul/db";
import { nationalCalendar } from "@simpul/domain";
import { publishReference, referenceDefaults } from "@simpul/federation";
import { MAX_JSON_DEPTH, signReference } from "@simpul/protocol";
import type { ReferenceDocument } from "@simpul/protocol";
import type { Federation } from "@simpul/testkit";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { callsTo } from "../src/calls.ts";
import { createKeyring } from "../src/keyring.ts";
import { openReferenceBook } from "../src/reference-book.ts";
import { forwarded, nodeOf, openFederation, rows, stateAt, tenantsOf, until } from "./support.ts";

let federation: Federation;
beforeAll(async () => {
  federation = await openFederation({ nodes: { kaltim: tenantsOf("64.71") } });
}, 60_000);
afterEach(async () => {
  vi.restoreAllMocks();
  federation.path.rule();
  await kaltim().stopConversation();
});
afterAll(() => federation?.close());

const kaltim = () => nodeOf(federation, "kaltim");
const hub = () => federation.hub.deployment;
const now = () => Temporal.Now.instant();
const publish = async (kind: "calendar" | "policy", body: object) => {
  const version = await publishReference(hub().db, hub().keyring, kind, body, now());
  await hub().reference.refresh();
  return version;
};
const kept = (member = federation.hub, kind = "calendar") =>
  rows<{ version: string }>(
    member,
    `select version from federation.reference where kind = '${kind}' order by version`,
  ).then((found) => found.map(({ version }) => Number(version)));
const follows = (version: number) =>
  until(
    () => (kaltim().deployment.reference.calendar().version === version ? true : undefined),
    `version ${version} at the node`,
  );
const fetches = () => federation.path.passed((m) => m.path === "/federation/v1/reference/calendar");
const pulls = () => federation.path.passed((m) => m.path === "/federation/v1/pull");

const strange = () => createKeyring(`${federation.hub.stateDir}-stranger`, "hub", now());

/** Signed by the hub's own key, whatever it says. */
async function signed(change: Partial<ReferenceDocument>, keyring = hub().keyring) {
  if (keyring.directory === undefined) throw new Error("not the hub's keys");
  const issued = now().toString({ fractionalSecondDigits: 3 });
  const document: ReferenceDocument = { kind: "calendar", version: 1, issued, body: {}, ...change };
  return signReference(document, keyring.directory.key, keyring.directory.certificate);
}

/** From now on the hub gives this document for its calendar. */
function giving(jws: string, version: number): void {
  const heads = { calendar: { version, hash: "A".repeat(43) } };
  vi.spyOn(hub().reference, "jws").mockReturnValue(jws);
  vi.spyOn(hub().reference, "heads").mockReturnValue(heads);
}

describe("a hub", () => {
  it("that starts for the first time publishes what came with the software, and what a node counts by until then is the same", async () => {
    expect(await kept()).toEqual([1]);
    expect(await kept(federation.hub, "policy")).toEqual([1]);
    expect(hub().ctx.reference.calendar()).toMatchObject({
      version: 1,
      body: referenceDefaults.calendar,
    });
    expect(hub().ctx.reference.clockPolicy()).toMatchObject({
      version: 1,
      body: referenceDefaults.policy,
    });
    expect(kaltim().deployment.ctx.reference.calendar()).toEqual({
      version: 0,
      body: referenceDefaults.calendar,
    });
  });

  it("publishes nothing twice, whoever publishes at the same time and in whatever order the members stand", async () => {
    const versions = await Promise.all([
      ...[1, 2, 3].map(() => publish("policy", { days: { urgent: 5, ordinary: 14 } })),
      publish("policy", { days: { ordinary: 14, urgent: 5 }, note: undefined }),
    ]);
    expect(versions).toEqual([2, 2, 2, 2]);
    const others = await Promise.all([1, 2, 3].map((days) => publish("policy", { days })));
    expect(others.toSorted()).toEqual([3, 4, 5]);
    expect(await kept(federation.hub, "policy")).toEqual([1, 2, 3, 4, 5]);
    expect(await publish("policy", { days: { urgent: 5, ordinary: 14 } })).toBe(6);
  });

  it("publishes nothing that no node would take, and a node publishes nothing", async () => {
    let deep: object = {};
    for (let level = 0; level < MAX_JSON_DEPTH; level += 1) deep = { deep };
    for (const body of [{ text: "x".repeat(1024 * 1024) }, deep, { count: 2 ** 60 }, []])
      await expect(publish("policy", body)).rejects.toThrow("no node would take this policy");
    const { db, keyring } = kaltim().deployment;
    await expect(publishReference(db, keyring, "policy", {}, now())).rejects.toThrow(
      "only the hub",
    );
    expect(await kept(federation.hub, "policy")).toHaveLength(6);
  });

  it("gives each kind to nodes only, and nothing else", async () => {
    const calls = callsTo(kaltim().deployment, federation.hubUrl);
    const soon = AbortSignal.timeout(5_000);
    expect(await calls.reference("policy", soon)).toBe(hub().reference.jws("policy"));
    // Proof: what is asked for does not exist, as a later node's kind does not here.
    await expect(calls.reference("category" as "policy", soon)).rejects.toThrow("notFound");
    const stranger = await fetch(`${federation.hubUrl}/federation/v1/reference/policy`);
    expect(stranger.status).toBe(401);
  });
});

describe("a node", () => {
  it("that was down follows what was published meanwhile, and asks for it once", async () => {
    await federation.hub.restart();
    expect(await kept()).toEqual([1]);
    expect(await publish("calendar", { holidays: ["2026-12-25"] })).toBe(2);
    await kaltim().restart();
    kaltim().startConversation();
    await follows(2);
    expect(kaltim().deployment.ctx.reference.calendar().body).toEqual({ holidays: ["2026-12-25"] });
    await until(
      () => (kaltim().deployment.reference.policy().version === 6 ? true : undefined),
      "the policy",
    );
    expect(kaltim().deployment.reference.heads()).toEqual(hub().reference.heads());
    const before = pulls();
    const id = await forwarded(federation, "64.71");
    await stateAt(kaltim().deployment.ctx, "64.71", id, "forwarded");
    await until(() => (pulls() > before ? true : undefined), "another pull");
    expect(fetches()).toBe(1);
  });

  it("keeps what it has when it starts while the hub is away, and its other processes read it", async () => {
    federation.path.rule(() => "refuse");
    await kaltim().restart();
    expect(kaltim().deployment.ctx.reference.calendar()).toMatchObject({
      version: 2,
      body: { holidays: ["2026-12-25"] },
    });
    const jws = await signed({ version: 3, body: { holidays: [] } });
    const { db, reference } = kaltim().deployment;
    await keepReference(db, { kind: "calendar", version: 3, jws, at: now().toString() });
    await reference.refresh();
    expect(reference.calendar()).toMatchObject({ version: 3, body: { holidays: [] } });
    expect(await kept(kaltim())).toEqual([2, 3]);
  });

  it("takes no older version, no other bytes under a known one, no other kind and nothing of a stranger", async () => {
    const { reference } = kaltim().deployment;
    const known = reference.jws("calendar") ?? "";
    expect(await reference.take("calendar", known)).toBe("known");
    for (const jws of [
      await signed({ version: 1 }),
      await signed({ version: 2 }),
      await signed({ version: 3, body: { holidays: ["2027-01-01"] } }),
      await signed({ version: 4, kind: "policy" }),
      await signed({ version: 4 }, await strange()),
      "not.a.jws",
    ])
      expect(await reference.take("calendar", jws)).toBe("refused");
    expect(reference.jws("calendar")).toBe(known);
    expect(await kept(kaltim())).toEqual([2, 3]);
  });

  it.each([
    ["of a stranger", 4, async () => signed({ version: 4 }, await strange())],
    ["with other bytes under a known version", 3, () => signed({ version: 3, body: { other: 1 } })],
  ])(
    "that is given a document %s refuses it with one alarm, and complaints arrive all the same",
    async (_, version, make) => {
      giving(await make(), version);
      const [alarms, asked] = [kaltim().alarms.length, fetches()];
      kaltim().startConversation();
      const refused = () =>
        kaltim()
          .alarms.slice(alarms)
          .filter(({ alarm }) => alarm === "referenceRefused");
      await until(() => (refused().length > 0 ? true : undefined), "the alarm");
      const id = await forwarded(federation, "64.71");
      await stateAt(kaltim().deployment.ctx, "64.71", id, "forwarded");
      expect(refused().map(({ fields }) => fields)).toEqual([{ kind: "calendar", version }]);
      expect(fetches() - asked).toBe(1);
      expect(kaltim().deployment.ctx.reference.calendar().version).toBe(3);
    },
  );

  it("follows again as soon as the hub has a good one above what it knows", async () => {
    expect(await publish("calendar", { holidays: ["a third"] })).toBe(3);
    expect(await publish("calendar", { holidays: ["a fourth"] })).toBe(4);
    kaltim().startConversation();
    await follows(4);
    expect(kaltim().deployment.ctx.reference.calendar()).toMatchObject(
      hub().ctx.reference.calendar(),
    );
  });

  it("that cannot read what the hub signed says so once, and where, and complaints arrive all the same", async () => {
    const since = { hub: federation.hub.alarms.length, kaltim: kaltim().alarms.length };
    const raised = () =>
      [...federation.hub.alarms.slice(since.hub), ...kaltim().alarms.slice(since.kaltim)].filter(
        ({ alarm }) => alarm === "referenceUnreadable",
      );
    const later = { ...nationalCalendar, everyUnit: true };
    expect(await publish("calendar", later)).toBe(5);
    kaltim().startConversation();
    await follows(5);
    await Promise.all([hub(), kaltim().deployment].map(({ reference }) => reference.refresh()));
    const id = await forwarded(federation, "64.71");
    await stateAt(kaltim().deployment.ctx, "64.71", id, "forwarded");
    const fields = { type: "calendar", version: 5, reason: "everyUnit" };
    expect(raised().map((one) => one.fields)).toEqual([fields, fields]);
    expect(await publish("calendar", { ...nationalCalendar, version: "read" })).toBe(6);
    await follows(6);
    expect(raised()).toHaveLength(2);
  });

  it("goes on with what it took under a certificate that is over, and takes nothing new under it", async () => {
    const { db, keyring } = kaltim().deployment;
    if (keyring.root === undefined) throw new Error("not enrolled");
    const later = () => now().add({ hours: 6 * 365 * 24 });
    const book = await openReferenceBook(db, keyring.root, referenceDefaults, later);
    expect(book.heads()).toEqual(kaltim().deployment.reference.heads());
    expect(await book.take("calendar", await signed({ version: 7 }))).toBe("refused");
    expect(await kept(kaltim())).toEqual([2, 3, 4, 5, 6]);
  });

  it("does not start on a document that is not the hub's", async () => {
    const jws = await signed({ version: 9 }, await strange());
    await keepReference(kaltim().deployment.db, {
      kind: "calendar",
      version: 9,
      jws,
      at: now().toString(),
    });
    await kaltim().deployment.reference.refresh();
    expect(kaltim().deployment.reference.calendar().version).toBe(6);
    await expect(kaltim().restart()).rejects.toThrow("not signed under the pinned root");
  });
});
