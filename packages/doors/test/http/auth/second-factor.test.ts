import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { resetSecondFactor } from "@simpul/casework";
import { accountsOf } from "../../../src/http/auth/accounts.ts";
import { codeOf, goodPassword, openDesk } from "./people.ts";
import type { Browser, Desk, Person } from "./people.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ hosted: ["national"] });
});
afterAll(() => desk.deployment.close());

const list = `/trpc/report.list?input=${encodeURIComponent("{}")}`;

let people = 0;
const admin = () =>
  desk.officer(`admin${String((people += 1))}`, { tenant: "national", role: "nationalAdmin" });

/** Signs in and sets up an authenticator. */
async function enrolled(
  person: Person,
): Promise<{ browser: Browser; uri: string; codes: string[] }> {
  const browser = desk.browser();
  await browser.signIn(person.email);
  const enable = await browser.post("/api/auth/two-factor/enable", { password: goodPassword });
  const uri = enable.body?.totpURI ?? "";
  const verified = await browser.post("/api/auth/two-factor/verify-totp", {
    code: codeOf(uri, -1),
  });
  expect(verified.status).toBe(200);
  return { browser, uri, codes: enable.body?.backupCodes ?? [] };
}

describe("an administrator", () => {
  test("reaches nothing but the enrolment until there is a second factor", async () => {
    const person = await admin();
    const browser = desk.browser();
    expect((await browser.signIn(person.email)).status).toBe(200);
    const refused = await browser.get(list);
    expect([refused.status, refused.body?.type]).toEqual([403, "/problems/second-factor-missing"]);
    for (const path of ["list-sessions", "list-devices"])
      expect((await browser.get(`/api/auth/${path}`)).status).toBe(403);
    const change = { currentPassword: goodPassword, newPassword: "hujan turun di atap seng" };
    expect((await browser.post("/api/auth/change-password", change)).status).toBe(403);
    expect((await browser.get("/api/auth/get-session")).body?.secondFactor).toBe("missing");

    const wrong = await browser.post("/api/auth/two-factor/enable", { password: "salah" });
    expect(wrong.status).toBe(401);
    const enable = await browser.post("/api/auth/two-factor/enable", { password: goodPassword });
    expect(enable.body?.backupCodes).toHaveLength(10);
    // Asked for is not set up: a code of the app has to come first.
    expect((await browser.get(list)).status).toBe(403);
    const before = browser.cookies.get("__Host-simpul");
    const code = codeOf(enable.body?.totpURI ?? "");
    expect((await browser.post("/api/auth/two-factor/verify-totp", { code })).status).toBe(200);
    expect((await browser.get(list)).status).toBe(200);
    expect(browser.cookies.get("__Host-simpul")).not.toBe(before);
  });

  test("signs in by password and code from then on, and by each code once", async () => {
    const person = await admin();
    const { uri } = await enrolled(person);
    const browser = desk.browser();
    const first = await browser.signIn(person.email);
    expect(first.body).toEqual({ twoFactorRedirect: true, twoFactorMethods: ["totp"] });
    expect(browser.cookies.has("__Host-simpul")).toBe(false);
    expect((await browser.get(list)).status).toBe(401);
    const verify = (by: Browser, code: string) =>
      by.post("/api/auth/two-factor/verify-totp", { code });
    const wrong = await verify(browser, "000000");
    expect([wrong.status, wrong.body?.type]).toEqual([401, "/problems/code-wrong"]);
    const code = codeOf(uri);
    expect((await verify(browser, code)).status).toBe(200);
    expect((await browser.get(list)).status).toBe(200);
    expect((await browser.get("/api/auth/get-session")).body).toMatchObject({
      secondFactor: "proved",
      session: { isFresh: true, how: "password" },
    });
    // Who looked over a shoulder comes too late.
    const other = desk.browser();
    await other.signIn(person.email);
    expect((await verify(other, code)).status).toBe(401);
    const audit = (await desk.audit()).filter(({ actor }) => actor === `staff:${person.account}`);
    expect(audit.map(({ verb, outcome }) => `${verb} ${outcome}`)).toEqual([
      "signIn signedIn",
      "secondFactor setUp",
      "secondFactor refused",
      "signIn signedIn",
      "secondFactor proved",
      "secondFactor refused",
    ]);
  });

  test("is not let in by guessing codes", async () => {
    const person = await admin();
    await enrolled(person);
    const statuses: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      const browser = desk.browser();
      await browser.signIn(person.email);
      for (let at = 0; at < 5; at += 1) {
        const code = String(100_000 + round * 10 + at);
        statuses.push((await browser.post("/api/auth/two-factor/verify-totp", { code })).status);
      }
    }
    expect(statuses.slice(0, 10).every((status) => status === 401)).toBe(true);
    expect(statuses.slice(10).every((status) => status === 429)).toBe(true);
  });

  test("comes back by recovery codes, each once, also when sent twice at once", async () => {
    const person = await admin();
    const { codes } = await enrolled(person);
    const by = async (code: string) => {
      const browser = desk.browser();
      await browser.signIn(person.email);
      return {
        browser,
        answer: () => browser.post("/api/auth/two-factor/verify-backup-code", { code }),
      };
    };
    const [first = "", second = ""] = codes;
    const one = await by(first.toLowerCase().replaceAll("-", " "));
    expect((await one.answer()).status).toBe(200);
    expect((await one.browser.get(list)).status).toBe(200);
    expect((await (await by(first)).answer()).status).toBe(401);
    const both = [await by(second), await by(second)];
    const statuses = await Promise.all(both.map(async ({ answer }) => (await answer()).status));
    expect(statuses.toSorted()).toEqual([200, 401]);
  });

  test("keeps neither secret nor recovery codes in clear in the database", async () => {
    const person = await admin();
    const { uri, codes } = await enrolled(person);
    const secret = new URL(uri).searchParams.get("secret") ?? "?";
    const rows = await desk.deployment.asSuperuser().db.pg`
      select f::text as row from auth.second_factor f where user_id = ${person.account}`;
    const kept = JSON.stringify(rows);
    expect(rows).toHaveLength(1);
    for (const each of [secret, ...codes, ...codes.map((code) => code.replaceAll("-", ""))])
      expect(kept).not.toContain(each);
  });

  test("gets new recovery codes, which void the old", async () => {
    const person = await admin();
    const { browser, codes } = await enrolled(person);
    const path = "/api/auth/two-factor/generate-backup-codes";
    expect((await browser.post(path, { password: "salah lagi" })).status).toBe(401);
    const fresh = await browser.post(path, { password: goodPassword });
    expect(fresh.body?.backupCodes).toHaveLength(10);
    const other = desk.browser();
    await other.signIn(person.email);
    const verify = (code = "") => other.post("/api/auth/two-factor/verify-backup-code", { code });
    expect((await verify(codes[0])).status).toBe(401);
    expect((await verify(fresh.body?.backupCodes?.[0])).status).toBe(200);
  });

  test("is back at the enrolment once the second factor is taken away", async () => {
    const person = await admin();
    const { browser } = await enrolled(person);
    const again = await browser.post("/api/auth/two-factor/enable", { password: goodPassword });
    expect(again.status).toBe(409);
    const off = await browser.post("/api/auth/two-factor/disable", { password: goodPassword });
    expect(off.status).toBe(200);
    expect((await browser.get(list)).body?.type).toBe("/problems/second-factor-missing");
  });
});

