import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { goodPassword, openDesk } from "./people.ts";
import type { Desk, Person } from "./people.ts";

let desk: Desk;
let tono: Person;
beforeAll(async () => {
  desk = await openDesk({ hosted: ["national"] });
  tono = await desk.officer("tono", { tenant: "national", role: "nationalVerifier" });
});
afterAll(() => desk.deployment.close());

describe("a sign-in by password", () => {
  test("opens the desk, and says nothing of its token", async () => {
    const browser = desk.browser();
    const answer = await browser.signIn(tono.email);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ user: { id: tono.account, name: "tono", email: tono.email } });
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const list = await browser.get(`/trpc/report.list?input=${encodeURIComponent("{}")}`);
    expect([list.status, list.body?.result?.data]).toEqual([200, { items: [], nextCursor: null }]);
    expect((await browser.get("/api/auth/get-session")).body).toMatchObject({
      session: { how: "password", isFresh: true },
      secondFactor: "none",
    });
  });

  test("gives a cookie for this host alone, that no script reads and no other site sends", async () => {
    const answer = await desk
      .browser()
      .raw(
        "POST",
        "/api/auth/sign-in/email",
        { "content-type": "application/json" },
        { email: tono.email, password: goodPassword },
      );
    const [session, ...others] = answer.headers.getSetCookie();
    expect(session).toMatch(
      /^__Host-simpul=[^;]+; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    for (const each of others)
      expect(each).toMatch(/^__Host-simpul-device=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    expect(answer.headers.getSetCookie().join()).not.toMatch(/domain/i);
  });

  test("keeps only the token's hash", async () => {
    const browser = desk.browser();
    await browser.signIn(tono.email);
    const cookie = decodeURIComponent(browser.cookies.get("__Host-simpul") ?? "");
    const token = cookie.slice(0, cookie.lastIndexOf("."));
    expect(token).toMatch(/^\w{32}$/);
    const rows = await desk.deployment.asSuperuser().db
      .pg`select s::text as row from auth.session s`;
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  test("is refused alike for a wrong password and an address that nobody has", async () => {
    const wrong = await desk.browser({ address: "198.51.100.1" }).signIn(tono.email, "salah semua");
    const unknown = await desk
      .browser({ address: "198.51.100.1" })
      .signIn("siapa@balikpapan.example");
    expect([wrong.status, wrong.body]).toEqual([unknown.status, unknown.body]);
    expect([wrong.status, wrong.body?.type]).toEqual([401, "/problems/sign-in-failed"]);
    const audit = (await desk.audit()).filter(({ outcome }) => outcome === "refused");
    expect(audit.map(({ actor, verb }) => [actor, verb])).toEqual([
      [`staff:${tono.account}`, "signIn"],
      ["public", "signIn"],
    ]);
    expect(JSON.stringify(audit)).not.toContain("balikpapan.example");
  });

  test("hashes also for an address that nobody has", async () => {
    const before = desk.signIn.passwords.count();
    await desk.browser({ address: "198.51.100.9" }).signIn("hantu@balikpapan.example");
    expect(desk.signIn.passwords.count() - before).toBe(1);
  });

  test("logs no address", () => {
    expect(JSON.stringify(desk.logged)).not.toContain("@");
  });
});

describe("a request from elsewhere", () => {
  test.each([
    ["another site", { "sec-fetch-site": "cross-site" }],
    ["a neighbouring host", { "sec-fetch-site": "same-site" }],
    ["a foreign origin", { origin: "https://evil.example" }],
    ["no origin that can be told", { origin: "null" }],
  ])("from %s changes nothing, with or without a session", async (_, headers) => {
    const browser = desk.browser();
    const body = { email: tono.email, password: goodPassword };
    expect((await browser.post("/api/auth/sign-in/email", body, headers)).status).toBe(403);
    await browser.signIn(tono.email);
    const out = await browser.post("/api/auth/sign-out", {}, headers);
    expect([out.status, out.body?.type]).toEqual([403, "/problems/cross-site"]);
    const act = await browser.post("/trpc/report.hold", {}, headers);
    expect(act.status).toBe(403);
    expect(await browser.isSignedIn()).toBe(true);
  });

  test("is refused as a form, which another site could send", async () => {
    const form = { "content-type": "application/x-www-form-urlencoded" };
    const answer = await desk
      .browser()
      .send("POST", "/api/auth/sign-in/email", form, `email=${tono.email}&password=x`);
    expect(answer.status).toBe(415);
  });

  test("is refused with fields that it does not know", async () => {
    const browser = desk.browser();
    const answer = await browser.post("/api/auth/sign-in/email", {
      email: tono.email,
      password: goodPassword,
      role: "nationalAdmin",
    });
    expect(answer.status).toBe(422);
    // What better-auth has beside what we offer stays closed.
    for (const path of [
      "sign-up/email",
      "update-user",
      "delete-user",
      "change-email",
      "verify-password",
    ])
      expect((await browser.post(`/api/auth/${path}`, {})).status).toBe(404);
  });
});
