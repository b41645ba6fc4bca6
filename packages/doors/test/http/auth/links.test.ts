import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inviteAccount } from "../../../src/http/auth/accounts.ts";
import { acting } from "../../../src/http/auth/audit.ts";
import { codeOf, goodPassword, openDesk } from "./people.ts";
import type { Browser, Desk, Person } from "./people.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ kind: "node", hosted: ["64.71"] });
});
afterAll(() => desk.deployment.close());

const list = `/trpc/report.list?input=${encodeURIComponent("{}")}`;
const newPassword = "hujan turun di atap seng";

let people = 0;
const liaison = () =>
  desk.officer(`liaison${String((people += 1))}`, {
    tenant: "64.71",
    role: "liaison",
    unit: "dpu",
  });

/** The token of the last mail to somebody; its path is a page of the desk, and the token never reaches a server's log. */
async function tokenOf(person: Person, template: string): Promise<string> {
  const mails = await desk.mails();
  // Mails of one moment come in any order: the next one is later.
  desk.deployment.clock.advance({ seconds: 1 });
  const mail = mails.findLast((each) => each.to === person.email);
  expect(mail?.template).toBe(template);
  const [page = "", token = ""] = mail?.path.split("#") ?? [];
  expect(page).toMatch(/^\/desk\//);
  expect(token).toMatch(/^[\w-]{43}$/);
  return token;
}

describe("a password that was forgotten", () => {
  const reset = (browser: Browser, token: string, password = newPassword) =>
    browser.post("/api/auth/reset-password", { token, newPassword: password });
  const asked = async (person: Person) => {
    const answer = await desk
      .browser()
      .post("/api/auth/request-password-reset", { email: person.email });
    expect(answer.status).toBe(202);
    return tokenOf(person, "passwordReset");
  };

  test("is set anew by a mailed link, which ends every session and opens once", async () => {
    const person = await liaison();
    const before = desk.browser();
    await before.signIn(person.email);
    const token = await asked(person);
    const browser = desk.browser();
    expect((await reset(browser, token)).status).toBe(200);
    expect(await before.isSignedIn()).toBe(false);
    expect(await browser.isSignedIn()).toBe(false);
    expect((await desk.browser().signIn(person.email)).status).toBe(401);
    expect((await desk.browser().signIn(person.email, newPassword)).status).toBe(200);
    const again = await reset(desk.browser(), token);
    expect([again.status, again.body?.type]).toEqual([410, "/problems/link-void"]);
  });

  test("is set once by a link that is opened ten times at once", async () => {
    const person = await liaison();
    const token = await asked(person);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        reset(desk.browser(), token, `${newPassword} ${String(at)}`),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([
      200,
      ...Array<number>(9).fill(410),
    ]);
  });

  test("stays as it is half an hour later, and with another token", async () => {
    const person = await liaison();
    const token = await asked(person);
    expect((await reset(desk.browser(), "x".repeat(43))).status).toBe(410);
    desk.deployment.clock.advance({ minutes: 30 });
    expect((await reset(desk.browser(), token)).status).toBe(410);
    expect((await desk.browser().signIn(person.email)).status).toBe(200);
  });

  test("is not taken if it is weak, and the link stays good", async () => {
    const person = await liaison();
    const token = await asked(person);
    for (const weak of [
      "pendek",
      "password1234",
      "katasandi2026!",
      person.email,
      "aaaaaaaaaaaaaaa",
    ]) {
      const answer = await reset(desk.browser(), token, weak);
      expect([weak, answer.status, answer.body?.type]).toEqual([
        weak,
        422,
        "/problems/password-weak",
      ]);
    }
    expect((await reset(desk.browser(), token)).status).toBe(200);
  });

  test("is asked for with the same answer by whoever has no account, and nothing is mailed", async () => {
    const before = (await desk.mails()).length;
    const person = await liaison();
    const known = await desk
      .browser()
      .post("/api/auth/request-password-reset", { email: person.email });
    const unknown = await desk
      .browser()
      .post("/api/auth/request-password-reset", { email: "hantu@balikpapan.example" });
    expect([known.status, known.body]).toEqual([unknown.status, unknown.body]);
    expect((await desk.mails()).length - before).toBe(1);
  });

  test("fills nobody's mailbox", async () => {
    const person = await liaison();
    for (let at = 0; at < 12; at += 1)
      await desk
        .browser({ address: `198.51.100.${String(at)}` })
        .post("/api/auth/request-password-reset", { email: person.email });
    const mails = (await desk.mails()).filter(({ to }) => to === person.email);
    expect(mails).toHaveLength(5);
  });
});

describe("an invitation", () => {
  const invited = async () => {
    const person = await liaison();
    await acting(desk.signIn, (tx) =>
      inviteAccount(desk.deployment.ctx, tx, { tenant: "64.71", name: "Ani", ...person }),
    );
    return person;
  };
  const accept = (browser: Browser, token: string) =>
    browser.post("/api/auth/accept-invitation", { token, password: newPassword });

  test("sets the password and signs in, once of any number at once", async () => {
    const person = await invited();
    const token = await tokenOf(person, "invitation");
    const browsers = Array.from({ length: 6 }, () => desk.browser());
    const answers = await Promise.all(browsers.map((each) => accept(each, token)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 410, 410, 410, 410, 410]);
    const inside = browsers[answers.findIndex(({ status }) => status === 200)];
    expect((await inside?.get(list))?.status).toBe(200);
    expect((await desk.browser().signIn(person.email, newPassword)).status).toBe(200);
  });

  test("is void after three days, or when there is a newer one", async () => {
    const late = await invited();
    const lateToken = await tokenOf(late, "invitation");
    desk.deployment.clock.advance({ hours: 72 });
    expect((await accept(desk.browser(), lateToken)).status).toBe(410);
    const person = await invited();
    const older = await tokenOf(person, "invitation");
    await acting(desk.signIn, (tx) =>
      inviteAccount(desk.deployment.ctx, tx, { tenant: "64.71", name: "Ani", ...person }),
    );
    expect((await accept(desk.browser(), older)).status).toBe(410);
    expect((await accept(desk.browser(), await tokenOf(person, "invitation"))).status).toBe(200);
  });

  test("is no reset, and no sign-in link", async () => {
    const token = await tokenOf(await invited(), "invitation");
    const browser = desk.browser();
    expect((await browser.post("/api/auth/reset-password", { token, newPassword })).status).toBe(
      410,
    );
    expect((await browser.post("/api/auth/magic-link/verify", { token })).status).toBe(410);
    expect((await accept(browser, token)).status).toBe(200);
  });
});

describe("a liaison", () => {
  const ask = async (browser: Browser, person: Person) => {
    expect(
      (await browser.post("/api/auth/sign-in/magic-link", { email: person.email })).status,
    ).toBe(202);
    return tokenOf(person, "signInLink");
  };
  const open = (browser: Browser, token: string, remember = false) =>
    browser.post("/api/auth/magic-link/verify", { token, remember });

  test("signs in by a mailed link, in the browser that asked, once", async () => {
    const person = await liaison();
    const browser = desk.browser();
    const token = await ask(browser, person);
    expect((await open(desk.browser(), token)).status).toBe(410);
    const stranger = desk.browser();
    await ask(stranger, await liaison());
    expect((await open(stranger, token)).status).toBe(410);
    expect((await open(browser, token)).status).toBe(200);
    expect((await browser.get(list)).status).toBe(200);
    expect((await browser.get("/api/auth/get-session")).body?.session).toMatchObject({
      how: "link",
      isFresh: true,
    });
    await ask(browser, person);
    expect((await open(browser, token)).status).toBe(410);
  });

  test("opens it within a quarter of an hour, and one of several at once", async () => {
    const person = await liaison();
    const browser = desk.browser();
    const late = await ask(browser, person);
    desk.deployment.clock.advance({ minutes: 15 });
    expect((await open(browser, late)).status).toBe(410);
    const token = await ask(browser, person);
    const cookies = new Map(browser.cookies);
    const copies = Array.from({ length: 5 }, () => {
      const copy = desk.browser();
      for (const [name, value] of cookies) copy.cookies.set(name, value);
      return copy;
    });
    const answers = await Promise.all(copies.map((copy) => open(copy, token)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 410, 410, 410, 410]);
  });

  test("whose browser is remembered comes back without, for thirty days, and is not fresh", async () => {
    const person = await liaison();
    const browser = desk.browser();
    expect((await open(browser, await ask(browser, person), true)).status).toBe(200);
    desk.deployment.clock.advance({ hours: 24 * 29 });
    expect((await browser.get(list)).status).toBe(401);
    expect((await browser.post("/api/auth/sign-in/device")).status).toBe(200);
    expect((await browser.get(list)).status).toBe(200);
    expect((await browser.get("/api/auth/get-session")).body?.session).toMatchObject({
      how: "device",
      isFresh: false,
    });
    desk.deployment.clock.advance({ hours: 24 });
    expect((await browser.post("/api/auth/sign-in/device")).status).toBe(401);
  });

  test("forgets a browser that was lost, with the sessions that it opened", async () => {
    const person = await liaison();
    const lost = desk.browser({ agent: "Lost" });
    await open(lost, await ask(lost, person), true);
    await lost.post("/api/auth/sign-in/device");
    const here = desk.browser();
    await here.signIn(person.email);
    const { items = [] } = (await here.get("/api/auth/list-devices")).body ?? {};
    const device = items.find((each) => each["agent"] === "Lost");
    expect(device).toMatchObject({ remembered: true });
    await here.post("/api/auth/revoke-device", { id: device?.["id"] });
    expect(await lost.isSignedIn()).toBe(false);
    expect((await lost.post("/api/auth/sign-in/device")).status).toBe(401);
    expect(await here.isSignedIn()).toBe(true);
  });

  test("is remembered by choice: a browser that signed in by password signs nobody in", async () => {
    const person = await liaison();
    const browser = desk.browser();
    await browser.signIn(person.email);
    await browser.post("/api/auth/sign-out");
    expect((await browser.post("/api/auth/sign-in/device")).status).toBe(401);
  });
});

test("a link is for liaisons and heads of units: nobody else is mailed one", async () => {
  const before = (await desk.mails()).length;
  const person = await desk.officer("auditor", { tenant: "64.71", role: "auditor" });
  const answer = await desk.browser().post("/api/auth/sign-in/magic-link", { email: person.email });
  expect(answer.status).toBe(202);
  expect(await desk.mails()).toHaveLength(before);
});

test("nothing that opens a door is in clear in the database", async () => {
  const person = await liaison();
  const browser = desk.browser();
  await browser.post("/api/auth/sign-in/magic-link", { email: person.email });
  const token = await tokenOf(person, "signInLink");
  const secrets = [token, browser.cookies.get("__Host-simpul-browser"), goodPassword];
  const { pg } = desk.deployment.asSuperuser().db;
  const rows = await pg`select o::text as row from auth.one_time o union all
    select d::text from auth.device d union all select c::text from auth.credential c union all
    select m::text from simpul.mail m union all select a::text from simpul.audit a`;
  for (const secret of secrets) expect(JSON.stringify(rows)).not.toContain(secret);
});

describe("a second factor", () => {
  const setUp = async (browser: Browser, password: string) => {
    const enable = await browser.post("/api/auth/two-factor/enable", { password });
    const uri = enable.body?.totpURI ?? "";
    const verified = await browser.post("/api/auth/two-factor/verify-totp", {
      code: codeOf(uri, -1),
    });
    expect([enable.status, verified.status]).toEqual([200, 200]);
    return uri;
  };

  test("is set up by an administrator in the session that the invitation began", async () => {
    const person = await desk.officer("invited", { tenant: "64.71", role: "tenantAdmin" });
    await acting(desk.signIn, (tx) =>
      inviteAccount(desk.deployment.ctx, tx, { tenant: "64.71", name: "Invited", ...person }),
    );
    const browser = desk.browser();
    const token = await tokenOf(person, "invitation");
    const accepted = await browser.post("/api/auth/accept-invitation", {
      token,
      password: newPassword,
    });
    expect(accepted.status).toBe(200);
    expect((await browser.get(list)).body?.type).toBe("/problems/second-factor-missing");
    await setUp(browser, newPassword);
    expect((await browser.get(list)).status).toBe(200);
  });

  test("that a liaison chose to have is asked for after a link and on a remembered device too", async () => {
    const person = await liaison();
    const first = desk.browser();
    await first.signIn(person.email);
    const uri = await setUp(first, goodPassword);
    const browser = desk.browser();
    await browser.post("/api/auth/sign-in/magic-link", { email: person.email });
    const token = await tokenOf(person, "signInLink");
    await browser.post("/api/auth/magic-link/verify", { token, remember: true });
    expect((await browser.get(list)).body?.type).toBe("/problems/second-factor-needed");
    expect((await browser.get("/api/auth/list-sessions")).status).toBe(403);
    const before = browser.cookies.get("__Host-simpul");
    const code = codeOf(uri);
    expect((await browser.post("/api/auth/two-factor/verify-totp", { code })).status).toBe(200);
    expect((await browser.get(list)).status).toBe(200);
    expect(browser.cookies.get("__Host-simpul")).not.toBe(before);
    await browser.post("/api/auth/sign-in/device");
    expect((await browser.get(list)).status).toBe(403);
    const next = { code: codeOf(uri, 1) };
    expect((await browser.post("/api/auth/two-factor/verify-totp", next)).status).toBe(200);
    expect((await browser.get("/api/auth/get-session")).body).toMatchObject({
      secondFactor: "proved",
      session: { how: "device", isFresh: false },
    });
  });
});

test("a new sign-in in the same browser ends the session before it", async () => {
  const person = await liaison();
  const browser = desk.browser();
  await browser.signIn(person.email);
  const before = browser.cookies.get("__Host-simpul") ?? "";
  await browser.signIn(person.email);
  expect(await browser.isSignedIn()).toBe(true);
  browser.cookies.set("__Host-simpul", before);
  expect(await browser.isSignedIn()).toBe(false);
});
