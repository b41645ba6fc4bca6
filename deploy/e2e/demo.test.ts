import { existsSync, statSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { staffRoles } from "@simpul/access";
import type { Page } from "playwright-core";
import { Api, type Channel, send, textOf } from "./support/client.ts";
import { drawn } from "../desk/drawn.ts";
import { barriers, openBrowser, openPage } from "./support/browser.ts";
import {
  type Demo,
  type Endpoints,
  endpointsFile,
  endpointsIn,
  simpulIn,
  startDemo,
} from "./support/demo.ts";
import { residentMegabytes } from "./support/descendants.ts";
import { freePort } from "./support/ports.ts";
import { awaitState, type Reported, submit, verify } from "./support/reports.ts";
import { isAlive } from "./support/service.ts";
import { until } from "./support/until.ts";

let folder: string;
let firstPort: number;
let demo: Demo | undefined;
let endpoints: Endpoints;
let report: Reported;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "simpul-demo-"));
  firstPort = await freePort();
});
afterAll(async () => {
  await demo?.end("SIGINT");
  await rm(folder, { recursive: true, force: true });
});

const running = (): Demo => {
  if (demo === undefined) throw new Error("the demo is not running");
  return demo;
};

function keyOf(tenant: string): Api {
  const found = endpoints.apiKeys.find((each) => each.tenant === tenant);
  if (found === undefined) throw new Error(`no key of ${tenant}`);
  return new Api(found.url.replace("/api/v1", ""), found.key);
}

function accountOf(role: string, tenant: string) {
  const found = endpoints.accounts.find((each) => each.role === role && each.tenant === tenant);
  if (found === undefined) throw new Error(`no ${role} of ${tenant}`);
  return found;
}

/** Of the list that a screen shows. */
const rowsOf = (page: Page) => page.getByRole("main").locator("[aria-selected]");

function genericChannel(): Channel {
  const found = endpoints.channels.find(
    ({ kind, url }) => kind === "generic" && url.startsWith(endpoints.hub.url),
  );
  if (found === undefined) throw new Error("the hub has no generic channel");
  return found;
}

/** The report whose sixty working days end next, from now on. */
function nextHandover(items: unknown): { deadline: string; trackingId: string } {
  // Proof: the answer's shape is the REST tests' matter.
  const listed = items as {
    trackingId: string;
    clocks: { name: string; deadline: string }[];
  }[];
  const [next] = listed
    .flatMap(({ trackingId, clocks }) =>
      clocks
        .filter(({ name }) => name === "ombudsman")
        .map(({ deadline }) => ({ deadline, trackingId })),
    )
    .filter(({ deadline }) => Date.parse(deadline) > Date.now())
    .toSorted((a, b) => Date.parse(a.deadline) - Date.parse(b.deadline));
  if (next === undefined) throw new Error("no report is on its way to the Ombudsman");
  return next;
}

const dayAfter = (instant: string): string =>
  new Date(Date.parse(instant) + 86_400_000).toISOString().slice(0, 10);

/** Ends it, and waits until nothing that it started runs any more. @returns how it ended */
async function endAll(signal: "SIGINT" | "SIGKILL", withinMs: number) {
  const below = running().processes();
  expect(below.length).toBeGreaterThan(5);
  const ending = await running().end(signal);
  demo = undefined;
  const left = (): number[] => below.filter(isAlive);
  await until("nothing of it runs", () => left().length === 0 || undefined, withinMs).catch(
    () => {},
  );
  expect(left()).toEqual([]);
  return ending;
}

it("the first start reaches `ready` by itself", async () => {
  demo = await startDemo(folder, firstPort);
  const lines = running().output().trimEnd().split("\n");
  expect(lines.at(-1)).toBe("ready");
});