describe("a second factor that was lost", () => {
  const officerOf = async (account: string): Promise<string> => {
    const [row] = await desk.deployment.asSuperuser().db.pg<{ id: string }[]>`
      select id from simpul.officer where account = ${account}`;
    return row?.id ?? "";
  };
  const reset = async (by: Browser, person: Person) => {
    const input = { officer: await officerOf(person.account) };
    const { body } = await by.post("/trpc/roster.resetSecondFactor", input);
    return body?.error?.data.failure ?? body?.result?.data;
  };
  const linkFor = async ({ email }: Person) => {
    const mail = (await desk.mails()).findLast(({ to }) => to === email);
    expect(mail?.template).toBe("secondFactorReset");
    return mail?.path.split("#")[1] ?? "";
  };
  const enable = (by: Browser, link?: string) =>
    by.post("/api/auth/two-factor/enable", {
      password: goodPassword,
      ...(link === undefined ? {} : { link }),
    });

  test("is reset by a second administrator, and set up anew by password and link together", async () => {
    const [boss, person] = [await admin(), await admin()];
    const { browser: by } = await enrolled(boss);
    const lost = await enrolled(person);
    expect(await reset(by, person)).toEqual({ id: await officerOf(person.account) });
    // Whoever was signed in is not, and the old codes are worth nothing.
    expect(await lost.browser.isSignedIn()).toBe(false);
    const thief = desk.browser();
    expect((await thief.signIn(person.email)).body?.twoFactorRedirect).toBeUndefined();
    expect((await thief.get(list)).body?.type).toBe("/problems/second-factor-missing");
    for (const link of [undefined, "x", "A".repeat(43)])
      expect((await enable(thief, link)).body?.type).toBe("/problems/link-void");
    const code = { code: codeOf(lost.uri, 1) };
    expect((await thief.post("/api/auth/two-factor/verify-totp", code)).status).toBe(401);

    const link = await linkFor(person);
    const browser = desk.browser();
    await browser.signIn(person.email);
    // The page may be loaded again: the link is used up by the first code.
    await enable(browser, link);
    const uri = (await enable(browser, link)).body?.totpURI ?? "";
    expect((await browser.get(list)).status).toBe(403);
    const verified = { code: codeOf(uri, -1) };
    expect((await browser.post("/api/auth/two-factor/verify-totp", verified)).status).toBe(200);
    expect((await browser.get(list)).status).toBe(200);
    const off = await browser.post("/api/auth/two-factor/disable", { password: goodPassword });
    expect(off.status).toBe(200);
    const [used] = await desk.deployment.asSuperuser().db.pg`
      select used_at from auth.one_time where purpose = 'factor' and user_id = ${person.account}`;
    expect(used?.["used_at"]).not.toBeNull();
    expect((await desk.audit()).filter(({ verb }) => verb === "resetSecondFactor")).toMatchObject([
      { actor: `staff:${boss.account}`, outcome: "reset", tenant: "national" },
    ]);
  });

  test("gives its link to nobody else, and not for ever", async () => {
    const [boss, person, other] = [await admin(), await admin(), await admin()];
    const { browser: by } = await enrolled(boss);
    await enrolled(person);
    await enrolled(other);
    await reset(by, person);
    await reset(by, other);
    const browser = desk.browser();
    await browser.signIn(person.email);
    expect((await enable(browser, await linkFor(other))).body?.type).toBe("/problems/link-void");
    const first = await linkFor(person);
    // Asked for again, the newer link counts.
    expect(await reset(by, person)).toEqual({ id: await officerOf(person.account) });
    await browser.signIn(person.email);
    expect((await enable(browser, first)).body?.type).toBe("/problems/link-void");
    const link = await linkFor(person);
    await desk.deployment.asSuperuser().db.pg`
      update auth.one_time set expires_at = created_at where purpose = 'factor'`;
    expect((await enable(browser, link)).body?.type).toBe("/problems/link-void");
  });

  test("also keeps out who needs none by their role, until there is another", async () => {
    const boss = await admin();
    const { browser: by } = await enrolled(boss);
    const person = await desk.officer("verifikator", {
      tenant: "national",
      role: "nationalVerifier",
    });
    await enrolled(person);
    await reset(by, person);
    const thief = desk.browser();
    await thief.signIn(person.email);
    expect((await thief.get(list)).body?.type).toBe("/problems/second-factor-missing");
  });

  test("is one's own to lose, another desk's to keep, and a fresh session's to reset", async () => {
    const boss = await admin();
    const { browser: by } = await enrolled(boss);
    expect(await reset(by, boss)).toBe("ownFactor");
    const without = await admin();
    expect(await reset(by, without)).toBe("noFactor");
    const person = await desk.officer("verifikator2", {
      tenant: "national",
      role: "nationalVerifier",
    });
    const verifier = await enrolled(person);
    expect(await reset(verifier.browser, boss)).toBe("forbidden");
    await desk.deployment.asSuperuser().db.pg`
      update auth.session set fresh_at = null where user_id = ${boss.account}`;
    expect(await reset(by, person)).toBe("freshSignInNeeded");
  });
});

