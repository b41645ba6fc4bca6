import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Actor } from "@simpul/access";
import { issueKey, receive } from "@simpul/casework";
import { type Federation, testFederation } from "@simpul/testkit";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { writeWhole } from "../src/write-whole.ts";

const program = join(import.meta.dirname, "../src/main.ts");
const node = join(import.meta.dirname, "../../../node_modules/.bin/node");
let folder: string;
let federation: Federation;
let id: string;
let root: string;
let reads: string;
let submits: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "simpul-evidence-"));
  federation = await testFederation({ adminUrl: inject("adminUrl"), nodes: {} });
  const { ctx, keyring } = federation.hub.deployment;
  root = keyring.root?.kid ?? "";
  const scopes = ["reports:submit", "reports:read"] as const;
  const actor: Actor & { tenant: string } = {
    kind: "machine",
    id: "test",
    tenant: "national",
    scopes,
  };
  const source = { channel: "api", channelId: "key:test", dedup: [], by: "reporter" } as const;
  const taken = await receive(ctx, actor, { text: "Jalan berlubang" }, source);
  if (taken.outcome === "failed") throw new Error(taken.code);
  id = taken.value.trackingId;
  ({ key: reads } = await issueKey(ctx, "national", "Pemeriksa", ["reports:read"]));
  ({ key: submits } = await issueKey(ctx, "national", "Aplikasi", ["reports:submit"]));
}, 60_000);
afterAll(async () => {
  await federation?.close();
  await rm(folder, { recursive: true, force: true });
});

const installation = () => ({
  DATABASE_URL: federation.hub.urls.app,
  PUBLIC_URL: "https://lapor.example.go.id",
  SIMPUL_NODE_ID: "hub",
  SIMPUL_STATE_DIR: federation.hub.stateDir,
  SIMPUL_CONTENT_DIR: join(federation.hub.stateDir, "content"),
  SIMPUL_VAULT_KEY: Buffer.alloc(32, 7).toString("base64url"),
});

async function simpul(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ status: number; out: string; err: string }> {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(node, [program, ...args], {
    cwd: folder,
    env: { PATH, HOME, ...env },
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

const exportTo = (file: string, key: string, ...more: string[]) =>
  simpul(["report", "export", id, "--out", file, ...more], {
    ...installation(),
    SIMPUL_API_KEY: key,
  });

describe("report export", () => {
  test("writes one file for its user alone, and overwrites none unless told to", async () => {
    const first = await exportTo("case.tar", reads, "--json");
    expect(first).toMatchObject({ status: 0, err: "" });
    expect(JSON.parse(first.out)).toMatchObject({ out: "case.tar", trackingId: id, root });
    const file = join(folder, "case.tar");
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const bytes = await readFile(file);
    expect(await exportTo("case.tar", reads)).toMatchObject({ status: 1 });
    expect((await readFile(file)).equals(bytes)).toBe(true);
    expect(await exportTo("case.tar", reads, "--force")).toMatchObject({ status: 0 });
    expect((await readFile(file)).equals(bytes)).toBe(false);
  });

  test("refuses without a key, and with one that may not read everything; no file is left", async () => {
    const { status, err } = await simpul(
      ["report", "export", id, "--out", "no.tar"],
      installation(),
    );
    expect(status).toBe(1);
    expect(err).toContain("--key");
    expect(await exportTo("no.tar", submits)).toMatchObject({ status: 1 });
    expect(await exportTo("no.tar", `${reads}x`)).toMatchObject({ status: 1 });
    expect(await exportTo("nowhere/no.tar", reads)).toMatchObject({ status: 1 });
    expect((await readdir(folder)).filter((name) => name.includes("no"))).toEqual([]);
  });
});

describe("verify", () => {
  test("needs the file alone, ends with 0 and shows the root, pinned or not", async () => {
    const given = await simpul(["verify", "case.tar", "--root", root]);
    expect(given).toMatchObject({ status: 0, err: "" });
    expect(given.out).toContain(`genuine: export of ${id}`);
    expect(given.out).toContain(`${root} (as given with --root)`);
    const own = await simpul(["verify", "case.tar"], { SIMPUL_STATE_DIR: federation.hub.stateDir });
    expect(own.out).toContain(`${root} (this installation's)`);
    const alone = await simpul(["verify", "case.tar"]);
    expect(alone.out).toContain(`${root} (COMPARED WITH NOTHING`);
    const { out } = await simpul(["verify", "case.tar", "--root", root, "--json"]);
    expect(JSON.parse(out)).toMatchObject({
      outcome: "genuine",
      trust: "pinned",
      rootFrom: "given",
    });
  });

  test("ends with 1 and names the first thing that is wrong", async () => {
    const bytes = await readFile(join(folder, "case.tar"));
    const at = bytes.lastIndexOf("Jalan berlubang");
    bytes.write("Jalan mulus    ", at);
    await writeFile(join(folder, "changed.tar"), bytes);
    const { status, out } = await simpul(["verify", "changed.tar"]);
    expect(status).toBe(1);
    expect(out).toMatch(/^not genuine: fileChanged in content\//);
    const other = await simpul(["verify", "case.tar", "--root", "A".repeat(43), "--json"]);
    expect(other.status).toBe(1);
    expect(JSON.parse(other.out)).toMatchObject({ outcome: "refuted", code: "wrongRoot" });
  });

  test.each([
    ["no file", ["nothing.tar"]],
    ["a folder", ["."]],
    ["a root that is no thumbprint", ["case.tar", "--root", "abc"]],
    ["an env file that is not there", ["case.tar", "--env", "nothing.env"]],
  ])("ends with 2 for %s", async (_, args) => {
    expect(await simpul(["verify", ...args])).toMatchObject({ status: 2, out: "" });
  });
});

describe("a file is written whole or not at all", () => {
  test("although its writing fails in the middle", async () => {
    const path = join(folder, "half.tar");
    const pieces = {
      *[Symbol.iterator]() {
        yield Buffer.from("half");
        throw new Error("the disk is full");
      },
    };
    // Proof: only walked through, as an array is.
    const failing = pieces as unknown as Uint8Array[];
    await expect(writeWhole(path, failing, false)).rejects.toThrow("half.tar");
    expect((await readdir(folder)).filter((name) => name.includes("half"))).toEqual([]);
  });

  test("and what is there already stays as it was", async () => {
    const path = join(folder, "kept.tar");
    await writeFile(path, "kept");
    expect(await writeWhole(path, [Buffer.from("new")], false)).toBe("exists");
    expect(await readFile(path, "utf8")).toBe("kept");
    expect(await writeWhole(path, [Buffer.from("new")], true)).toBe("written");
    expect(await readFile(path, "utf8")).toBe("new");
    expect((await readdir(folder)).filter((name) => name.includes("partial"))).toEqual([]);
  });
});
