import type { RoleHeld } from "@simpul/access";
import type { Result } from "@simpul/casework";
import { connect } from "@simpul/db";
import type { Federation } from "@simpul/testkit";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  enrol,
  inviteAsked,
  pingNode,
  readDeadLetters,
  readNodesShown,
  readParked,
  readPings,
  replayDeadLetter,
  setSuspended,
  withdrawInvitations,
} from "../src/index.ts";
import { forwarded, nodeOf, openFederation, stateAt, until } from "./support.ts";

let federation: Federation;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "simpul-nodes-"));
  federation = await openFederation();
  nodeOf(federation, "kaltim").startConversation();
}, 60_000);
afterAll(async () => {
  await federation?.close();
  await rm(folder, { recursive: true, force: true });
});

const hub = () => federation.hub.deployment;
const staff = (role: RoleHeld["role"], isFresh = true, tenant = "national") =>
  ({
    kind: "staff",
    id: "1",
    tenant,
    roles: [{ role, tenant, reach: "self" }],
    isFresh,
  }) as const;
const admin = staff("nationalAdmin");

/** The code of a refusal, or the value. */
const said = <T>(result: Result<T>): T | string =>
  result.outcome === "failed" ? result.code : result.value;
function taken<T>(result: Result<T>): T {
  if (result.outcome === "failed") throw new Error(result.code);
  return result.value;
}
const shown = async (id: string) => {
  const { nodes } = taken(await readNodesShown(hub(), admin));
  const found = nodes.find((node) => node.id === id);
  if (found === undefined) throw new Error(`${id} is not shown`);
  return found;
};

async function enrolWith(code: string, node: string) {
  const db = connect(nodeOf(federation, "diy").urls.app, { max: 1 });
  try {
    return await enrol({
      hubUrl: federation.hubUrl,
      code,
      node,
      stateDir: join(folder, node),
      db,
      now: Temporal.Now.instant(),
    });
  } finally {
    await db.close();
  }
}

describe("who looks after the federation", () => {
  it("is the hub's administrator alone, at the hub", async () => {
    for (const role of ["nationalVerifier", "nationalMonitor", "auditor"] as const)
      expect(said(await readNodesShown(hub(), staff(role)))).toBe("forbidden");
    const there = nodeOf(federation, "kaltim").deployment;
    expect(said(await readNodesShown(there, staff("tenantAdmin", true, "64.71")))).toBe("notFound");
    expect(said(await readNodesShown(there, admin))).toBe("notFound");
  });

  it("proves who they are before a node is let in or out", async () => {
    const remembered = staff("nationalAdmin", false);
    const invitation = { node: "baru", tenants: ["21"], hours: 1 };
    expect(said(await inviteAsked(hub(), remembered, invitation))).toBe("freshSignInNeeded");
    const out = { node: "kaltim", suspended: true };
    expect(said(await setSuspended(hub(), remembered, out))).toBe("freshSignInNeeded");
  });
});

describe("an invitation", () => {
  it("names what is wrong in it", async () => {
    const ask = (node: string, ...tenants: string[]) =>
      inviteAsked(hub(), admin, { node, tenants, hours: 1 });
    expect(await ask("baru", "21", "99")).toMatchObject({
      code: "unknownTenant",
      pointer: "/tenants/1",
    });
    expect(await ask("baru", "national")).toMatchObject({ code: "unknownTenant" });
    expect(await ask("hub", "21")).toMatchObject({ code: "nodeIsHub" });
  });

  it("gives a code that enrols once, and is listed until then without it", async () => {
    const invited = taken(
      await inviteAsked(hub(), admin, { node: "kepri", tenants: ["21", "pdam=PDAM"], hours: 2 }),
    );
    expect(invited.tenants).toEqual([
      { code: "21", name: expect.any(String) },
      { code: "pdam", name: "PDAM" },
    ]);
    const before = taken(await readNodesShown(hub(), admin));
    expect(before.invitations).toMatchObject([{ node: "kepri", expiresAt: invited.expiresAt }]);
    expect(JSON.stringify(before)).not.toContain(invited.code);
    expect(await enrolWith(invited.code, "kepri")).toMatchObject({ outcome: "enrolled" });
    expect(taken(await readNodesShown(hub(), admin)).invitations).toEqual([]);
    expect(await shown("kepri")).toMatchObject({ status: "active", alarms: ["neverCalled"] });
  });

  it("that is withdrawn lets nobody in", async () => {
    const { code } = taken(
      await inviteAsked(hub(), admin, { node: "papua", tenants: ["91"], hours: 2 }),
    );
    expect(said(await withdrawInvitations(hub(), admin, { node: "papua" }))).toEqual({
      withdrawn: 1,
    });
    expect(await enrolWith(code, "papua")).toMatchObject({
      outcome: "failed",
      code: "codeInvalid",
    });
    const never = await setSuspended(hub(), admin, { node: "papua", suspended: true });
    expect(said(never)).toBe("nodeNotEnrolled");
  });
});

