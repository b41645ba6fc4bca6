import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newRecoveryCodes } from "../../../src/http/auth/recovery-codes.ts";
import { codeOf, goodPassword, openDesk, publicUrl } from "./people.ts";
import type { Browser, Desk, Person } from "./people.ts";

/** What is tried by who knows how sign-in is made. */
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ hosted: ["national"] });
});
afterAll(() => desk.deployment.close());

const list = `/trpc/report.list?input=${encodeURIComponent("{}")}`;
const session = "__Host-simpul";

let people = 0;
const officer = (role: "nationalAdmin" | "liaison" | "nationalVerifier" = "nationalVerifier") =>
  desk.officer(`orang${String((people += 1))}`, { tenant: "national", role, unit: "dpu" });

async function signedIn(person: Person): Promise<Browser> {
  const browser = desk.browser();
  expect((await browser.signIn(person.email)).status).toBe(200);
  return browser;
}

/** @returns the authenticator's URI */
async function enrol(browser: Browser): Promise<string> {
  const enable = await browser.post("/api/auth/two-factor/enable", { password: goodPassword });
  const uri = enable.body?.totpURI ?? "";
  const first = await verify(browser, codeOf(uri, -1));
  expect(first.status).toBe(200);
  return uri;
}

const verify = (by: Browser, code: string) => by.post("/api/auth/two-factor/verify-totp", { code });

test("a deployment begins without any account", async () => {
  const { pg } = desk.deployment.asSuperuser().db;
  expect(await pg`select id from auth."user"`).toHaveLength(0);
  expect((await desk.browser().signIn("admin@balikpapan.example", "admin")).status).toBe(401);
});

describe("a second factor", () => {
  /** Own session, its signature broken, beside the challenge of somebody else's password. */
  async function withOwnSession(thief: Person, victim: Person): Promise<Browser> {
    const own = await signedIn(thief);
    const cookie = own.cookies.get(session) ?? "";
    const browser = desk.browser();
    await browser.signIn(victim.email);
    expect([...browser.cookies.keys()].some((name) => name.includes("two_factor"))).toBe(true);
    const [token = ""] = decodeURIComponent(cookie).split(".");
    browser.cookies.set(session, encodeURIComponent(`${token}.${"A".repeat(43)}=`));
    return browser;
  }

  test("is counted and spent for whose it is, whatever other session is sent along", async () => {
    const [thief, victim] = [await officer(), await officer("nationalAdmin")];
    const uri = await enrol(await signedIn(victim));
    const code = codeOf(uri);
    const owner = desk.browser();
    await owner.signIn(victim.email);
    expect((await verify(owner, code)).status).toBe(200);
    // The code that was just used opens nothing again.
    const again = await withOwnSession(thief, victim);
    expect((await verify(again, code)).status).not.toBe(200);
    expect((await again.get("/api/auth/get-session")).body?.user?.id).not.toBe(victim.account);
  });

  test("is not changed by one session with the proof of another", async () => {
    const [thief, victim] = [await officer(), await officer("nationalAdmin")];
    const owner = await signedIn(victim);
    await enrol(owner);
    const { pg } = desk.deployment.asSuperuser().db;
    // Who came by single sign-on has no password that better-auth would ask for.
    await pg`delete from auth.credential where user_id = ${victim.account}`;
    desk.deployment.clock.advance({ minutes: 16 });
    const own = await signedIn(thief);
    const both = desk.browser();
    const line = [own, owner].map((each) => `${session}=${each.cookies.get(session) ?? ""}`);
    for (const cookie of [line.join("; "), line.toReversed().join("; ")])
      for (const body of [{}, { password: goodPassword }])
        await both.post("/api/auth/two-factor/disable", body, { cookie });
    const [row] = await pg`select two_factor_enabled from auth."user" where id = ${victim.account}`;
    expect(row?.["two_factor_enabled"]).toBe(true);
  });

  test("is guessed no faster from a remembered device, which may begin any number of sessions", async () => {
    const person = await officer("liaison");
    const browser = await signedIn(person);
    await enrol(browser);
    const { pg } = desk.deployment.asSuperuser().db;
    await pg`update auth.device set remembered = true where user_id = ${person.account}`;
    const statuses: number[] = [];
    for (let at = 0; at < 8; at += 1) {
      expect((await browser.post("/api/auth/sign-in/device")).status).toBe(200);
      for (let guess = 0; guess < 5; guess += 1)
        statuses.push((await verify(browser, String(200_000 + at * 10 + guess))).status);
    }
    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(30);
    expect(statuses.at(-1)).toBe(429);
  });
});

test("a mailed link resets the password and not the second factor", async () => {
  const person = await officer("nationalAdmin");
  await enrol(await signedIn(person));
  const browser = desk.browser();
  await browser.post("/api/auth/request-password-reset", { email: person.email });
  const mail = (await desk.mails()).findLast(({ to }) => to === person.email);
  const token = mail?.path.split("#")[1] ?? "";
  const newPassword = "hujan turun di atap seng";
  const reset = await browser.post("/api/auth/reset-password", { token, newPassword });
  expect(reset.status).toBe(200);
  expect(await browser.isSignedIn()).toBe(false);
  expect((await browser.signIn(person.email, newPassword)).body?.twoFactorRedirect).toBe(true);
  expect((await browser.get(list)).status).toBe(401);
});

test("recovery codes have 120 bits, and neither they nor an authenticator's secret come twice", async () => {
  const codes = Array.from({ length: 50 }, newRecoveryCodes).flat();
  expect(new Set(codes).size).toBe(500);
  for (const code of codes)
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/);
  const secrets = new Set<string | null>();
  for (const browser of [await signedIn(await officer()), await signedIn(await officer())]) {
    const enable = await browser.post("/api/auth/two-factor/enable", { password: goodPassword });
    secrets.add(new URL(enable.body?.totpURI ?? "").searchParams.get("secret"));
  }
  expect(secrets.size).toBe(2);
  // Base32: 5 bits a letter.
  for (const secret of secrets) expect((secret ?? "").length * 5).toBeGreaterThanOrEqual(160);
});

