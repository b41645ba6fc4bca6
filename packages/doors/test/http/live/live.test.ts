import type { Actor } from "@simpul/access";
import { receive, verbs } from "@simpul/casework";
import type { ReceiveInput, VerbName } from "@simpul/casework";
import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Browser, openDesk } from "../auth/people.ts";
import type { Desk } from "../auth/people.ts";
import { Stream } from "./stream.ts";
import type { Told } from "./stream.ts";

let desk: Desk;
let verifier: Browser;
let admin: Browser;
const path = "/desk/events";
const open: Stream[] = [];

beforeAll(async () => {
  desk = await openDesk({ demo: true, live: { beatMs: 40, checkMs: 60, mostLines: 3 } });
  verifier = await signedIn("vera", "nationalVerifier");
  admin = await signedIn("adi", "nationalAdmin");
});
afterEach(() => Promise.all(open.splice(0).map((stream) => stream.leave())));
afterAll(async () => {
  await desk.live.close();
  await desk.deployment.close();
});

async function signedIn(name: string, role: "nationalVerifier" | "nationalAdmin") {
  const { email } = await desk.officer(name, { tenant: "national", role });
  const browser = desk.browser();
  expect((await browser.signIn(email)).status).toBe(200);
  return browser;
}

async function stream(browser: Browser, lastId?: string): Promise<Stream> {
  const one = await Stream.open(browser, path, lastId);
  open.push(one);
  return one;
}

const key: Actor & { tenant: string } = {
  kind: "machine",
  id: "test",
  tenant: "national",
  scopes: ["reports:submit", "reports:read", "reports:act"],
};

async function take(given: Partial<ReceiveInput> = {}): Promise<string> {
  const taken = await receive(
    desk.deployment.ctx,
    key,
    { text: "Jalan berlubang", ...given },
    {
      channel: "api",
      channelId: "key:test",
      dedup: [{ source: "key:test", key: randomBytes(9).toString("base64url"), digest: "d" }],
      by: "reporter",
    },
  );
  if (taken.outcome === "failed") throw new Error(taken.code);
  return taken.value.id;
}

async function act(verb: VerbName, report: string, input: object): Promise<void> {
  const { input: shape, run } = verbs[verb];
  // Proof: `parse` answers with the input type of this very verb.
  const done = await run(desk.deployment.ctx, key, { report }, shape.parse(input) as never);
  if (done.outcome === "failed") throw new Error(done.code);
}

const note = (report: string) => act("note", report, { text: "dicek" });
const whistleblowing = { class: "whistleblowing", category: "road" };
const names = (report: string) => (told: Told) => told.reports?.includes(report) === true;

describe("a desk hears", () => {
  test("of a report that came, that lists are others; of what happens to it then, its id", async () => {
    const hears = await stream(verifier);
    await hears.next(({ event }) => event === "all");
    const report = await take();
    expect(await hears.next()).toEqual({ event: "changed", reports: [], lists: true });
    await act("verify", report, { class: "complaint", category: "road" });
    expect(await hears.next()).toEqual({ event: "changed", reports: [report], lists: true });
  });

  test("of a note, which is no event", async () => {
    const report = await take();
    const hears = await stream(verifier, await settledPlace());
    await note(report);
    expect(await hears.next()).toMatchObject({ reports: [report] });
  });

  test("that a report left its lists, without its id, and then nothing of it", async () => {
    const report = await take();
    const marker = await take();
    const [hears, examines] = [
      await stream(verifier, await settledPlace()),
      await stream(admin, await settledPlace()),
    ];
    await act("verify", report, whistleblowing);
    expect(await hears.next()).toEqual({ event: "changed", reports: [], lists: true });
    expect(await examines.next()).toEqual({ event: "changed", reports: [report], lists: true });
    await note(report);
    expect(await examines.next()).toMatchObject({ reports: [report] });
    await note(marker);
    expect(await hears.next()).toEqual({ event: "changed", reports: [marker], lists: true });
    expect(hears.told.some(names(report))).toBe(false);
  });

  test("to read everything anew for a report that nobody can read any more, and then goes on", async () => {
    const [report, marker] = [await take(), await take()];
    const place = await settledPlace();
    await act("verify", report, whistleblowing);
    await desk.deployment.asSuperuser().db.pg`
      update simpul.event set payload = '{}' where report = ${report}`;
    const hears = await stream(verifier, place);
    expect(await hears.next()).toMatchObject({ event: "all" });
    await note(marker);
    expect(await hears.next()).toMatchObject({ reports: [marker] });
  });

  test("nothing of what it never saw", async () => {
    const marker = await take();
    const place = await settledPlace();
    const [hears, examines] = [await stream(verifier, place), await stream(admin, place)];
    const report = await take({ class: "whistleblowing" });
    await note(report);
    await examines.next(names(report));
    await note(marker);
    expect(await hears.next()).toEqual({ event: "changed", reports: [marker], lists: true });
    expect(hears.told).toHaveLength(1);
  });

  test("nothing of reading, not even its own", async () => {
    const report = await take({ secret: true });
    const marker = await take();
    const hears = await stream(admin, await settledPlace());
    const asked = encodeURIComponent(JSON.stringify({ report }));
    expect((await admin.get(`/trpc/report.get?input=${asked}`)).status).toBe(200);
    await note(marker);
    expect(await hears.next()).toMatchObject({ reports: [marker] });
    expect(hears.told).toHaveLength(1);
  });
});