it("writes endpoints.json as promised, for its user alone", () => {
  expect(statSync(endpointsFile(folder)).mode & 0o777).toBe(0o600);
  endpoints = endpointsIn(folder);
  const url = expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/);
  const metrics = expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/metrics$/);
  const pid = expect.any(Number);
  expect(Object.keys(endpoints).toSorted()).toEqual(
    ["accounts", "apiKeys", "channels", "hub", "nodes", "ombudsman", "sandbox"].toSorted(),
  );
  expect(endpoints.hub).toEqual({ url, metrics, pid });
  expect(endpoints.hub.url).toBe(`http://127.0.0.1:${firstPort}`);
  for (const node of endpoints.nodes)
    expect(node).toEqual({ id: expect.any(String), url, metrics, pid, tenants: expect.any(Array) });
  const hosted = endpoints.nodes.map(({ tenants }) => tenants);
  expect(hosted).toContainEqual(["34.04"]);
  expect(hosted).toContainEqual(expect.arrayContaining(["64", "64.02", "64.71", "21.71"]));
  expect(endpoints.ombudsman).toEqual({ url });
  expect(endpoints.sandbox).toEqual({ url });
  const roles = new Set(endpoints.accounts.map(({ role }) => role));
  expect([...roles].toSorted()).toEqual([...staffRoles].toSorted());
  for (const account of endpoints.accounts)
    expect(account).toMatchObject({
      tenant: expect.any(String),
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/desk/),
      email: expect.stringMatching(/^\S+@\S+\.example$/),
      password: expect.stringMatching(/^\S{12,}$/),
    });
  for (const channel of endpoints.channels)
    expect(channel).toMatchObject({
      id: expect.any(String),
      kind: expect.any(String),
      url: expect.stringMatching(/^http/),
      secret: expect.stringMatching(/\S/),
    });
  const scopes = ["reports:submit", "reports:read", "reports:act", "changes:read"];
  for (const key of endpoints.apiKeys) {
    expect(key).toEqual({
      name: expect.any(String),
      scopes: expect.any(Array),
      tenant: expect.any(String),
      url: expect.stringMatching(/\/api\/v1$/),
      key: expect.any(String),
    });
    expect(key.scopes.toSorted()).toEqual(scopes.toSorted());
  }
  const tenants = ["national", ...hosted.flat()];
  expect(endpoints.apiKeys.map(({ tenant }) => tenant).toSorted()).toEqual(tenants.toSorted());
});

it("every process serves, with figures on its second port", async () => {
  for (const { url, metrics } of [endpoints.hub, ...endpoints.nodes]) {
    expect((await send(`${url}/readyz`)).status).toBe(200);
    expect((await send(metrics)).text).toContain("simpul_outbox_depth");
  }
});

it("the sandbox lists what was sent", async () => {
  const messages = await send(`${endpoints.sandbox?.url}/messages?channel=email`);
  expect(messages.status).toBe(200);
  expect(JSON.parse(messages.text)).toEqual({ items: expect.any(Array) });
  expect(running().output()).toContain(`${endpoints.sandbox?.url}/messages`);
});

it("a report walks from the channel to its answer with the keys of the file", async () => {
  report = await submit(genericChannel());
  await verify(keyOf("national"), report.id);
  await keyOf("national").act(report.id, "forward", { tenant: "34.04" });
  await awaitState(keyOf("34.04"), report.id, "forwarded");
  await keyOf("34.04").act(report.id, "accept");
  const unit = (await keyOf("34.04").get("/units")).text.includes("dinas-pu");
  expect(unit).toBe(true);
  await keyOf("34.04").act(report.id, "assign", { unit: "dinas-pu" });
  await keyOf("34.04").act(report.id, "respond", { kind: "done", text: "Sudah ditambal." });
  await awaitState(keyOf("national"), report.id, "answered");
  const page = await send(`${endpoints.hub.url}/lacak/${report.trackingId}`);
  expect(page.text).toContain("Sudah ditambal.");
});

it("somebody of every role on its list signs in, and finds it", async () => {
  const one = [...Map.groupBy(endpoints.accounts, ({ role }) => role).values()];
  for (const { role, tenant, url, email, password } of one.flatMap((some) => some.slice(0, 1))) {
    const { origin } = new URL(url);
    const answer = await fetch(`${origin}/api/auth/sign-in/email`, {
      method: "POST",
      headers: { "content-type": "application/json", origin },
      body: JSON.stringify({ email, password }),
    });
    expect([email, answer.status]).toEqual([email, 200]);
    const cookie = answer.headers.getSetCookie().map((each) => each.split(";")[0] ?? "");
    const session = await fetch(`${origin}/api/auth/get-session`, {
      headers: { cookie: cookie.join("; ") },
    });
    const desk = role === "provincialOverseer" ? "national" : tenant;
    expect(await session.json()).toMatchObject({
      user: { email },
      roles: [{ role, tenant: desk }],
    });
  }
});

