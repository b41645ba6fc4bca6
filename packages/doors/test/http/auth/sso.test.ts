import { once } from "node:events";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { disableProvider, keepIdentityProvider } from "@simpul/casework";
import { Provider } from "oidc-provider";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isFitIssuer } from "../../../src/http/auth/discovery.ts";
import { openDesk, publicUrl } from "./people.ts";
import type { Browser, Desk } from "./people.ts";

/** A real identity provider in this process; who signs in there is who `subject` says. */
interface Idp {
  readonly issuer: string;
  subject: { sub: string; email: string; email_verified: boolean };
  readonly asked: URL[];
  close(): Promise<void>;
}

async function openIdp(callback: string): Promise<Idp> {
  const server: Server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // Proof: a TCP server that listens has an AddressInfo.
  const issuer = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const idp: Idp = {
    issuer,
    subject: { sub: "nobody", email: "nobody@example", email_verified: false },
    asked: [],
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: "simpul",
        client_secret: "the client's secret",
        redirect_uris: [callback],
        response_types: ["code"],
        grant_types: ["authorization_code"],
      },
    ],
    // The ID token carries what Keycloak and Entra put there too.
    conformIdTokenClaims: false,
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ["a key of the test"] },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, sub) => ({
      accountId: sub,
      claims: () => ({ name: "A person", ...idp.subject, sub }),
    }),
  });
  const answer = provider.callback();
  server.on("request", (req, res) => {
    const url = new URL(req.url ?? "/", issuer);
    if (url.pathname === "/auth") idp.asked.push(url);
    if (!url.pathname.startsWith("/interaction/")) {
      void answer(req, res);
      return;
    }
    // Its people say yes at once.
    void (async () => {
      const { params } = await provider.interactionDetails(req, res);
      const grant = new provider.Grant({
        accountId: idp.subject.sub,
        clientId: String(params["client_id"]),
      });
      grant.addOIDCScope("openid email profile");
      const grantId = await grant.save();
      await provider.interactionFinished(
        req,
        res,
        { login: { accountId: idp.subject.sub }, consent: { grantId } },
        { mergeWithLastSubmission: false },
      );
    })();
  });
  return idp;
}

let desk: Desk;
let balikpapan: Idp;
let kaltim: Idp;
beforeAll(async () => {
  desk = await openDesk({ kind: "node", hosted: ["64", "64.71"] });
  const { ctx } = desk.deployment;
  const open = async (tenant: string, emailDomain: string) => {
    const idp = await openIdp(`${publicUrl}/api/auth/callback/${tenant}~pegawai`);
    const provider = { id: "pegawai", name: "Akun pegawai", issuer: idp.issuer, emailDomain };
    const client = { clientId: "simpul", clientSecret: "the client's secret" };
    const actor = { kind: "system", tenant } as const;
    const isFit = (issuer: string) => isFitIssuer(desk.signIn.outward, issuer);
    const kept = await keepIdentityProvider(ctx, actor, { ...provider, ...client }, isFit);
    expect(kept.outcome).toBe("done");
    return idp;
  };
  balikpapan = await open("64.71", "balikpapan.example");
  kaltim = await open("64", "balikpapan.example");
});
afterAll(async () => {
  await Promise.all([balikpapan.close(), kaltim.close()]);
  await desk.deployment.close();
});

const list = (tenant: string) => `/trpc/t/${tenant}/report.list?input=${encodeURIComponent("{}")}`;