/** Where a stream stands when everything so far was told. */
async function settledPlace(): Promise<string> {
  for (;;) {
    const { body } = await admin.get("/trpc/desk.me");
    // Proof: none; a test that reads what is not there compares with undefined, and fails.
    const me = body?.result?.data as { place: string } | undefined;
    // Others write on the same server, and one of them takes long.
    if (me?.place !== "unknown") return me?.place ?? "";
  }
}

describe("who comes back", () => {
  test("is told of everything since, also of what was written before and kept later", async () => {
    const [late, soon] = [await take(), await take()];
    const { pg } = desk.deployment.asSuperuser().db;
    const first = await stream(verifier, await settledPlace());
    await pg.begin(async (tx) => {
      await tx`update simpul.report set urgency = urgency where id = ${late}`;
      await tx`insert into simpul.audit (tenant, at, actor, verb, report, outcome)
        values ('national', now(), 'system', 'note', ${late}, 'noted')`;
      // Its number is the greater one, and it is told first.
      await note(soon);
      expect(await first.next()).toMatchObject({ reports: [soon] });
      await first.leave();
    });
    const again = await stream(verifier, first.lastId);
    await again.next(names(late));
    expect(again.told.some(names(late))).toBe(true);
  });

  test("misses none of what is written meanwhile by two processes", async () => {
    const reports = await Promise.all(Array.from({ length: 24 }, () => take()));
    const heard = new Set<string>();
    let lastId: string | undefined = await settledPlace();
    const others = desk.deployment.anotherProcess(4);
    const written = Promise.all(
      reports.map((report, i) =>
        i % 2 === 0
          ? note(report)
          : verbs.note.run(others, key, { report }, { text: "dari proses lain" }),
      ),
    );
    while (heard.size < reports.length) {
      const hears: Stream = await stream(verifier, lastId);
      const told = await hears.next();
      if (told === "end" || told.event === "all") throw new Error("went on from nowhere");
      for (const id of told.reports ?? []) heard.add(id);
      lastId = hears.lastId;
      await hears.leave();
    }
    await written;
    expect([...heard].toSorted()).toEqual(reports.toSorted());
  });

  test.each(["", "nonsense", "999999999.none", "1.0123456789abcdef0123456789abcdef"])(
    "from %j reads everything anew",
    async (place) => {
      expect(await (await stream(verifier, place)).next()).toEqual({ event: "all" });
    },
  );

  test("goes on from where a heartbeat stood", async () => {
    const report = await take();
    const hears = await stream(verifier, await settledPlace());
    const place = await hears.settled();
    await hears.leave();
    await note(report);
    expect(await (await stream(verifier, place)).next()).toMatchObject({ reports: [report] });
  });
});