test("a password counts to its last letter, in its case, and for years", async () => {
  const person = await officer();
  const browser = await signedIn(person);
  const newPassword = `${"Pagi di Kariangau, ".repeat(6)}ombak!`;
  const change = { currentPassword: goodPassword, newPassword };
  expect((await browser.post("/api/auth/change-password", change)).status).toBe(200);
  for (const wrong of [newPassword.slice(0, -1), newPassword.toLowerCase(), ` ${newPassword}`])
    expect((await desk.browser().signIn(person.email, wrong)).status).toBe(401);
  desk.deployment.clock.advance({ hours: 24 * 365 * 3 });
  expect((await desk.browser().signIn(person.email, newPassword)).status).toBe(200);
});

test("an account that never set a password is refused like any other, and as slowly", async () => {
  const person = await officer();
  const { pg } = desk.deployment.asSuperuser().db;
  await pg`delete from auth.credential where user_id = ${person.account}`;
  const before = desk.signIn.passwords.count();
  const answers = [];
  for (const email of [person.email, "hantu@balikpapan.example"])
    answers.push(await desk.browser({ address: "192.0.2.44" }).signIn(email));
  expect(desk.signIn.passwords.count() - before).toBe(2);
  expect(answers.map(({ status }) => status)).toEqual([401, 401]);
  expect(answers[0]?.body).toEqual(answers[1]?.body);
});

test("a cookie that was there before the sign-in is not the session's afterwards", async () => {
  const person = await officer();
  const browser = desk.browser();
  const planted = await signedIn(await officer());
  const before = planted.cookies.get(session) ?? "";
  browser.cookies.set(session, before);
  await browser.signIn(person.email);
  expect(browser.cookies.get(session)).not.toBe(before);
  // And the one that was planted is over.
  expect(await planted.isSignedIn()).toBe(false);
});

describe("a mailed link", () => {
  test("leads to our own address, whatever host the request named", async () => {
    const person = await officer("liaison");
    const headers = {
      host: "evil.example",
      "x-forwarded-host": "evil.example",
      forwarded: "host=evil.example",
      origin: publicUrl,
    };
    const browser = desk.browser();
    for (const path of ["request-password-reset", "sign-in/magic-link"])
      await browser.post(`/api/auth/${path}`, { email: person.email }, headers);
    const mails = (await desk.mails()).filter(({ to }) => to === person.email);
    expect(mails.map(({ template }) => template).toSorted()).toEqual([
      "passwordReset",
      "signInLink",
    ]);
    // What stands in front is PUBLIC_URL, put there when it is sent.
    for (const { path } of mails) expect(path).toMatch(/^\/desk\/(reset|link)#[\w-]{43}$/);
  });
});

test.each(["callbackURL", "redirectTo", "errorCallbackURL"])(
  "%s is nothing that a request may choose",
  async (name) => {
    const browser = desk.browser();
    const elsewhere = { [name]: "https://evil.example" };
    const bodies: [string, object][] = [
      ["sign-in/email", { email: "a@b.example", password: "x" }],
      ["sign-in/sso", { tenant: "national", provider: "x" }],
      ["request-password-reset", { email: "a@b.example" }],
      ["sign-in/magic-link", { email: "a@b.example" }],
    ];
    for (const [path, body] of bodies)
      expect((await browser.post(`/api/auth/${path}`, { ...body, ...elsewhere })).status).toBe(422);
    const back = `/api/auth/callback/national~x?error=x&${name}=https%3A%2F%2Fevil.example`;
    const answer = await browser.raw("GET", back);
    expect([answer.status, answer.headers.get("location")]).toEqual([
      302,
      `${publicUrl}/desk?error=sso`,
    ]);
  },
);

test("JSON in a plain text body, which any site may send, changes nothing", async () => {
  const person = await officer();
  const browser = await signedIn(person);
  const plain = { "content-type": "text/plain;charset=UTF-8" };
  for (const path of ["sign-in/email", "sign-out", "revoke-sessions", "two-factor/enable"])
    expect((await browser.send("POST", `/api/auth/${path}`, plain, "{}")).status).toBe(415);
  expect((await browser.send("POST", "/trpc/report.hold", plain, "{}")).status).toBe(415);
  expect(await browser.isSignedIn()).toBe(true);
});

describe("the desk's API", () => {
  test("answers nothing that a browser keeps", async () => {
    const browser = await signedIn(await officer());
    for (const path of [list, "/trpc/nothing", "/api/auth/get-session"])
      expect((await browser.get(path)).headers.get("cache-control")).toBe("no-store");
    expect((await desk.browser().get(list)).headers.get("cache-control")).toBe("no-store");
  });

  test("counts each call of a batch, however its commas are written", async () => {
    const person = await officer();
    const browser = await signedIn(person);
    const calls = Array.from({ length: 20 }, () => "report.list");
    const input = encodeURIComponent(JSON.stringify({ ...calls.map(() => ({})) }));
    const left = async (comma: string) => {
      const answer = await browser.get(`/trpc/${calls.join(comma)}?batch=1&input=${input}`);
      expect(answer.status).toBe(200);
    };
    await left(",");
    let refused = 0;
    for (let at = 0; at < 15; at += 1) {
      const { status } = await browser.get(`/trpc/${calls.join("%2C")}?batch=1&input=${input}`);
      if (status === 429) refused += 1;
    }
    expect(refused).toBeGreaterThan(0);
  });
});
