import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sealAudit, sweepAudit } from "@simpul/casework";
import { connect, type Database } from "@simpul/db";
import { auditSignatures } from "@simpul/federation";
import { type Federation, testFederation } from "@simpul/testkit";
import { verifyAuditExport } from "@simpul/verify";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";

const program = join(import.meta.dirname, "../src/main.ts");
const node = join(import.meta.dirname, "../../../node_modules/.bin/node");
const report = "0199a0de-0000-7000-8000-000000000001";
let folder: string;
let federation: Federation;
let owner: Database;
let root: string;
let file: string;
let lines: string[];

const seal = async (): Promise<void> => {
  const { deployment } = federation.hub;
  // A checkpoint is due whenever it looks.
  let minutes = 0;
  const sealer = {
    db: owner,
    tenants: () => ["national"],
    now: () => deployment.ctx.now().add({ minutes: (minutes += 6) - 6 }),
    sign: auditSignatures(deployment).sign,
  };
  while ((await sealAudit(sealer)) !== 0);
};
const write = (verb: string, age: string) => owner.pg`
  insert into simpul.audit (tenant, at, actor, verb, outcome)
  values ('national', now() - ${age}::interval, 'system', ${verb}, 'done')`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "simpul-audit-"));
  file = join(folder, "national.jsonl");
  federation = await testFederation({ adminUrl: inject("adminUrl"), nodes: {} });
  owner = connect(federation.hub.urls.owner, { max: 1 });
  root = federation.hub.deployment.keyring.root?.kid ?? "";
  await write("old", "11 years");
  await write("second", "2 days");
  await seal();
  if ((await sweepAudit(owner, ["national"])) !== 1) throw new Error("nothing was swept");
  for (const verb of ["third", "fourth"]) await write(verb, "1 minute");
  await seal();
  const made = await simpul(["audit", "export", "--tenant", "national", "--out", file]);
  if (made.status !== 0) throw new Error(made.err);
  lines = (await readFile(file, "utf8")).split("\n").slice(0, -1);
}, 60_000);
afterAll(async () => {
  await owner?.close();
  await federation?.close();
  await rm(folder, { recursive: true, force: true });
});