it("a liaison signs in with a browser and sees the unit's reports, in both languages and on a phone", async () => {
  const liaison = accountOf("liaison", "64.71");
  const browser = await openBrowser();
  try {
    for (const width of [1440, 390]) {
      const { page, faults } = await openPage(browser, width);
      await page.goto(liaison.url);
      await page.getByLabel("Alamat surel dinas").fill(liaison.email);
      const password = page.getByRole("textbox", { name: "Kata sandi" });
      await password.fill("bukan kata sandi saya");
      await page.getByRole("button", { name: "Masuk", exact: true }).click();
      await page.getByRole("alert").waitFor();
      expect(await barriers(page)).toEqual([]);
      expect(faults.splice(0)).toEqual([expect.stringContaining("401")]);
      await password.fill(liaison.password);
      await page.getByRole("button", { name: "Masuk", exact: true }).click();
      await rowsOf(page).first().waitFor();
      expect(await barriers(page)).toEqual([]);
      await page.getByRole("button", { name: "English" }).click();
      await page.getByRole("heading", { name: "Inbox", level: 1 }).waitFor();
      expect(await page.locator("html").getAttribute("lang")).toBe("en");
      // On a phone it is behind the menu.
      if (width === 390) await page.getByRole("button", { name: "Menu", exact: true }).click();
      await page.getByRole("button", { name: "Sign out" }).click();
      await page.getByRole("heading", { name: "Sign in", level: 1 }).waitFor();
      expect(faults).toEqual([]);
    }
  } finally {
    await browser.close();
  }
});

it("a verifier verifies and forwards by keys alone, and a colleague's screen follows by itself", async () => {
  // With a place: which institution it is for is a matter of rules, whatever was learnt until now.
  const { id, trackingId } = await submit(genericChannel(), {
    category: "road",
    place: { area: "64.71.03", roadStatus: "regency" },
  });
  const [verifier, admin] = ["nationalVerifier", "nationalAdmin"].map((role) =>
    accountOf(role, "national"),
  );
  const browser = await openBrowser();
  try {
    const [one, other] = await Promise.all(
      [verifier, admin].map(async (account) => {
        const { page, context, faults } = await openPage(browser, 1440);
        const { origin } = new URL(account?.url ?? "");
        const entered = await context.request.post(`${origin}/api/auth/sign-in/email`, {
          headers: { origin },
          data: { email: account?.email, password: account?.password },
        });
        expect(entered.ok()).toBe(true);
        await page.goto(`${account?.url}/verification?sort=newest`);
        await rowsOf(page).filter({ hasText: trackingId }).waitFor();
        return { page, faults };
      }),
    );
    if (one === undefined || other === undefined) throw new Error("two browsers");
    const keys = one.page.keyboard;
    await keys.press("j");
    await one.page.getByRole("article").getByText(trackingId).first().waitFor();
    await one.page
      .getByRole("article")
      .getByRole("button", { name: "Verifikasi" })
      .first()
      .waitFor();
    await drawn(one.page);
    await keys.press("v");
    await one.page.getByLabel(/Judul untuk publik/).fill("Jalan berlubang");
    await keys.press("Control+Enter");
    // Shown as done at once, taken back, and done again.
    await expect.poll(() => rowsOf(one.page).filter({ hasText: trackingId }).count()).toBe(0);
    await keys.press("z");
    await rowsOf(one.page).filter({ hasText: trackingId }).waitFor();
    expect((await keyOf("national").get(`/reports/${id}`)).body["state"]).toBe("received");
    await rowsOf(one.page).filter({ hasText: trackingId }).click();
    await one.page
      .getByRole("article")
      .getByRole("button", { name: "Verifikasi" })
      .first()
      .waitFor();
    await drawn(one.page);
    await keys.press("v");
    await one.page.getByLabel(/Judul untuk publik/).waitFor();
    await keys.press("Control+Enter");
    await awaitState(keyOf("national"), id, "verified");
    // Nobody touched this one.
    await expect.poll(() => rowsOf(other.page).filter({ hasText: trackingId }).count()).toBe(0);
    await one.page.getByRole("navigation").getByRole("link", { name: "Penerusan" }).click();
    await rowsOf(one.page).filter({ hasText: trackingId }).click();
    await one.page.getByRole("article").getByRole("button", { name: "Teruskan" }).waitFor();
    await drawn(one.page);
    await keys.press("t");
    await one.page.getByText("Disarankan", { exact: false }).first().waitFor();
    await one.page.getByRole("article").getByRole("radio").first().waitFor();
    await drawn(one.page);
    await keys.press("1");
    await awaitState(keyOf("national"), id, "forwarded");
    expect(await barriers(one.page)).toEqual([]);
    expect([...one.faults, ...other.faults]).toEqual([]);
  } finally {
    await browser.close();
  }
});

