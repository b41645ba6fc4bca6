import { createHmac, generateKeyPairSync, sign } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDesk, publicUrl } from "./people.ts";
import type { Browser, Desk, Person } from "./people.ts";

type Claims = Record<string, unknown>;

const pair = () => generateKeyPairSync("rsa", { modulusLength: 2048 });
const ours = pair();
const stranger = pair();

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

function tokenOf(claims: Claims, key: KeyObject = ours.privateKey): string {
  const signed = `${part({ alg: "RS256", kid: "1", typ: "JWT" })}.${part(claims)}`;
  return `${signed}.${sign("RSA-SHA256", Buffer.from(signed), key).toString("base64url")}`;
}

/** An identity provider that says whatever a test wants. */
interface Liar {
  readonly issuer: string;
  idToken: string;
  readonly codes: (string | null)[];
  close(): Promise<void>;
}

async function openLiar(): Promise<Liar> {
  const server: Server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // Proof: a TCP server that listens has an AddressInfo.
  const issuer = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const liar: Liar = {
    issuer,
    idToken: "",
    codes: [],
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  const answers: Readonly<Record<string, () => object>> = {
    "/.well-known/openid-configuration": () => ({
      issuer,
      authorization_endpoint: `${issuer}/auth`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      response_types_supported: ["code"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: ["RS256", "HS256", "none"],
    }),
    "/jwks": () => ({
      keys: [{ ...ours.publicKey.export({ format: "jwk" }), kid: "1", alg: "RS256", use: "sig" }],
    }),
    "/token": () => ({ access_token: "a", token_type: "Bearer", id_token: liar.idToken }),
  };
  server.on("request", (req, res) => {
    void (async () => {
      let body = "";
      for await (const chunk of req) body += String(chunk);
      const { pathname } = new URL(req.url ?? "/", issuer);
      if (pathname === "/token") liar.codes.push(new URLSearchParams(body).get("code"));
      const said = answers[pathname]?.();
      res.writeHead(said === undefined ? 404 : 200, { "content-type": "application/json" });
      res.end(JSON.stringify(said ?? {}));
    })();
  });
  return liar;
}

let desk: Desk;
let balikpapan: Liar;
let kaltim: Liar;
let person: Person;
beforeAll(async () => {
  desk = await openDesk({ kind: "node", hosted: ["64", "64.71"] });
  [balikpapan, kaltim] = [await openLiar(), await openLiar()];
  const { ctx } = desk.deployment;
  for (const [tenant, { issuer }] of [
    ["64.71", balikpapan],
    ["64", kaltim],
  ] as const)
    await desk.deployment.asSuperuser().db.pg`insert into simpul.identity_provider
      (tenant, id, name, issuer, client_id, sealed_secret, email_domain, recorded_at, recorded_by)
      values (${tenant}, 'pegawai', 'Akun pegawai', ${issuer}, 'simpul', ${await ctx.vault.seal("s")},
        'balikpapan.example', ${ctx.now().toString()}, 'system')`;
  const role = { role: "liaison", unit: "dpu" } as const;
  person = await desk.officer("rini", { tenant: "64.71", ...role }, { tenant: "64", ...role });
});
afterAll(async () => {
  await Promise.all([balikpapan.close(), kaltim.close()]);
  await desk.deployment.close();
});

/** Where a sign-in begins; what it asks of the provider. */
async function begin(browser: Browser, tenant: string): Promise<URLSearchParams> {
  const start = { tenant, provider: "pegawai" };
  const { status, body } = await browser.post("/api/auth/sign-in/sso", start);
  expect(status).toBe(200);
  return new URL(body?.url ?? "").searchParams;
}

async function finish(browser: Browser, tenant: string, asked: URLSearchParams, more = "") {
  const back = `/api/auth/callback/${tenant}~pegawai?code=c&state=${asked.get("state") ?? ""}${more}`;
  return (await browser.raw("GET", back)).headers.get("location");
}

const now = Math.floor(Date.now() / 1000);
const honest = (asked: URLSearchParams): Claims => ({
  iss: balikpapan.issuer,
  aud: "simpul",
  sub: "rini-1",
  nonce: asked.get("nonce"),
  iat: now,
  exp: now + 300,
  auth_time: now,
  email: person.email,
  email_verified: true,
});

describe("an assertion", () => {
  test("that is true signs in", async () => {
    const browser = desk.browser();
    const asked = await begin(browser, "64.71");
    balikpapan.idToken = tokenOf(honest(asked));
    expect(await finish(browser, "64.71", asked)).toBe(`${publicUrl}/desk`);
    expect(await browser.isSignedIn()).toBe(true);
  });

  const publicPem = ours.publicKey.export({ type: "spki", format: "pem" });
  const forgeries: [string, (claims: Claims) => string][] = [
    ["is signed by somebody else", (claims) => tokenOf(claims, stranger.privateKey)],
    ["is not signed", (claims) => `${part({ alg: "none" })}.${part(claims)}.`],
    [
      "is signed with the public key as a secret",
      (claims) => {
        const signed = `${part({ alg: "HS256", kid: "1" })}.${part(claims)}`;
        return `${signed}.${createHmac("sha256", publicPem).update(signed).digest("base64url")}`;
      },
    ],
    [
      "was changed after it was signed",
      (claims) => {
        const [head = "", , signature = ""] = tokenOf({ ...claims, sub: "x" }).split(".");
        return [head, part(claims), signature].join(".");
      },
    ],
    ["is of another issuer", (claims) => tokenOf({ ...claims, iss: kaltim.issuer })],
    ["is for another client", (claims) => tokenOf({ ...claims, aud: "another" })],
    ["answers another sign-in", (claims) => tokenOf({ ...claims, nonce: "another" })],
    ["answers none", ({ nonce: _, ...claims }) => tokenOf(claims)],
    ["is over", (claims) => tokenOf({ ...claims, iat: now - 900, exp: now - 600 })],
    ["is missing", () => ""],
  ];
  test.each(forgeries)("that %s signs nobody in", async (_, forge) => {
    const browser = desk.browser();
    const asked = await begin(browser, "64.71");
    balikpapan.idToken = forge(honest(asked));
    expect(await finish(browser, "64.71", asked)).toBe(`${publicUrl}/desk?error=sso`);
    expect(await browser.isSignedIn()).toBe(false);
  });

  test("that does not say when the proof was is not fresh", async () => {
    const browser = desk.browser();
    const asked = await begin(browser, "64.71");
    const { auth_time: _, ...claims } = honest(asked);
    balikpapan.idToken = tokenOf(claims);
    await finish(browser, "64.71", asked);
    expect((await browser.get("/api/auth/get-session")).body?.session?.isFresh).toBe(false);
  });
});

describe("a session that a tenant's provider vouched for", () => {
  const through = async (email: string) => {
    const { pg } = desk.deployment.asSuperuser().db;
    // Who never set a password proves by a fresh sign-in what others prove by theirs.
    await pg`delete from auth.credential where provider_id = 'credential'
      and user_id = (select id from auth."user" where email = ${email})`;
    const browser = desk.browser();
    const asked = await begin(browser, "64");
    const iss = kaltim.issuer;
    kaltim.idToken = tokenOf({ ...honest(asked), iss, sub: email, email });
    expect(await finish(browser, "64", asked)).toBe(`${publicUrl}/desk`);
    return browser;
  };

  test("changes no second factor that counts at another tenant's desk, and tells of no role there", async () => {
    const browser = await through(person.email);
    const answer = await browser.post("/api/auth/two-factor/enable");
    expect([answer.status, answer.body?.type]).toEqual([403, "/problems/sign-in-again"]);
    const { body } = await browser.get("/api/auth/get-session");
    expect(body).toMatchObject({ roles: [{ tenant: "64" }] });
  });

  test("sets one up where its tenant is the only one", async () => {
    const only = await desk.officer("yuli", { tenant: "64", role: "liaison", unit: "dpu" });
    const browser = await through(only.email);
    expect((await browser.post("/api/auth/two-factor/enable")).status).toBe(200);
  });
});

/** RFC 9700, 4.4: an answer of one provider that is brought as another's. */
describe("two providers", () => {
  test("are told apart by their addresses: a code is sent to whom it is from, and counts there alone", async () => {
    const browser = desk.browser();
    const asked = await begin(browser, "64");
    balikpapan.idToken = tokenOf({ ...honest(asked), iss: kaltim.issuer });
    kaltim.codes.length = 0;
    expect(await finish(browser, "64.71", asked)).toBe(`${publicUrl}/desk?error=sso`);
    expect(kaltim.codes).toEqual([]);
    expect(await browser.isSignedIn()).toBe(false);
  });

  test("are told apart by the issuer that an answer names (RFC 9207)", async () => {
    const browser = desk.browser();
    const asked = await begin(browser, "64.71");
    balikpapan.idToken = tokenOf(honest(asked));
    const named = `&iss=${encodeURIComponent(kaltim.issuer)}`;
    expect(await finish(browser, "64.71", asked, named)).toBe(`${publicUrl}/desk?error=sso`);
    expect(await browser.isSignedIn()).toBe(false);
  });
});
