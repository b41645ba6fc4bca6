import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { goodPassword, openDesk } from "./people.ts";
import type { Desk, Person } from "./people.ts";

let desk: Desk;
let tono: Person;
beforeAll(async () => {
  desk = await openDesk({ hosted: ["64.71", "64"], kind: "node" });
  tono = await desk.officer("tono", { tenant: "64.71", role: "liaison", unit: "dpu" });
});
afterAll(() => desk.deployment.close());

const list = (tenant: string) => `/trpc/t/${tenant}/report.list?input=${encodeURIComponent("{}")}`;

async function signedIn(agent = "Firefox") {
  const browser = desk.browser({ agent });
  expect((await browser.signIn(tono.email)).status).toBe(200);
  return browser;
}

describe("a session", () => {
  test("ends half an hour after it was last used", async () => {
    const browser = await signedIn();
    for (const minutes of [20, 29, 29]) {
      desk.deployment.clock.advance({ minutes });
      expect((await browser.get(list("64.71"))).status).toBe(200);
    }
    desk.deployment.clock.advance({ minutes: 31 });
    expect((await browser.get(list("64.71"))).status).toBe(401);
    expect(await browser.isSignedIn()).toBe(false);
  });

  test("ends twelve hours after it began, however busy it is", async () => {
    const browser = await signedIn();
    for (let at = 0; at < 12 * 60 - 20; at += 20) {
      desk.deployment.clock.advance({ minutes: 20 });
      expect((await browser.get(list("64.71"))).status).toBe(200);
    }
    desk.deployment.clock.advance({ minutes: 20 });
    expect((await browser.get(list("64.71"))).status).toBe(401);
  });

  test("is fresh for a quarter of an hour", async () => {
    const browser = await signedIn();
    const isFresh = async () => (await browser.get("/api/auth/get-session")).body?.session?.isFresh;
    expect(await isFresh()).toBe(true);
    desk.deployment.clock.advance({ minutes: 15 });
    expect(await isFresh()).toBe(false);
  });

  test("that was stolen is worth nothing at the request after its revocation", async () => {
    const owner = await signedIn();
    const thief = desk.browser({ address: "198.51.100.66" });
    for (const [name, value] of owner.cookies) thief.cookies.set(name, value);
    expect((await thief.get(list("64.71"))).status).toBe(200);
    const other = await signedIn("Chrome");
    const { items = [] } = (await other.get("/api/auth/list-sessions")).body ?? {};
    const stolen = items.find((each) => each["agent"] === "Firefox" && each["isCurrent"] === false);
    await other.post("/api/auth/revoke-session", { id: stolen?.["id"] });
    expect((await thief.get(list("64.71"))).status).toBe(401);
    expect((await other.get(list("64.71"))).status).toBe(200);
    // Nor in another process, which has no memory of it.
    const elsewhere = await desk.deployment.anotherProcess().db.pg`
      select from auth.session where id = ${String(stolen?.["id"])}`;
    expect(elsewhere.length).toBe(0);
  });

  test("is of one person: a tab that another one left open does nothing by it", async () => {
    const browser = await signedIn();
    const { id } = (await browser.get("/api/auth/get-session")).body?.user ?? {};
    const removeAs = async (account: string): Promise<number> => {
      const view = { id: crypto.randomUUID() };
      const path = "/trpc/t/64.71/views.remove";
      return (await browser.post(path, view, { "x-account": account })).status;
    };
    expect(await removeAs(String(id))).toBe(404);
    expect(await removeAs(crypto.randomUUID())).toBe(401);
  });

  test("ends with all others by a sign-out everywhere", async () => {
    const browsers = [await signedIn(), await signedIn(), await signedIn()];
    expect((await browsers[0]?.post("/api/auth/revoke-sessions"))?.status).toBe(200);
    for (const each of browsers) expect(await each.isSignedIn()).toBe(false);
  });

  test("ends by a sign-out, also where the cookie was copied", async () => {
    const browser = await signedIn();
    const copy = new Map(browser.cookies);
    await browser.post("/api/auth/sign-out");
    for (const [name, value] of copy) browser.cookies.set(name, value);
    expect(await browser.isSignedIn()).toBe(false);
  });

  test("of somebody else is not there to be revoked", async () => {
    const browser = await signedIn();
    const ani = await desk.officer("ani", { tenant: "64.71", role: "unitHead", unit: "dpu" });
    const hers = desk.browser();
    await hers.signIn(ani.email);
    const { session } = (await hers.get("/api/auth/get-session")).body ?? {};
    const answer = await browser.post("/api/auth/revoke-session", { id: session?.id });
    expect(answer.status).toBe(404);
    expect(await hers.isSignedIn()).toBe(true);
  });

  test("survives a cookie with anything in it", async () => {
    const browser = desk.browser();
    for (const value of [
      "x",
      ".",
      "a.b",
      "%00",
      "x".repeat(5000),
      "'; drop table auth.session --.y",
    ]) {
      browser.cookies.set("__Host-simpul", encodeURIComponent(value));
      expect((await browser.get("/api/auth/get-session")).status).toBe(200);
      expect((await browser.get(list("64.71"))).status).toBe(401);
    }
  });

  test("leaves a line in the audit when it begins and ends", async () => {
    const browser = await signedIn();
    await browser.post("/api/auth/sign-out");
    const last = (await desk.audit()).slice(-2);
    expect(last).toMatchObject([
      { tenant: "64.71", actor: `staff:${tono.account}`, verb: "signIn", outcome: "signedIn" },
      { tenant: "64.71", actor: `staff:${tono.account}`, verb: "signOut", outcome: "done" },
    ]);
  });
});