describe("a ping", () => {
  it("is heard with the node's next call and answered with the one after", async () => {
    await until(
      async () => ((await shown("kaltim")).directory === undefined ? undefined : true),
      "word of kaltim",
    );
    const asked = taken(await pingNode(hub(), admin, "kaltim"));
    const answered = await until(async () => {
      const pings = taken(await readPings(hub(), admin, "kaltim"));
      return pings.find(({ id, answeredAt }) => id === asked.id && answeredAt !== undefined);
    }, "the answer to a ping");
    expect(answered.givenAt && answered.givenAt >= asked.askedAt).toBe(true);
    expect(answered.answeredAt && answered.answeredAt >= (answered.givenAt ?? "")).toBe(true);
    expect(answered.heardAt).toBeDefined();
  });

  it("waits for a node that does not call", async () => {
    const asked = taken(await pingNode(hub(), admin, "kepri"));
    const [waiting] = taken(await readPings(hub(), admin, "kepri"));
    expect(waiting).toEqual(asked);
  });

  it("is for nodes that are in the federation and know it", async () => {
    expect(said(await pingNode(hub(), admin, "hub"))).toBe("nodeIsHub");
    expect(said(await pingNode(hub(), admin, "papua"))).toBe("nodeNotEnrolled");
    expect(said(await pingNode(hub(), admin, "tidak-ada"))).toBe("notFound");
    const { db } = hub();
    await db.pg`update federation.node set last_contact = now() where id = 'diy'`;
    expect(said(await pingNode(hub(), admin, "diy"))).toBe("nodeCannotPing");
  });
});

describe("a node's place", () => {
  it("is shown with what waits for it, its keys and its tenants", async () => {
    await forwarded(federation, "34.04");
    const diy = await until(async () => {
      const node = await shown("diy");
      return node.waiting.items > 0 ? node : undefined;
    }, "something that waits");
    expect(diy.waiting.since).toBeDefined();
    expect(diy.tenants).toMatchObject([{ code: "34.04" }]);
    expect(diy.keys.map(({ use }) => use).toSorted()).toEqual(["enc", "sig"]);
    const kaltim = await shown("kaltim");
    expect(kaltim).toMatchObject({ isHub: false, status: "active", alarms: [] });
    expect(kaltim.directory).toBeGreaterThan(0);
  });

  it("raises an alarm when it has been silent for three working days, and one before that", async () => {
    const { db } = hub();
    const contact = (at: string) =>
      db.pg`update federation.node set last_contact = ${at}::text::timestamptz where id = 'diy'`;
    const now = Temporal.Now.instant();
    await contact(now.subtract({ minutes: 30 }).toString());
    expect((await shown("diy")).alarms).toContain("quiet");
    await contact(now.subtract({ hours: 24 * 20 }).toString());
    expect((await shown("diy")).alarms).toContain("silent");
  });

  it("is taken and given back, and what waited meanwhile comes", async () => {
    expect(said(await setSuspended(hub(), admin, { node: "hub", suspended: true }))).toBe(
      "nodeIsHub",
    );
    const out = await setSuspended(hub(), admin, { node: "kaltim", suspended: true });
    expect(said(out)).toEqual({ node: "kaltim", status: "suspended" });
    expect(hub().book.statusOf("kaltim")).toBe("suspended");
    const report = await forwarded(federation, "64.71");
    const back = await setSuspended(hub(), admin, { node: "kaltim", suspended: false });
    expect(said(back)).toEqual({ node: "kaltim", status: "active" });
    await stateAt(nodeOf(federation, "kaltim").deployment.ctx, "64.71", report, "forwarded");
  }, 60_000);
});

describe("a dead letter", () => {
  it("goes to its node again, byte for byte, and is known there", async () => {
    const report = await forwarded(federation, "64.71");
    const { ctx } = nodeOf(federation, "kaltim").deployment;
    await stateAt(ctx, "64.71", report, "forwarded");
    const { db } = hub();
    // As if the node had refused the first of them for good.
    const events = await asHub(
      (tx) =>
        tx<{ payload: string; protected: string; signature: string }[]>`
        select payload, protected, signature from simpul.event
        where tenant = 'national' and report = ${report} and signature is not null order by seq limit 1`,
    );
    const [event] = events;
    if (event === undefined) throw new Error("nothing was signed");
    const jws = `${event.protected}.${Buffer.from(event.payload).toString("base64url")}.${event.signature}`;
    await db.pg`insert into federation.dead_letter (peer, code, jws, at) values ('kaltim', 'badEvent', ${jws}, now())`;
    await db.pg`insert into federation.dead_letter (peer, code, jws, at) values ('diy', 'badEvent', 'broken', now())`;
    expect((await shown("kaltim")).alarms).toContain("deadLetters");

    const { items } = taken(await readDeadLetters(hub(), admin));
    const [broken, letter] = items;
    expect(broken).toMatchObject({ node: "diy" });
    expect(broken?.event).toBeUndefined();
    expect(letter).toMatchObject({ node: "kaltim", event: { report, writer: "national", seq: 1 } });
    expect(said(await replayDeadLetter(hub(), admin, broken?.id ?? 0))).toBe("invalid");

    const replayed = taken(await replayDeadLetter(hub(), admin, letter?.id ?? 0));
    expect(replayed.replayedAt).toBeDefined();
    expect(said(await replayDeadLetter(hub(), admin, letter?.id ?? 0))).toBe("alreadyDecided");
    await until(async () => {
      const [row] = await asHub(
        (tx) =>
          tx<{ open: number; all: number }[]>`
          select count(*)::int as all, count(*) filter (where delivered_at is null)::int as open
          from simpul.feed where report = ${report} and seq = 1 and writer = 'national' and peer = 'kaltim'`,
      );
      return row?.all === 2 && row.open === 0 ? true : undefined;
    }, "a receipt for what was sent again");
    expect((await shown("kaltim")).alarms).toEqual([]);
    expect(taken(await readParked(hub(), admin))).toEqual([]);
  });
});

async function asHub<T>(work: (sql: Federation["hub"]["deployment"]["db"]["pg"]) => Promise<T>) {
  const owner = connect(federation.hub.urls.owner, { max: 1 });
  try {
    return await work(owner.pg);
  } finally {
    await owner.close();
  }
}
