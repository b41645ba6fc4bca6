import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { receive } from "@simpul/casework";
import { latestReference } from "@simpul/db";
import { nationalCalendar } from "@simpul/domain";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { testFederation } from "../../../packages/testkit/src/index.ts";
import type { Federation, Member } from "../../../packages/testkit/src/index.ts";

const program = join(import.meta.dirname, "../src/main.ts");
const node = join(import.meta.dirname, "../../../node_modules/.bin/node");
const today = "2026-03-17T02:00:00.000Z";

let folder: string;
let federation: Federation;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "simpul-calendar-"));
  const city = {
    name: "Kota Balikpapan",
    kind: "city",
    parent: "national",
    accepts: true,
  } as const;
  federation = await testFederation({
    adminUrl: inject("adminUrl"),
    nodes: { kaltim: [{ code: "64.71", zone: "Asia/Makassar", ...city }] },
  });
  const { ctx } = federation.hub.deployment;
  const at = {
    ...ctx,
    now: () => Temporal.Instant.from(today),
    caseNow: () => Temporal.Instant.from(today),
  };
  const source = { channel: "generic", channelId: "ch_1", dedup: [], by: "reporter" } as const;
  const by = { kind: "channel", id: "ch_1", tenant: ctx.hub } as const;
  const taken = await receive(at, by, { text: "Jalan berlubang" }, source);
  if (taken.outcome !== "done") throw new Error(taken.code);
});
afterAll(async () => {
  await federation.close();
  await rm(folder, { recursive: true, force: true });
});

async function calendarImport(at: Member, kind: "hub" | "node", ...args: string[]) {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(node, [program, "calendar", "import", ...args], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH,
      HOME,
      DATABASE_URL: at.urls.app,
      WORKER_DATABASE_URL: at.urls.app,
      PORT: "4999",
      METRICS_PORT: "0",
      PUBLIC_URL: "http://127.0.0.1:4999",
      SIMPUL_NODE_ID: at.deployment.node,
      SIMPUL_STATE_DIR: at.stateDir,
      SIMPUL_CONTENT_DIR: join(at.stateDir, "content"),
      SIMPUL_VAULT_KEY: Buffer.alloc(32, 7).toString("base64url"),
      ...(kind === "node" ? { SIMPUL_HUB_URL: federation.hubUrl } : {}),
    },
  });
  let [out, err] = ["", ""];
  child.stdout.on("data", (chunk) => (out += String(chunk)));
  child.stderr.on("data", (chunk) => (err += String(chunk)));
  const status = await new Promise((settle) => child.on("close", settle));
  return { status, out, err };
}

async function file(body: unknown): Promise<string> {
  const path = join(folder, "calendar.json");
  await writeFile(path, typeof body === "string" ? body : JSON.stringify(body));
  return path;
}

/** Wednesday 25 March 2026, the first working day after that Tuesday: taken away. */
const [first] = nationalCalendar.decrees;
const amendment = {
  id: "skb-2026-amend-1",
  decree: "SKB 2026 (perubahan)",
  year: 2026,
  amends: "skb-2026",
  adds: [{ date: "2026-03-25", name: "Cuti bersama Idulfitri", kind: "collectiveLeave" }],
  removes: [],
};
const amended = {
  ...nationalCalendar,
  version: "skb-2026-a",
  decrees: [...nationalCalendar.decrees, amendment],
};
const kept = async () => (await latestReference(federation.hub.deployment.db, "calendar"))?.version;

test("a file that is no calendar ends with 2 and where it is wrong, and nothing is stored", async () => {
  const { hub } = federation;
  const decrees = [
    { ...first, year: "2024" },
    { ...amendment, adds: [{ date: "2026-02-30" }] },
  ];
  const wrong = await calendarImport(hub, "hub", await file({ ...amended, decrees }), "--yes");
  expect(wrong).toMatchObject({ status: 2, out: "" });
  expect(wrong.err).toContain("/decrees/0/year: ");
  expect(wrong.err).toContain("/decrees/1/adds/0/date: ");
  const noJson = await calendarImport(hub, "hub", await file("{"), "--yes");
  expect(noJson).toMatchObject({ status: 2, out: "" });
  expect(noJson.err).toContain("is no JSON");
  expect(await calendarImport(hub, "hub", join(folder, "nowhere.json"))).toMatchObject({
    status: 2,
  });
  expect(await kept()).toBe(1);
});

test("it is published only by the hub, under a name of its own, and after somebody said yes", async () => {
  const { hub, nodes } = federation;
  const path = await file(amended);
  const kaltim = nodes.get("kaltim") ?? expect.unreachable();
  const elsewhere = await calendarImport(kaltim, "node", path, "--yes");
  expect(elsewhere).toMatchObject({ status: 1, out: "" });
  expect(elsewhere.err).toContain("calendars come from the hub");
  const unasked = await calendarImport(hub, "hub", path);
  expect(unasked).toMatchObject({ status: 1, out: "" });
  expect(unasked.err).toContain("--yes");
  const sameName = await file({ ...amended, version: nationalCalendar.version });
  const taken = await calendarImport(hub, "hub", sameName, "--yes");
  expect(taken).toMatchObject({ status: 1, out: "" });
  expect(taken.err).toContain(nationalCalendar.version);
  expect(await kept()).toBe(1);
});

test("says what is new and what would move, publishes it signed, and recomputes what is open", async () => {
  const { hub } = federation;
  const path = await file(amended);
  const { status, out, err } = await calendarImport(hub, "hub", path, "--yes");
  expect({ status, err }).toEqual({ status: 0, err: "" });
  expect(out.split("\n").map((line) => line.trim().replace(/ {2,}/, ": "))).toEqual([
    "new: SKB 2026 (perubahan)",
    "would move 1 of 1 open deadlines",
    "verification: 1 of 1",
    "skb-2026-a is published, signed, as version 2; nodes follow by themselves",
    "1 open reports here are recomputed, the earliest deadline of 1 moved",
    "",
  ]);
  expect(await kept()).toBe(2);
  const again = await calendarImport(hub, "hub", path, "--json");
  expect(JSON.parse(again.out)).toEqual({ published: false });
  expect(await kept()).toBe(2);
});