/** Follows the provider's pages, as a browser would, until it sends back to us. */
async function throughIdp(start: string): Promise<string> {
  const cookies = new Map<string, string>();
  let at = start;
  for (let hop = 0; hop < 10; hop += 1) {
    if (at.startsWith(publicUrl)) return at.slice(publicUrl.length);
    const answer = await fetch(at, {
      redirect: "manual",
      headers: { cookie: [...cookies].map(([n, v]) => `${n}=${v}`).join("; ") },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    at = new URL(answer.headers.get("location") ?? "about:blank", at).href;
  }
  throw new Error(`the provider did not come back: ${at}`);
}

async function ssoOf(browser: Browser, tenant: string): Promise<string> {
  const { body, status } = await browser.post("/api/auth/sign-in/sso", {
    tenant,
    provider: "pegawai",
  });
  expect(status).toBe(200);
  return throughIdp(body?.url ?? "");
}

async function finish(browser: Browser, back: string): Promise<string | null> {
  const answer = await browser.raw("GET", back);
  expect(answer.status).toBe(302);
  return answer.headers.get("location");
}

describe("single sign-on", () => {
  test("signs in whom the roster knows, with PKCE, state and nonce", async () => {
    const person = await desk.officer("rini", { tenant: "64.71", role: "liaison", unit: "dpu" });
    balikpapan.subject = { sub: "rini-1", email: person.email, email_verified: true };
    const browser = desk.browser();
    expect((await browser.get("/api/auth/sso/64.71")).body?.items).toEqual([
      { id: "pegawai", name: "Akun pegawai" },
    ]);
    expect(await finish(browser, await ssoOf(browser, "64.71"))).toBe(`${publicUrl}/desk`);
    expect((await browser.get(list("64.71"))).status).toBe(200);
    expect((await browser.get("/api/auth/get-session")).body?.session).toMatchObject({
      how: "sso",
      isFresh: true,
    });
    const asked = balikpapan.asked.at(-1)?.searchParams;
    expect(asked?.get("code_challenge_method")).toBe("S256");
    for (const each of ["state", "nonce", "code_challenge"])
      expect(asked?.get(each)?.length).toBeGreaterThan(20);
    expect((await desk.audit()).at(-1)).toMatchObject({
      tenant: "64.71",
      actor: `staff:${person.account}`,
      verb: "signIn",
      detail: { how: "sso" },
    });
  });

  test("is worth nothing to whoever brings its answer in another browser, or twice", async () => {
    const person = await desk.officer("dewi", { tenant: "64.71", role: "liaison", unit: "dpu" });
    balikpapan.subject = { sub: "dewi-1", email: person.email, email_verified: true };
    const browser = desk.browser();
    const back = await ssoOf(browser, "64.71");
    const thief = desk.browser();
    expect(await finish(thief, back)).toBe(`${publicUrl}/desk?error=sso`);
    expect(await thief.isSignedIn()).toBe(false);
    expect(await finish(browser, back)).toBe(`${publicUrl}/desk`);
    await browser.post("/api/auth/sign-out");
    expect(await finish(browser, back)).toBe(`${publicUrl}/desk?error=sso`);
    expect(await browser.isSignedIn()).toBe(false);
  });

  const refused = async (idp: Idp, tenant: string) => {
    const browser = desk.browser();
    expect(await finish(browser, await ssoOf(browser, tenant))).toBe(`${publicUrl}/desk?error=sso`);
    expect(await browser.isSignedIn()).toBe(false);
    const links = await desk.deployment.asSuperuser().db.pg`
      select from auth.credential where account_id = ${idp.subject.sub}`;
    expect(links).toHaveLength(0);
    return (await desk.audit()).at(-1)?.detail;
  };

  test("of one tenant signs nobody in who belongs only to another", async () => {
    const person = await desk.officer("yudi", { tenant: "64.71", role: "liaison", unit: "dpu" });
    kaltim.subject = { sub: "yudi-1", email: person.email, email_verified: true };
    expect(await refused(kaltim, "64")).toEqual({ how: "sso", why: "noRole" });
  });

  test("of one tenant opens no other's desk, also for who works at both", async () => {
    const person = await desk.officer(
      "budi",
      { tenant: "64.71", role: "liaison", unit: "dpu" },
      { tenant: "64", role: "liaison", unit: "dpu" },
    );
    kaltim.subject = { sub: "budi-1", email: person.email, email_verified: true };
    const browser = desk.browser();
    expect(await finish(browser, await ssoOf(browser, "64"))).toBe(`${publicUrl}/desk`);
    expect((await browser.get(list("64"))).status).toBe(200);
    expect((await browser.get(list("64.71"))).status).toBe(404);
  });

  test("signs in no address that it has not verified, or that is not of its domain, or unknown", async () => {
    const person = await desk.officer("sari", { tenant: "64.71", role: "liaison", unit: "dpu" });
    balikpapan.subject = { sub: "sari-1", email: person.email, email_verified: false };
    expect(await refused(balikpapan, "64.71")).toMatchObject({ why: "unverifiedAddress" });
    balikpapan.subject = { sub: "sari-2", email: "sari@elsewhere.example", email_verified: true };
    expect(await refused(balikpapan, "64.71")).toMatchObject({ why: "otherDomain" });
    balikpapan.subject = { sub: "x-1", email: "hantu@balikpapan.example", email_verified: true };
    expect(await refused(balikpapan, "64.71")).toMatchObject({ why: "unknownAccount" });
    const { pg } = desk.deployment.asSuperuser().db;
    expect(await pg`select from auth."user" where email = 'hantu@balikpapan.example'`).toHaveLength(
      0,
    );
  });

  test("stops with the role: who left the roster is refused, however often they were let in", async () => {
    const person = await desk.officer("tuti", { tenant: "64.71", role: "liaison", unit: "dpu" });
    balikpapan.subject = { sub: "tuti-1", email: person.email, email_verified: true };
    const browser = desk.browser();
    expect(await finish(browser, await ssoOf(browser, "64.71"))).toBe(`${publicUrl}/desk`);
    const { pg } = desk.deployment.asSuperuser().db;
    await pg`update simpul.officer set ended_at = now(), ended_why = 'test' where account = ${person.account}`;
    const again = desk.browser();
    expect(await finish(again, await ssoOf(again, "64.71"))).toBe(`${publicUrl}/desk?error=sso`);
  });

  test("takes the second factor for granted from nobody", async () => {
    const person = await desk.officer("joko", { tenant: "64.71", role: "tenantAdmin" });
    balikpapan.subject = { sub: "joko-1", email: person.email, email_verified: true };
    const browser = desk.browser();
    await finish(browser, await ssoOf(browser, "64.71"));
    const answer = await browser.get(list("64.71"));
    expect([answer.status, answer.body?.type]).toEqual([403, "/problems/second-factor-missing"]);
  });

  test("opens no examiner's role: whoever names the provider could let anybody in as one", async () => {
    const person = await desk.officer("inah", {
      tenant: "64.71",
      role: "inspectorate",
      unit: "inspektorat",
    });
    balikpapan.subject = { sub: "inah-1", email: person.email, email_verified: true };
    const browser = desk.browser();
    await finish(browser, await ssoOf(browser, "64.71"));
    expect((await browser.get(list("64.71"))).status).toBe(404);
    expect((await browser.get("/api/auth/get-session")).body?.roles).toEqual([]);
  });

  test("is not offered where there is none, and its client's secret is sealed", async () => {
    const browser = desk.browser();
    const none = { tenant: "64.71", provider: "lain" };
    expect((await browser.post("/api/auth/sign-in/sso", none)).status).toBe(404);
    const elsewhere = { tenant: "34.04", provider: "pegawai" };
    expect((await browser.post("/api/auth/sign-in/sso", elsewhere)).status).toBe(404);
    expect((await browser.get("/api/auth/sso/34.04")).status).toBe(404);
    const rows = await desk.deployment.asSuperuser().db.pg`
      select p::text as row from simpul.identity_provider p`;
    expect(JSON.stringify(rows)).not.toContain("the client's secret");
  });

  test("ends with its provider: sessions, and the subjects that it named", async () => {
    const person = await desk.officer("wati", { tenant: "64.71", role: "liaison", unit: "dpu" });
    balikpapan.subject = { sub: "wati-1", email: person.email, email_verified: true };
    const browser = desk.browser();
    expect(await finish(browser, await ssoOf(browser, "64.71"))).toBe(`${publicUrl}/desk`);
    const elsewhere = desk.browser();
    await elsewhere.signIn(person.email);
    const actor = { kind: "system", tenant: "64.71" } as const;
    await disableProvider(desk.deployment.ctx, actor, { id: "pegawai" });
    expect(await browser.isSignedIn()).toBe(false);
    expect(await elsewhere.isSignedIn()).toBe(true);
    const links = await desk.deployment.asSuperuser().db.pg`
      select from auth.credential where provider_id = '64.71~pegawai'`;
    expect(links).toHaveLength(0);
    const again = { tenant: "64.71", provider: "pegawai" };
    expect((await desk.browser().post("/api/auth/sign-in/sso", again)).status).toBe(404);
  });

  test("answers that it cannot be reached, where it cannot", async () => {
    const { pg } = desk.deployment.asSuperuser().db;
    await pg`update simpul.identity_provider set issuer = 'http://127.0.0.1:1', recorded_at = now(),
      disabled_at = null where tenant = '64'`;
    const asked = { tenant: "64", provider: "pegawai" };
    expect((await desk.browser().post("/api/auth/sign-in/sso", asked)).status).toBe(503);
    const back = await desk.browser().raw("GET", "/api/auth/callback/64~pegawai?code=x&state=y");
    expect(back.headers.get("location")).toBe(`${publicUrl}/desk?error=sso`);
  });
});
