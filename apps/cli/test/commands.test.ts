import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readConfig } from "../../../packages/runtime/src/index.ts";

const program = join(import.meta.dirname, "../src/main.ts");
const node = join(import.meta.dirname, "../../../node_modules/.bin/node");
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "simpul-cli-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function simpul(...args: string[]): Promise<{ status: number; out: string; err: string }> {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(node, [program, ...args], {
    cwd: folder,
    env: { PATH, HOME },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  let err = "";
  child.stdout.on("data", (chunk) => (out += String(chunk)));
  child.stderr.on("data", (chunk) => (err += String(chunk)));
  const status = await new Promise<number>((settle) =>
    child.on("close", (code) => settle(code ?? -1)),
  );
  return { status, out, err };
}

describe("wrong usage ends with 2, and says what there is", () => {
  test.each([
    ["no command", []],
    ["an unknown command", ["frobnicate"]],
    ["a group without its command", ["keys"]],
    ["an unknown command of a group", ["node", "dance"]],
    ["an unknown command of one that stands alone too", ["demo", "dance"]],
    ["an unknown flag of one that stands alone", ["demo", "--nope"]],
    ["a journey without its end", ["demo", "travel"]],
    ["a journey to no date", ["demo", "travel", "--to", "2026-13-01"]],
    ["a journey of no days", ["demo", "travel", "--days", "0"]],
    ["an unknown flag", ["keys", "list", "--nope"]],
    ["a flag without its value", ["keys", "list", "--node"]],
    ["a required word that is missing", ["report", "show"]],
    ["a word too many", ["doctor", "please"]],
    ["a name that objects have anyway", ["constructor"]],
  ])("%s", async (_, args) => {
    const { status, err, out } = await simpul(...args);
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(err.length).toBeGreaterThan(10);
    expect(err).not.toContain("    at ");
  });

  test("as JSON for programs", async () => {
    const { status, out } = await simpul("frobnicate", "--json");
    expect(status).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ error: { code: "usage" } });
  });
});

test("help ends with 0", async () => {
  expect(await simpul("--help")).toMatchObject({ status: 0, err: "" });
  expect(await simpul("keys", "issue", "--help")).toMatchObject({ status: 0, err: "" });
});

test("what is not configured is refused with 1 and with what to do", async () => {
  const { status, err } = await simpul("node", "status");
  expect(status).toBe(1);
  expect(err).toContain("simpul init");
});

describe("init", () => {
  const given = [
    "--kind",
    "node",
    "--id",
    "uji",
    "--url",
    "https://lapor.uji.go.id",
    "--database",
    "127.0.0.1:1/simpul",
    "--hub",
    "https://hub.example.go.id",
  ];

  test("writes one env file, for its user alone, that a node can start from", async () => {
    const { status, out } = await simpul(
      "init",
      ...given,
      "--state",
      join(folder, "var"),
      "--out",
      "uji.env",
      "--yes",
      "--json",
    );
    expect(status).toBe(0);
    const file = join(folder, "uji.env");
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const lines = (await readFile(file, "utf8")).split("\n").filter((line) => /^[A-Z]/.test(line));
    const variables = Object.fromEntries(
      lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
    );
    expect(readConfig("node", variables)).toMatchObject({
      outcome: "ok",
      config: { nodeId: "uji" },
    });
    expect(JSON.parse(out)).toMatchObject({
      kind: "node",
      node: "uji",
      signing: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect((await stat(join(folder, "var/state/signing.jwk"))).mode & 0o777).toBe(0o600);
  });

  test("leaves a file that is there alone: it holds the vault key", async () => {
    const before = await readFile(join(folder, "uji.env"), "utf8");
    const { status, err } = await simpul("init", ...given, "--out", "uji.env", "--yes");
    expect(status).toBe(1);
    expect(err).toContain("uji.env");
    expect(await readFile(join(folder, "uji.env"), "utf8")).toBe(before);
  });

  test("names the answer it lacks when nobody can be asked", async () => {
    const { status, err } = await simpul("init", "--kind", "node", "--out", "other.env", "--yes");
    expect(status).toBe(1);
    expect(err).toContain("--id");
  });

  test("doctor then says for each thing whether it holds, and what mends it", async () => {
    const { status, out } = await simpul("doctor", "--env", "uji.env", "--json");
    expect(status).toBe(1);
    const { healthy, checks } = JSON.parse(out) as {
      healthy: boolean;
      checks: { name: string; verdict: string; mend?: string }[];
    };
    expect(healthy).toBe(false);
    const verdicts = Object.fromEntries(checks.map(({ name, verdict }) => [name, verdict]));
    expect(verdicts).toMatchObject({
      node: "ok",
      configuration: "ok",
      database: "wrong",
      migrations: "unknown",
      worker: "unknown",
      disk: "ok",
    });
    for (const check of checks.filter(({ verdict }) => verdict === "wrong"))
      expect(check.mend).toBeTruthy();
  });
});