test("of who administers another desk too, only the operator resets the second factor", async () => {
  const two = await openDesk({ kind: "node", hosted: ["64", "64.71"], demo: true });
  try {
    const person = await two.officer(
      "rangkap",
      { tenant: "64", role: "tenantAdmin" },
      { tenant: "64.71", role: "liaison", unit: "dpu" },
    );
    const { pg } = two.deployment.asSuperuser().db;
    await pg`update auth."user" set two_factor_enabled = true where id = ${person.account}`;
    const [row] = await pg<{ id: string }[]>`select id from simpul.officer where tenant = '64.71'`;
    const officer = row?.id ?? "";
    const role = { role: "tenantAdmin", tenant: "64.71", reach: "self" } as const;
    const staff = {
      kind: "staff",
      id: "x",
      tenant: "64.71",
      roles: [role],
      isFresh: true,
    } as const;
    const { ctx } = two.deployment;
    expect(await resetSecondFactor(ctx, staff, { officer }, accountsOf(ctx))).toEqual({
      outcome: "failed",
      code: "adminElsewhere",
      pointer: "/officer",
    });
    const operator = { kind: "system", tenant: "64.71" } as const;
    expect(await resetSecondFactor(ctx, operator, { officer }, accountsOf(ctx))).toMatchObject({
      outcome: "done",
    });
  } finally {
    await two.deployment.close();
  }
});

test("a code without a password is asked of nobody", async () => {
  const answer = await desk.browser().post("/api/auth/two-factor/verify-totp", { code: "123456" });
  expect(answer.status).toBe(401);
});

test("the demo lets its administrators in without, and its cookies over plain http", async () => {
  const demo = await openDesk({ hosted: ["national"], demo: true, url: "http://127.0.0.1:4000" });
  try {
    const person = await demo.officer("demo", { tenant: "national", role: "nationalAdmin" });
    const browser = demo.browser();
    const own = { origin: "http://127.0.0.1:4000" };
    const body = { email: person.email, password: goodPassword };
    const answer = await browser.post("/api/auth/sign-in/email", body, own);
    expect(answer.headers.getSetCookie()[0]).toMatch(
      /^simpul=[^;]+; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    expect((await browser.get(list)).status).toBe(200);
    const foreign = await browser.post(
      "/api/auth/sign-out",
      {},
      { origin: "http://127.0.0.1:4001" },
    );
    expect(foreign.status).toBe(403);
  } finally {
    await demo.deployment.close();
  }
});
