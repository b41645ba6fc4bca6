import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nationalCalendar, nationalPolicy } from "@simpul/domain";
import { publishReference } from "@simpul/federation";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { testFederation } from "../../../packages/testkit/src/index.ts";
import type { Federation } from "../../../packages/testkit/src/index.ts";
import {
  databasesFile,
  demoFolder,
  endpointsFile,
  makeFolder,
  removeFolder,
  writeJson,
} from "../src/demo/folder.ts";
import { newSettings, writeSettings } from "../src/demo/settings.ts";

const program = join(import.meta.dirname, "../src/main.ts");
const node = join(import.meta.dirname, "../../../node_modules/.bin/node");

let federation: Federation;
let folder: string;

/** Takes away the first working day after 17 March 2026, and lets a hospital work every day. */
const published = {
  ...nationalCalendar,
  version: "skb-2026-a",
  decrees: [
    ...nationalCalendar.decrees,
    {
      id: "skb-2026-amend-1",
      decree: "SKB 2026 (perubahan)",
      year: 2026,
      amends: "skb-2026",
      adds: [{ date: "2026-03-25", name: "Cuti bersama Idulfitri", kind: "collectiveLeave" }],
      removes: [],
    },
  ],
  everyDay: ["64.71/rsud"],
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "simpul-in-force-"));
  federation = await testFederation({ adminUrl: inject("adminUrl"), nodes: {} });
  const { db, keyring } = federation.hub.deployment;
  await publishReference(db, keyring, "calendar", published, Temporal.Now.instant());
});
afterAll(async () => {
  await federation.close();
  await rm(folder, { recursive: true, force: true });
});

async function simpul(env: Readonly<Record<string, string>>, ...args: string[]) {
  const { PATH = "", HOME = "" } = process.env;
  const began = performance.now();
  const child = spawn(node, [program, ...args], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH, HOME, ...env },
  });
  let [out, err] = ["", ""];
  child.stdout.on("data", (chunk) => (out += String(chunk)));
  child.stderr.on("data", (chunk) => (err += String(chunk)));
  const [status] = await once(child, "close");
  return { status, out, err, tookMs: performance.now() - began };
}
const add = (env: Readonly<Record<string, string>>, ...args: string[]) =>
  simpul(env, "calendar", "add", "2026-03-17", "1", ...args);
const hub = () => ({ DATABASE_URL: federation.hub.urls.app });