async function simpul(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {
    DATABASE_URL: federation.hub.urls.app,
    PUBLIC_URL: "https://lapor.example.go.id",
    SIMPUL_NODE_ID: "hub",
    SIMPUL_STATE_DIR: federation.hub.stateDir,
    SIMPUL_CONTENT_DIR: join(federation.hub.stateDir, "content"),
    SIMPUL_VAULT_KEY: Buffer.alloc(32, 7).toString("base64url"),
  },
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

/** As somebody would who knows how it is made, and has no key. */
function rechained(from: string, to: string): string[] {
  const sha256 = (said: string) => createHash("sha256").update(said).digest("base64url");
  let before = "";
  return lines.map((line) => {
    // Proof: lines of our own export.
    const said = JSON.parse(line) as Record<string, string | number | null>;
    if (said["seq"] === undefined) return line;
    const row = typeof said["row"] === "string" ? said["row"].replace(from, to) : null;
    const digest = row === null ? said["digest"] : sha256(row);
    const { seq, audit, at } = said;
    before = sha256(["simpul-audit/1", "national", seq, audit, at, digest, before].join("\n"));
    return JSON.stringify({ ...said, row, digest, hash: before });
  });
}

describe("an exported audit", () => {
  test("is for its user alone, overwrites nothing, and is genuine to anybody who has the file and the root", async () => {
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await simpul(["audit", "export", "--tenant", "national", "--out", file])).status).toBe(
      1,
    );
    // Without database, configuration or network.
    const found = await simpul(["verify", file, "--root", root, "--json"], {});
    expect(found.status).toBe(0);
    expect(JSON.parse(found.out)).toMatchObject({
      outcome: "genuine",
      trust: "pinned",
      tenant: "national",
      swept: 1,
      rows: lines.filter((line) => line.includes('"row":"')).length,
    });
    expect((await simpul(["audit", "verify", "--file", file])).status).toBe(0);
  });

  const at = (what: string): number => lines.findIndex((line) => line.includes(what));
  const withLine = (index: number, change: (line: string) => string): string[] =>
    lines.with(index, change(lines[index] ?? ""));
  const cases: readonly (readonly [string, string, () => string[]])[] = [
    [
      "a row was changed",
      "changed",
      () => withLine(at("second"), (l) => l.replace("second", "secomd")),
    ],
    [
      "a row was left out, as if swept",
      "removed",
      () => withLine(at("third"), (l) => l.replace(/"row":".*"\}$/, '"row":null}')),
    ],
    ["a link was left out", "removed", () => lines.toSpliced(at("second"), 1)],
    [
      "two links changed places",
      "removed",
      () => {
        const [one, other] = [at("third"), at("fourth")];
        return lines.with(one, lines[other] ?? "").with(other, lines[one] ?? "");
      },
    ],
    [
      "a link's time was changed",
      "chainBroken",
      () => withLine(at("fourth"), (l) => l.replace(/"at":"20/, '"at":"19')),
    ],
    ["the end was cut off", "truncated", () => lines.slice(0, -1)],
    [
      "the end of another length was put on",
      "removed",
      () => lines.toSpliced(at("fourth"), lines.length - at("fourth") - 1),
    ],
    [
      "a row was changed and all were chained anew",
      "rechained",
      () => rechained("fourth", "forged"),
    ],
    [
      "a checkpoint was signed by nobody",
      "checkpointForged",
      () => withLine(at('{"checkpoint"'), (l) => l.replace(/.{9}"\}$/, 'AAAAAAAAA"}')),
    ],
    [
      "the sweep is not in it",
      "removed",
      () => {
        const head = withLine(0, (l) => l.replace(/"sweptBefore":"\d{4}/, '"sweptBefore":"2199'));
        return head;
      },
    ],
    [
      "the head says nothing of a sweep",
      "removed",
      () => withLine(0, (l) => l.replace(/"sweptBefore":"[^"]*"/, '"sweptBefore":null')),
    ],
    [
      "it is of another tenant",
      "chainBroken",
      () => withLine(0, (l) => l.replace('"tenant":"national"', '"tenant":"64"')),
    ],
    ["something stands behind the end", "malformed", () => [...lines, "{}"]],
    ["a member is said twice", "malformed", () => withLine(2, (l) => l.replace("{", '{"seq":9,'))],
    ["it is no JSON", "malformed", () => withLine(2, () => "{")],
    ["a line is endless", "truncated", () => withLine(2, () => "x".repeat(2 * 1024 * 1024))],
    ["it is empty", "truncated", () => []],
  ];
  test.each(cases)("is refuted where %s: %s", async (_, code, change) => {
    const bytes = Buffer.from(
      change()
        .map((line) => `${line}\n`)
        .join(""),
    );
    expect(await verifyAuditExport([bytes], { root })).toMatchObject({ outcome: "refuted", code });
  });

  test("is refuted under another root, and read alike in whatever pieces it comes", async () => {
    const bytes = await readFile(file);
    expect(await verifyAuditExport([bytes], { root: "A".repeat(43) })).toMatchObject({
      code: "wrongRoot",
    });
    const pieces = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, i) =>
      bytes.subarray(i * 7, i * 7 + 7),
    );
    expect(await verifyAuditExport(pieces, { root })).toEqual(
      await verifyAuditExport([bytes], { root }),
    );
  });
});

describe("audit verify", () => {
  test("says intact (0), names the row that was changed (1), and cannot read (2)", async () => {
    const intact = await simpul(["audit", "verify", "--json"]);
    expect(intact).toMatchObject({ status: 0, err: "" });
    expect(JSON.parse(intact.out)).toMatchObject([
      { tenant: "national", outcome: "intact", swept: 1 },
    ]);
    const [row] = await owner.pg<{ id: string }[]>`
      update simpul.audit set actor = 'staff:x' where verb = 'third' returning id`;
    const found = await simpul(["audit", "verify", "--tenant", "national"]);
    await owner.pg`update simpul.audit set actor = 'system' where verb = 'third'`;
    expect(found.status).toBe(1);
    expect(found.out).toContain(`TAMPERED: changed at link`);
    expect(found.out).toContain(`row ${row?.id}:`);
    const none = join(folder, "none");
    await writeFile(none, "none");
    const unread = await Promise.all([
      simpul(["audit", "verify", "--tenant", "64"]),
      simpul(["audit", "verify", "--file", none]),
      simpul(["audit", "verify"], {}),
    ]);
    expect(unread.map(({ status }) => status)).toEqual([2, 2, 2]);
  });

  test("a hold is written down, and audited", async () => {
    const of = ["--tenant", "national", "--report", report];
    expect((await simpul(["audit", "hold", ...of])).status).toBe(0);
    expect((await simpul(["audit", "release", ...of])).status).toBe(0);
    expect(
      (await simpul(["audit", "hold", "--tenant", "national", "--report", "ABC"])).status,
    ).toBe(2);
    const rows = await owner.pg<{ verb: string }[]>`
      select verb from simpul.audit where report = ${report} order by id`;
    expect(rows.map(({ verb }) => verb)).toEqual(["holdAudit", "releaseAudit"]);
    const holds =
      await owner.pg`select held from simpul.audit_hold where report = ${report} order by id`;
    expect(holds.map(({ held }) => held)).toEqual([true, false]);
  });
});
