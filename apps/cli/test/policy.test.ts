import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { receive } from "@simpul/casework";
import { latestReference } from "@simpul/db";
import { nationalPolicy } from "@simpul/domain";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { testFederation } from "../../../packages/testkit/src/index.ts";
import type { Federation } from "../../../packages/testkit/src/index.ts";

const program = join(import.meta.dirname, "../src/main.ts");
const node = join(import.meta.dirname, "../../../node_modules/.bin/node");
const today = "2026-03-02T02:00:00.000Z";

let folder: string;
let federation: Federation;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "simpul-policy-"));
  federation = await testFederation({ adminUrl: inject("adminUrl"), nodes: {} });
  const { ctx } = federation.hub.deployment;
  const now = () => Temporal.Instant.from(today);
  const source = { channel: "generic", channelId: "ch_1", dedup: [], by: "reporter" } as const;
  const by = { kind: "channel", id: "ch_1", tenant: ctx.hub } as const;
  const taken = await receive(
    { ...ctx, now, caseNow: now },
    by,
    { text: "Jalan berlubang" },
    source,
  );
  if (taken.outcome !== "done") throw new Error(taken.code);
});
afterAll(async () => {
  await federation.close();
  await rm(folder, { recursive: true, force: true });
});

async function policy(...args: string[]) {
  const { PATH = "", HOME = "" } = process.env;
  const { hub } = federation;
  const child = spawn(node, [program, "policy", ...args], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH,
      HOME,
      DATABASE_URL: hub.urls.app,
      WORKER_DATABASE_URL: hub.urls.app,
      PORT: "4999",
      METRICS_PORT: "0",
      PUBLIC_URL: "http://127.0.0.1:4999",
      SIMPUL_NODE_ID: hub.deployment.node,
      SIMPUL_STATE_DIR: hub.stateDir,
      SIMPUL_CONTENT_DIR: join(hub.stateDir, "content"),
      SIMPUL_VAULT_KEY: Buffer.alloc(32, 7).toString("base64url"),
    },
  });
  let [out, err] = ["", ""];
  child.stdout.on("data", (chunk) => (out += String(chunk)));
  child.stderr.on("data", (chunk) => (err += String(chunk)));
  const [status] = await once(child, "close");
  return { status, out, err };
}

async function file(body: unknown): Promise<string> {
  const path = join(folder, "policy.json");
  await writeFile(path, JSON.stringify(body));
  return path;
}

const kept = async () => (await latestReference(federation.hub.deployment.db, "policy"))?.version;
const own = {
  id: "cepat",
  clock: "initialResponse",
  amount: 2,
  unit: "workingDays",
  warnAt: [1],
  legalBasis: "Perwali 5/2026",
  validFrom: "2026-01-01",
  tenant: "64.71",
};
const quicker = {
  ...nationalPolicy,
  version: "national-2",
  rules: [
    ...nationalPolicy.rules.map((rule) =>
      rule.clock === "verification" ? { ...rule, amount: 2, warnAt: [1] } : rule,
    ),
    own,
  ],
};

test("a file that is no policy ends with 2 and what to do at each place, and nothing is stored", async () => {
  const rules = [...nationalPolicy.rules, { ...own, amount: 9, note: "?" }, { ...own, id: "lain" }];
  const wrong = await policy(
    "import",
    await file({ ...quicker, rules, mostPausedDays: -1 }),
    "--yes",
  );
  expect(wrong).toMatchObject({ status: 2, out: "" });
  const at = `/rules/${nationalPolicy.rules.length}`;
  expect(wrong.err).toContain(`${at}/note: no such member; there are id, clock, amount`);
  expect(wrong.err).toContain("/mostPausedDays: wanted a whole number from 0 to 100");
  const beyond = await policy(
    "import",
    await file({ ...quicker, rules: [...nationalPolicy.rules, { ...own, amount: 9 }] }),
    "--yes",
  );
  expect(beyond).toMatchObject({ status: 2, out: "" });
  expect(beyond.err).toContain(
    `${at}/amount: wanted 1 to 5, the bounds of initialResponse; a tenant never goes beyond them`,
  );
  expect(await kept()).toBe(1);
});

test("it is published under a name of its own, and after somebody said yes", async () => {
  const unasked = await policy("import", await file(quicker));
  expect(unasked).toMatchObject({ status: 1, out: "" });
  expect(unasked.err).toContain("--yes");
  const taken = await policy(
    "import",
    await file({ ...quicker, version: nationalPolicy.version }),
    "--yes",
  );
  expect(taken).toMatchObject({ status: 1, out: "" });
  expect(taken.err).toContain(`published as ${nationalPolicy.version}`);
  expect(await kept()).toBe(1);
});

test("says what is new and what would move, publishes it signed, and recomputes what is open", async () => {
  const { status, out, err } = await policy("import", await file(quicker), "--yes");
  expect({ status, err }).toEqual({ status: 0, err: "" });
  expect(out.split("\n").map((line) => line.trim().replace(/ {2,}/, ": "))).toEqual([
    "new: cepat: initialResponse 2 working days, of 64.71, from 2026-01-01 (Perwali 5/2026)",
    expect.stringContaining("changed: verification: verification 2 working days"),
    "would move 1 of 1 open deadlines",
    "verification: 1 of 1",
    "national-2 is published, signed, as version 2; nodes follow by themselves",
    "1 open reports here are recomputed, the earliest deadline of 1 moved",
    "",
  ]);
  expect(await kept()).toBe(2);
});

test("what is in force is shown, and what is shown as JSON is imported: it is the newest already", async () => {
  const shown = await policy("show");
  expect(shown).toMatchObject({ status: 0, err: "" });
  const lines = shown.out.split("\n").map((line) => line.trim());
  expect(lines[0]).toBe("national-2, published by the hub as version 2");
  expect(lines).toContain(
    "cepat: initialResponse 2 working days, of 64.71, from 2026-01-01 (Perwali 5/2026)",
  );
  const asJson = JSON.parse((await policy("show", "--json")).out);
  expect(asJson).toEqual(quicker);
  const again = await policy("import", await file(asJson), "--json");
  expect(JSON.parse(again.out)).toEqual({ published: false });
  expect(await kept()).toBe(2);
});

test("a policy without a rule for a clock that runs says how many would run no more", async () => {
  const rules = quicker.rules.filter(({ clock }) => clock !== "verification");
  const said = await policy("import", await file({ ...quicker, version: "none", rules }), "--yes");
  expect(said).toMatchObject({ status: 0, err: "" });
  expect(said.out).toContain("1 would run no more: there is no rule for their clock");
});
