import { spawn } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startPostgres, type Postgres } from "../../src/postgres/server.ts";

let folder: string;
const started: Postgres[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "simpul-server-"));
  await chmod(folder, 0o700); // closed to everybody else, as a clone in a home folder is
});

afterEach(async () => {
  vi.unstubAllEnvs();
  for (const server of started.splice(0)) await server.stop();
  await rm(folder, { recursive: true, force: true });
});

async function start(): Promise<Postgres> {
  const server = await startPostgres({ dataDir: join(folder, "pg") });
  started.push(server);
  return server;
}

async function ask(url: string, statement: string): Promise<unknown> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const [row] = await sql.unsafe(statement).values();
    return row?.[0];
  } finally {
    await sql.end();
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test("what was committed is there after a stop and a start, on another port", async () => {
  const first = await start();
  await ask(first.url, "create table kept as select 42 as answer");
  await first.stop();
  expect(await first.ended).toBe("stopped");
  expect(alive(first.pid)).toBe(false);

  const second = await start();
  expect(await ask(second.url, "select answer from kept")).toBe(42);
});

test("it is durable, UTF-8, and knows the case of letters beyond ASCII", async () => {
  const { url } = await start();
  expect(await ask(url, "show fsync")).toBe("on");
  expect(await ask(url, "show synchronous_commit")).toBe("on");
  expect(await ask(url, "show server_encoding")).toBe("UTF8");
  expect(await ask(url, "select lower('ÉLOK')")).toBe("élok");
});

test("it refuses who does not know the password", async () => {
  const { url } = await start();
  const wrong = new URL(url);
  wrong.password = "wrong";
  await expect(ask(wrong.href, "select 1")).rejects.toMatchObject({ code: "28P01" });
});

test("a lock file whose pid belongs to another process by now does not block the start", async () => {
  await (await start()).stop();
  const lock = join(folder, "pg", "cluster", "postmaster.pid");
  await writeFile(lock, `${process.pid}\n${folder}\n1\n5432\n\n127.0.0.1\n\nready\n`);
  const server = await start();
  expect(await ask(server.url, "select 1")).toBe(1);
});

test("a server killed outright is started again on the same data", async () => {
  const first = await start();
  await ask(first.url, "create table kept as select 42 as answer");
  process.kill(first.pid, "SIGKILL");
  expect(await first.ended).toBe("died");
  const second = await start();
  expect(await ask(second.url, "select answer from kept")).toBe(42);
});

test("a second server on the same folder is refused while the first one lives", async () => {
  const first = await start();
  await expect(start()).rejects.toMatchObject({ name: "PostgresFailure", code: "already-running" });
  expect(await ask(first.url, "select 1")).toBe(1);
});

test("a port that is taken is reported with the server's own words", async () => {
  const first = await start();
  const other = startPostgres({ dataDir: join(folder, "other"), port: first.port });
  await expect(other).rejects.toMatchObject({
    code: "start-failed",
    message: expect.stringContaining("bind"),
  });
});

test("where namespaces are forbidden it starts all the same, and later where they are not", async () => {
  const tools = join(folder, "tools");
  await mkdir(tools);
  await writeFile(join(tools, "unshare"), "#!/bin/sh\nexit 1\n", { mode: 0o755 });
  vi.stubEnv("PATH", `${tools}:${process.env["PATH"]}`);
  const first = await start();
  await ask(first.url, "create table kept as select 42 as answer");
  await first.stop();
  vi.unstubAllEnvs();
  const second = await start();
  expect(await ask(second.url, "select answer from kept")).toBe(42);
});

test("it does not outlive a process that is killed outright", async () => {
  const source = fileURLToPath(new URL("../../src/postgres/server.ts", import.meta.url));
  const script = `
    const { startPostgres } = await import(${JSON.stringify(source)});
    const { pid } = await startPostgres({ dataDir: ${JSON.stringify(join(folder, "pg"))} });
    console.log(pid);
    setInterval(() => {}, 1000);`;
  const owner = spawn(process.execPath, ["--input-type=module", "--eval", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const pid = await new Promise<number>((resolve) =>
    owner.stdout.once("data", (line) => resolve(Number(line))),
  );
  expect(alive(pid)).toBe(true);
  owner.kill("SIGKILL");
  await vi.waitFor(() => expect(alive(pid)).toBe(false), { timeout: 10_000 });
  // Shut down, not killed: the log ends with a checkpoint and the words of a clean end.
  expect(await readFile(join(folder, "pg", "server.log"), "utf8")).toMatch(
    /database system is shut down\n$/,
  );
});