describe("the door", () => {
  test("is shut for who is not signed in, and where they have no role", async () => {
    await expect(Stream.open(desk.browser(), path)).rejects.toThrow("401");
    await expect(Stream.open(verifier, "/desk/t/64.71/events")).rejects.toThrow("404");
  });

  test("ends the stream of a session that was revoked", async () => {
    const left = await signedIn("rani", "nationalVerifier");
    const hears = await stream(left, await settledPlace());
    await left.post("/api/auth/revoke-sessions");
    expect(await hears.next()).toEqual({ event: "ended", why: "session" });
    expect(await hears.next()).toBe("end");
  });

  describe("does not wait for its next check, and ends the stream at once", () => {
    let own: Desk;
    let left: Browser;
    let hears: Stream;
    const email = "wulan@balikpapan.example";
    beforeAll(async () => {
      // Long enough that a test which waits for it fails.
      own = await openDesk({ demo: true, live: { beatMs: 600_000, checkMs: 600_000 } });
      await own.officer("wulan", { tenant: "national", role: "nationalVerifier" });
    });
    beforeEach(async () => {
      left = own.browser();
      await left.signIn(email);
      hears = await Stream.open(left, path);
      await hears.next(({ event }) => event === "all");
    });
    afterAll(async () => {
      await own.live.close();
      await own.deployment.close();
    });

    test.each(["/api/auth/sign-out", "/api/auth/revoke-sessions"])(
      "of a session that another process ended by %s",
      async (way) => {
        const elsewhere = new Browser(own.anotherProcess(), {});
        for (const [name, value] of left.cookies) elsewhere.cookies.set(name, value);
        expect((await elsewhere.post(way)).status).toBe(200);
        expect(await hears.next()).toEqual({ event: "ended", why: "session" });
        expect(await hears.next()).toBe("end");
      },
    );

    test("of one that its owner ended from the list of sessions, and of no other", async () => {
      const account = own.browser();
      await account.signIn(email);
      const stays = await Stream.open(account, path);
      const { body } = await account.get("/api/auth/list-sessions");
      const ended = body?.items?.filter(({ isCurrent }) => isCurrent !== true) ?? [];
      for (const { id } of ended) await account.post("/api/auth/revoke-session", { id });
      expect(await hears.next()).toEqual({ event: "ended", why: "session" });
      await own.live.close();
      expect(await stays.next(({ event }) => event === "ended")).toBe("end");
    });
  });

  test("ends it with the role", async () => {
    const left = await signedIn("sari", "nationalVerifier");
    const hears = await stream(left, await settledPlace());
    const { pg } = desk.deployment.asSuperuser().db;
    await pg`update simpul.officer set ended_at = now() where name = 'sari'`;
    expect(await hears.next()).toEqual({ event: "ended", why: "session" });
  });

  test("has everything read anew by whom a role more shows more", async () => {
    const grown = await signedIn("budi", "nationalVerifier");
    const hears = await stream(grown, await settledPlace());
    const { pg } = desk.deployment.asSuperuser().db;
    await pg`update simpul.officer set role = 'nationalAdmin' where name = 'budi'`;
    expect(await hears.next()).toEqual({ event: "all" });
  });

  test("ends the oldest of more streams than a person may have", async () => {
    const one = await signedIn("tono", "nationalVerifier");
    const place = await settledPlace();
    const streams = [];
    for (let i = 0; i < 4; i += 1) streams.push(await stream(one, place));
    expect(await streams[0]?.next()).toEqual({ event: "ended", why: "tooMany" });
    const report = await take();
    await note(report);
    for (const hears of streams.slice(1)) await hears.next(names(report));
    expect(
      streams.slice(1).every(({ told }) => told.every(({ event }) => event === "changed")),
    ).toBe(true);
  });
});

describe("listening", () => {
  test("keeps no session alive, nor does what a desk asks by itself", async () => {
    const own = await openDesk({ demo: true, live: { beatMs: 20, checkMs: 40 } });
    const { email } = await own.officer("wati", { tenant: "national", role: "nationalVerifier" });
    const browser = own.browser();
    await browser.signIn(email);
    const hears = await Stream.open(browser, path);
    const unattended = { "x-unattended": "true" };
    for (let i = 0; i < 4; i += 1) {
      own.deployment.clock.advance({ minutes: 7 });
      expect((await browser.get("/trpc/desk.me", unattended)).status).toBe(200);
      expect((await browser.get("/api/auth/get-session", unattended)).body?.session).toBeDefined();
      await hears.settled();
    }
    own.deployment.clock.advance({ minutes: 3 });
    expect(await hears.next(({ event }) => event === "ended")).toMatchObject({ why: "session" });
    await own.live.close();
    await own.deployment.close();
  });

  test("ends at once when the process goes, with a hint when to come back", async () => {
    const own = await openDesk({ demo: true });
    const { email } = await own.officer("yudi", { tenant: "national", role: "nationalVerifier" });
    const browser = own.browser();
    await browser.signIn(email);
    const hears = await Stream.open(browser, path);
    await own.live.close();
    expect(await hears.next(({ event }) => event !== "all")).toBe("end");
    expect(hears.retry).toBeGreaterThanOrEqual(500);
    expect((await browser.get(path)).status).toBe(503);
    await own.deployment.close();
  });
});