describe("a desk", () => {
  test("is named by the path, and is not there for who has no role at it", async () => {
    const browser = await signedIn();
    const statuses = [];
    for (const path of [
      list("64.71"),
      list("64"),
      list("34.04"),
      list("64.71").replace("/t/64.71", ""),
    ])
      statuses.push((await browser.get(path)).status);
    expect(statuses).toEqual([200, 404, 404, 404]);
  });

  test("closes with the roster: the next request after a role has ended finds none", async () => {
    const eko = await desk.officer("eko", { tenant: "64.71", role: "liaison", unit: "dpu" });
    const browser = desk.browser();
    await browser.signIn(eko.email);
    expect((await browser.get(list("64.71"))).status).toBe(200);
    const { pg } = desk.deployment.asSuperuser().db;
    await pg`update simpul.officer set ended_at = now(), ended_why = 'test' where account = ${eko.account}`;
    expect((await browser.get(list("64.71"))).status).toBe(404);
  });
});

test("a new password ends every other session, and gives this one a new token", async () => {
  const sri = await desk.officer("sri", { tenant: "64.71", role: "liaison", unit: "dpu" });
  const [here, there] = [desk.browser(), desk.browser()];
  await here.signIn(sri.email);
  await there.signIn(sri.email);
  const before = here.cookies.get("__Host-simpul");
  const wrong = { currentPassword: "bukan yang ini", newPassword: "hujan turun di atap seng" };
  expect((await here.post("/api/auth/change-password", wrong)).status).toBe(401);
  const right = { ...wrong, currentPassword: goodPassword };
  expect((await here.post("/api/auth/change-password", right)).status).toBe(200);
  expect(await there.isSignedIn()).toBe(false);
  expect(await here.isSignedIn()).toBe(true);
  expect(here.cookies.get("__Host-simpul")).not.toBe(before);
  expect((await desk.browser().signIn(sri.email)).status).toBe(401);
});

test("who says their password once more is fresh again, by a new token, and nobody else is", async () => {
  const wati = await desk.officer("wati", { tenant: "64.71", role: "liaison", unit: "dpu" });
  const browser = desk.browser();
  await browser.signIn(wati.email);
  const isFresh = async () =>
    (await browser.get("/api/auth/get-session")).body?.session?.isFresh ?? "nobody";
  for (const minutes of [20, 20]) {
    desk.deployment.clock.advance({ minutes });
    await isFresh();
  }
  expect(await isFresh()).toBe(false);
  const before = browser.cookies.get("__Host-simpul");
  expect((await browser.post("/api/auth/prove", { password: "bukan yang ini" })).status).toBe(401);
  expect((await browser.post("/api/auth/prove", {})).status).toBe(422);
  expect(await isFresh()).toBe(false);
  expect((await browser.post("/api/auth/prove", { password: goodPassword })).status).toBe(200);
  expect(await isFresh()).toBe(true);
  expect(browser.cookies.get("__Host-simpul")).not.toBe(before);
  expect((await desk.browser().post("/api/auth/prove", { password: goodPassword })).status).toBe(
    401,
  );
  const acts = (await desk.audit()).filter(({ verb }) => verb === "proveAgain");
  expect(acts.map(({ outcome }) => outcome)).toEqual(["refused", "done"]);
});