it("somebody who is added gets a mail, sets a password by its link, and is in", async () => {
  const email = "kepala.bidang@balikpapan.example";
  const who = `--tenant 64.71 --role unitHead --unit dinas-pu --name Ayu --email ${email}`;
  const said = simpulIn(folder, ["staff", "add", "--node", "kaltim", ...who.split(" ")]);
  expect([said.status, said.stderr]).toEqual([0, ""]);
  const link = await until("the invitation is in the sandbox", async () => {
    const answer = await fetch(`${endpoints.sandbox?.url}/messages?channel=email`);
    // Proof: the sandbox's own list, whose shape its tests hold.
    const { items } = (await answer.json()) as { items: { to: string; text: string }[] };
    const mail = items.findLast(({ to }) => to === email);
    return /http:\/\/\S+\/desk\/invitation#\S+/.exec(mail?.text ?? "")?.[0];
  });
  const browser = await openBrowser();
  try {
    const { page, faults } = await openPage(browser, 390);
    await page.goto(link);
    expect(page.url()).not.toContain("#");
    await page.getByRole("textbox", { name: /Kata sandi baru/ }).fill("kuda lumping di lapangan");
    expect(await barriers(page)).toEqual([]);
    await page.getByRole("button", { name: "Simpan kata sandi" }).click();
    await rowsOf(page).first().waitFor();
    expect(faults).toEqual([]);
    // Once.
    const again = await openPage(browser, 390);
    await again.page.goto(link);
    await again.page
      .getByRole("textbox", { name: /Kata sandi baru/ })
      .fill("kuda lumping lain lagi");
    await again.page.getByRole("button", { name: "Simpan kata sandi" }).click();
    await again.page.getByRole("alert").waitFor();
  } finally {
    await browser.close();
  }
});

it("the CLI beside it talks to it, and a second demo is told that one runs", () => {
  const shown = simpulIn(folder, ["report", "show", report.trackingId, "--json"]);
  expect(shown.status, shown.stderr).toBe(0);
  expect(JSON.parse(shown.stdout)).toMatchObject({ id: report.id, state: "answered" });
  const second = simpulIn(folder, ["demo"]);
  expect(second.status).toBe(1);
  expect(second.stderr).toMatch(/already running/);
});

it("what is unsettled when its sixty working days end goes to the Ombudsman, and its office registers it", async () => {
  const { body } = await keyOf("national").get("/reports?limit=100");
  const { deadline, trackingId } = nextHandover(body["items"]);
  expect((await keyOf("ombudsman").get(`/reports/${trackingId}`)).status).toBe(404);
  const travelled = simpulIn(folder, ["demo", "travel", "--to", dayAfter(deadline), "--json"]);
  expect(travelled.status, travelled.stderr).toBe(0);
  expect(JSON.parse(travelled.stdout)).toMatchObject({
    happened: expect.arrayContaining([{ tenant: "national", trackingId, type: "referred" }]),
  });
  expect((await keyOf("34.04").get(`/reports/${trackingId}`)).body["state"]).toBe("referred");
  await keyOf("ombudsman").act(trackingId, "register", { number: "0201/LM/2026" });
  await until("the public page says so", async () => {
    const page = await send(`${endpoints.hub.url}/lacak/${trackingId}`);
    return page.text.includes("0201/LM/2026") || undefined;
  });
});

