import { once } from "node:events";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSignIn } from "../../../src/http/auth/sign-in.ts";
import { openDesk, publicUrl } from "./people.ts";
import type { Browser, Desk } from "./people.ts";

/** Its administrators need no second factor: this is a demo. */
let desk: Desk;
let server: Server;
let issuer: string;
beforeAll(async () => {
  desk = await openDesk({ kind: "node", hosted: ["64", "64.71"], demo: true });
  server = createServer((_, answer) => {
    const at = (path: string) => `${issuer}/${path}`;
    const named = { authorization_endpoint: at("auth"), token_endpoint: at("token") };
    answer.end(JSON.stringify({ issuer, ...named, jwks_uri: at("jwks") }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // Proof: a TCP server that listens has an AddressInfo.
  issuer = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await desk.deployment.close();
});

let people = 0;
async function admin(tenant = "64.71", role: "tenantAdmin" | "liaison" = "tenantAdmin") {
  const unit = role === "liaison" ? { unit: "dpu" } : {};
  const person = await desk.officer(`orang${String((people += 1))}`, { tenant, role, ...unit });
  const browser = desk.browser({ address: `203.0.113.${String(people)}` });
  await browser.signIn(person.email);
  return { ...person, browser };
}

async function call(browser: Browser, name: string, input?: object, tenant = "64.71") {
  const path = `/trpc/t/${tenant}/providers.${name}`;
  const { body, status } =
    input === undefined ? await browser.get(path) : await browser.post(path, input);
  return body?.error?.data.failure ?? (status === 200 ? body?.result?.data : status);
}

const given = (id: string, more: object = {}) => ({
  id,
  name: "Akun pegawai",
  issuer,
  clientId: "simpul",
  clientSecret: "rahasia klien",
  emailDomain: "Balikpapan.example",
  ...more,
});

test("is kept, shown without its secret, changed and disabled, and each act is audited", async () => {
  const { browser, account } = await admin();
  expect(await call(browser, "keep", given("pegawai"))).toEqual({
    id: "pegawai",
    callback: "/api/auth/callback/64.71~pegawai",
  });
  await call(browser, "keep", given("pegawai", { name: "SSO Kota" }));
  const shown = await call(browser, "list");
  expect(shown).toEqual([
    {
      id: "pegawai",
      name: "SSO Kota",
      issuer,
      clientId: "simpul",
      emailDomain: "balikpapan.example",
      recordedAt: expect.any(String),
      isDisabled: false,
    },
  ]);
  expect((await browser.get("/api/auth/sso/64.71")).body?.items).toHaveLength(1);
  expect(await call(browser, "disable", { id: "pegawai" })).toEqual({ id: "pegawai" });
  expect(await call(browser, "disable", { id: "pegawai" })).toEqual({ id: "pegawai" });
  expect(await call(browser, "list")).toMatchObject([{ isDisabled: true }]);
  expect((await browser.get("/api/auth/sso/64.71")).body?.items).toEqual([]);
  expect(await call(browser, "disable", { id: "lain" })).toBe("unknownProvider");
  const acts = (await desk.audit()).filter(({ verb }) => verb.endsWith("IdentityProvider"));
  expect(acts.map(({ verb }) => verb)).toEqual([
    "recordIdentityProvider",
    "recordIdentityProvider",
    "disableIdentityProvider",
    "disableIdentityProvider",
  ]);
  for (const act of acts) {
    expect(act).toMatchObject({ tenant: "64.71", actor: `staff:${account}` });
    expect(act.detail).toEqual({ id: "pegawai" });
  }
});

test("is its own tenant's administrators' alone", async () => {
  const { browser } = await admin("64");
  expect(await call(browser, "keep", given("provinsi"))).toBe(404);
  const liaison = await admin("64.71", "liaison");
  expect(await call(liaison.browser, "list")).toBe("forbidden");
  expect(await call(liaison.browser, "keep", given("liaison"))).toBe("forbidden");
  expect(await call(liaison.browser, "disable", { id: "pegawai" })).toBe("forbidden");
  const own = await call(browser, "keep", given("provinsi"), "64");
  expect(own).toMatchObject({ id: "provinsi" });
  expect(JSON.stringify(await call((await admin()).browser, "list"))).not.toContain("provinsi");
});

test("is changed by nobody whose session was left open", async () => {
  const { browser, account } = await admin();
  await desk.deployment.asSuperuser().db.pg`
    update auth.session set fresh_at = null where user_id = ${account}`;
  expect(await call(browser, "keep", given("telat"))).toBe("freshSignInNeeded");
  expect(await call(browser, "disable", { id: "pegawai" })).toBe("freshSignInNeeded");
  expect(await call(browser, "list")).toHaveLength(1);
});

test("is refused by one word, whatever is wrong with its address, and nothing is kept", async () => {
  const { browser } = await admin();
  for (const bad of [
    "https://10.0.0.1/realms/asn",
    "https://169.254.169.254",
    "http://sso.example.go.id",
    `${issuer}/other`,
    "http://127.0.0.1:1",
    "https://nobody.invalid",
  ])
    expect([bad, await call(browser, "keep", given("asing", { issuer: bad }))]).toEqual([
      bad,
      "issuerUnfit",
    ]);
  expect(JSON.stringify(await call(browser, "list"))).not.toContain("asing");
});

test("takes no unknown field, no wrong id and no secret that is none", async () => {
  const { browser } = await admin();
  for (const more of [
    { scopes: "all" },
    { id: "a/b" },
    { clientSecret: "" },
    { emailDomain: "x y" },
  ])
    expect(await call(browser, "keep", given("salah", more))).toBe(400);
});

test("on this machine is no identity provider where it is no demo", () => {
  const { ctx } = desk.deployment;
  const outwardOf = (demo: boolean) =>
    openSignIn({ ctx, log: { error() {} }, publicUrl, demo }).outward;
  expect(outwardOf(false)).toEqual({ privateHosts: new Set(), onThisMachine: false });
  expect(outwardOf(true)).toMatchObject({ onThisMachine: true });
});