describe("a configured calendar add counts by the newest calendar", () => {
  test("that the database of the environment has", async () => {
    expect(await add(hub())).toMatchObject({ status: 0, out: "2026-03-26\n", err: "" });
    expect(await add({})).toMatchObject({ status: 0, out: "2026-03-25\n", err: "" });
  });

  test("or that of the env file, also where the address lies in a file of its own", async () => {
    const secret = join(folder, "url");
    await writeFile(secret, `${federation.hub.urls.app}\n`);
    const file = join(folder, "hub.env");
    await writeFile(file, `DATABASE_URL_FILE=${secret}\n`);
    expect(await add({}, "--env", file)).toMatchObject({ out: "2026-03-26\n", err: "" });
  });

  test("or that of a demo's hub beside which it is asked, while the demo runs", async () => {
    const demo = demoFolder(folder);
    const write = (pid: number | undefined) => {
      makeFolder(demo.run);
      writeSettings(demo, newSettings(["hub"]));
      writeJson(databasesFile(demo), { hub: { app: federation.hub.urls.app } });
      writeJson(endpointsFile(demo), { hub: { pid } });
    };
    write(process.pid);
    expect(await add({})).toMatchObject({ out: "2026-03-26\n", err: "" });
    // A DATABASE_URL beside a demo is the server that the demo was told to use.
    expect(await add({ DATABASE_URL: "postgres://127.0.0.1:1/postgres" })).toMatchObject({
      out: "2026-03-26\n",
      err: "",
    });
    // Of a process that has just ended: what a SIGKILL leaves behind.
    const ended = spawn(node, ["--version"], { stdio: "ignore" });
    await once(ended, "close");
    write(ended.pid);
    expect(await add({})).toMatchObject({ out: "2026-03-25\n", err: "" });
    removeFolder(demo.path);
  });

  test("says which it was, in JSON and with --explain", async () => {
    expect(JSON.parse((await add(hub(), "--json")).out)).toMatchObject({
      calendar: "skb-2026-a",
      published: 2,
    });
    const explained = await add(hub(), "--explain");
    expect(explained.out).toContain("2026-03-25  collective leave  SKB 2026 (perubahan)");
    expect(explained.err).toBe(
      "by the calendar skb-2026-a, which the hub published as version 2\n",
    );
  });

  test("and knows the units that work every day", async () => {
    const rsud = ["--tenant", "64.71", "--unit", "rsud"];
    expect(await add(hub(), ...rsud)).toMatchObject({ out: "2026-03-18\n" });
    expect(await add(hub(), "--tenant", "64.71", "--unit", "dpu")).toMatchObject({
      out: "2026-03-26\n",
    });
    expect(await add(hub(), "--unit", "rsud")).toMatchObject({ status: 2, out: "" });
  });

  test("for some 50 ms: it loads a driver, and not all that a database needs", async () => {
    const fastest = async (env: Readonly<Record<string, string>>) => {
      const took: number[] = [];
      for (let i = 0; i < 5; i += 1) took.push((await add(env)).tookMs);
      return Math.min(...took);
    };
    // All of @simpul/db takes 800 ms to load.
    expect((await fastest(hub())) - (await fastest({}))).toBeLessThan(200);
  });
});

describe("by what came with the software, with a warning and soon", () => {
  const shipped = { status: 0, out: "2026-03-25\n" };
  let silent: Server;
  const sockets = new Set<Socket>();
  beforeAll(async () => {
    silent = createServer((socket) => void sockets.add(socket)).listen(0, "127.0.0.1");
    await once(silent, "listening");
  });
  afterAll(async () => {
    for (const socket of sockets) socket.destroy();
    silent.close();
    await once(silent, "close");
  });
  // Proof: it listens on TCP.
  const address = () => (silent.address() as AddressInfo).port;

  test("where the database takes the call and says nothing", async () => {
    const said = await add({ DATABASE_URL: `postgres://app:geheim@127.0.0.1:${address()}/simpul` });
    expect(said).toMatchObject(shipped);
    expect(said.err).toMatch(
      /^the database does not answer \((CONNECT_TIMEOUT|timeout)\): this is by the calendar that came with the software, skb-2026\n$/,
    );
    expect(said.tookMs).toBeLessThan(4_000);
  });

  test.each([
    ["nobody listens", "postgres://app:geheim@127.0.0.1:1/simpul", "ECONNREFUSED"],
    ["the address is none", "geheim", "ERR_INVALID_URL"],
  ])("where %s", async (_, url, code) => {
    const said = await add({ DATABASE_URL: url });
    expect(said).toMatchObject(shipped);
    expect(said.err).toContain(`(${code})`);
    expect(said.err).not.toContain("geheim");
  });

  test("where the newest is in a form that this version cannot read", async () => {
    const { db, keyring } = federation.hub.deployment;
    const later = { ...nationalPolicy, version: "later", ladders: [] };
    await publishReference(db, keyring, "policy", later, Temporal.Now.instant());
    const said = await simpul(hub(), "policy", "show", "--json");
    expect(JSON.parse(said.out)).toEqual(nationalPolicy);
    expect(said.err).toContain("version 2 cannot be read");
  });
});

test("what is shown as JSON is what an import takes", async () => {
  const shown = await simpul(hub(), "calendar", "show", "--json");
  expect(JSON.parse(shown.out)).toEqual(published);
  const lines = (await simpul(hub(), "calendar", "show")).out.split("\n");
  expect(lines[0]).toBe("skb-2026-a, published by the hub as version 2");
  expect(lines.join("\n")).toContain("every day  64.71/rsud");
});