it("time goes ahead only, and new reports come in at the time of the cases", async () => {
  const back = simpulIn(folder, ["demo", "travel", "--to", "2026-01-05", "--json"]);
  expect(back.status).toBe(1);
  expect(JSON.parse(back.stdout)).toMatchObject({ error: { code: "backwards" } });
  const { trackingId } = await submit(genericChannel());
  const seen = await new Api(endpoints.hub.url).get(`/reports/${trackingId}`);
  const ahead = Date.parse(textOf(seen, "receivedAt")) - Date.now();
  expect(ahead).toBeGreaterThan(3_600_000);
});

it("at rest hub and nodes hold less than 200 MB each", async () => {
  for (const { pid } of [endpoints.hub, ...endpoints.nodes])
    await until(
      `process ${pid} holds less than 200 MB`,
      () => residentMegabytes(pid) < 200 || undefined,
      15_000,
    ).catch(() => {});
  const held = [endpoints.hub, ...endpoints.nodes].map(({ pid }) =>
    Math.round(residentMegabytes(pid)),
  );
  expect(Math.max(...held), `MB: ${held.join(", ")}`).toBeLessThan(200);
});

it("a hub that is killed is back within five seconds, and the file says where", async () => {
  const { pid } = endpoints.hub;
  process.kill(pid, "SIGKILL");
  await until(
    "the file names the new process, which serves",
    async () => {
      const { hub } = endpointsIn(folder);
      if (hub.pid === pid) return undefined;
      return (await send(`${hub.url}/readyz`).catch(() => undefined))?.status === 200 || undefined;
    },
    5_000,
  );
  endpoints = endpointsIn(folder);
  expect(
    (await new Api(endpoints.hub.url).get(`/reports/${report.trackingId}`)).body,
  ).toMatchObject({ state: "answered" });
});

it("Ctrl-C ends everything: no process, no lock, no file that says otherwise", async () => {
  const cluster = join(folder, ".simpul/postgres/cluster");
  const postmaster = Number(
    (await readFile(join(cluster, "postmaster.pid"), "utf8")).split("\n")[0],
  );
  expect(isAlive(postmaster)).toBe(true);
  expect(await endAll("SIGINT", 1_000)).toMatchObject({ code: 0, signal: null });
  expect(isAlive(postmaster)).toBe(false);
  expect(existsSync(join(cluster, "postmaster.pid"))).toBe(false);
  expect(existsSync(endpointsFile(folder))).toBe(false);
});

it("without a running demo nothing travels", () => {
  const alone = simpulIn(folder, ["demo", "travel", "--days", "1", "--json"]);
  expect(alone.status).toBe(1);
  expect(JSON.parse(alone.stdout)).toMatchObject({ error: { code: "noDemo" } });
});

it("a second start keeps the data, and takes another port where its own is taken", async () => {
  const squatter = createServer().listen(firstPort, "127.0.0.1");
  await once(squatter, "listening");
  try {
    demo = await startDemo(folder, firstPort);
  } finally {
    squatter.close();
  }
  expect(running().output()).toMatch(new RegExp(`${firstPort} is taken`));
  endpoints = endpointsIn(folder);
  expect(endpoints.hub.url).not.toBe(`http://127.0.0.1:${firstPort}`);
  const kept = await keyOf("national").get(`/reports/${report.id}`);
  expect(textOf(kept, "trackingId")).toBe(report.trackingId);
  expect(kept.body["state"]).toBe("answered");
});

it("the federation goes on after the restart", async () => {
  const { id } = await submit(genericChannel());
  await verify(keyOf("national"), id);
  await keyOf("national").act(id, "forward", { tenant: "64.71" });
  const arrived = await awaitState(keyOf("64.71"), id, "forwarded");
  expect(arrived.body).toMatchObject({ id, holder: "64.71" });
});

it("a demo that is killed leaves nothing running", async () => {
  expect(await endAll("SIGKILL", 30_000)).toMatchObject({ signal: "SIGKILL" });
});
