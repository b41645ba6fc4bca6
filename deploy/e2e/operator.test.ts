import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "@simpul/db";
import { createDatabase, type Database } from "@simpul/testkit";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { Api, type Channel, send } from "./support/client.ts";
import { simpulIn } from "./support/demo.ts";
import { freePort } from "./support/ports.ts";
import { awaitState, submit, verify } from "./support/reports.ts";
import { type Service, startService } from "./support/service.ts";
import { until } from "./support/until.ts";

/**
 * A hub and a node as two operators bring them up, by nothing but the commands of the manual and an empty database each.
 * The other scenarios take the same steps by the functions behind these commands, which costs a tenth of the time.
 */
interface Installation {
  readonly kind: "hub" | "node";
  readonly folder: string;
  readonly url: string;
  readonly port: number;
  readonly database: Database;
}

let root: string;
let hub: Installation;
let node: Installation;
let hubKey: Api;
let nodeKey: Api;
let channel: Channel;
const started: Service[] = [];
/** Addresses of the figures of what was started. */
const metrics: string[] = [];
const tenant = "64.71";

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "simpul-operator-"));
  hub = await installation("hub");
  node = await installation("node");
});
afterAll(async () => {
  await Promise.all(started.map((service) => service.end("SIGTERM")));
  await hub?.database.drop();
  await node?.database.drop();
  await rm(root, { recursive: true, force: true });
});

async function installation(kind: "hub" | "node"): Promise<Installation> {
  const port = await freePort();
  return {
    kind,
    folder: await mkdtemp(join(root, `${kind}-`)),
    url: `http://127.0.0.1:${port}`,
    port,
    database: await createDatabase(inject("adminUrl")),
  };
}

/** A command that must succeed. @returns what it says as JSON */
function simpul(
  { folder }: Installation,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Readonly<Record<string, unknown>> {
  const said = simpulIn(folder, [...args, "--json"], env);
  expect(said.status, `${args.join(" ")}: ${said.stdout}${said.stderr}`).toBe(0);
  // Proof: every command's --json is an object; the assertions read what they need.
  return JSON.parse(said.stdout) as Record<string, unknown>;
}

function prepare(at: Installation, id: string, ...more: string[]): void {
  const { host, pathname } = new URL(at.database.url());
  const database = `${host}${pathname}`;
  const { kind, url, folder } = at;
  simpul(at, [
    "init",
    "--yes",
    "--kind",
    kind,
    "--id",
    id,
    "--url",
    url,
    "--database",
    database,
    "--state",
    join(folder, "state"),
    ...more,
  ]);
  const migrated = { OWNER_DATABASE_URL: at.database.url() };
  expect(simpul(at, ["migrate"], migrated)["applied"]).not.toEqual([]);
  expect(simpul(at, ["migrate"], migrated)["applied"]).toEqual([]);
}

/** With the env file that `init` wrote, as systemd reads it. */
async function start({ kind, folder, port, url }: Installation, envFile: string): Promise<void> {
  const lines = (await readFile(join(folder, envFile), "utf8"))
    .split("\n")
    .filter((line) => /^[A-Z]/.test(line));
  const env = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
  const metricsPort = await freePort();
  started.push(
    await startService(kind, {
      ...env,
      PORT: String(port),
      METRICS_PORT: String(metricsPort),
    }),
  );
  metrics.push(`http://127.0.0.1:${metricsPort}/metrics`);
  await until(`${kind} is ready`, async () =>
    (await send(`${url}/readyz`)).status === 200 ? true : undefined,
  );
}

const textIn = (said: Readonly<Record<string, unknown>>, name: string): string =>
  String(said[name]);

it("a hub comes up by init and migrate", async () => {
  prepare(hub, "hub");
  await start(hub, "simpul.env");
  hubKey = new Api(
    hub.url,
    textIn(
      simpul(hub, ["keys", "issue", "--tenant", "national", "--name", "e2e", "--rate", "1000"]),
      "key",
    ),
  );
  const added = simpul(hub, ["channel", "add", "--tenant", "national", "--name", "Gerbang SMS"]);
  expect(added["url"]).toMatch(new RegExp(`^${hub.url}/channels/[\\w-]+/webhook$`));
  channel = { url: textIn(added, "url"), secret: textIn(added, "secret") };
});

/** Mails that wait for a server that takes them; this installation names none. */
async function waitingMails({ database }: Installation, template: string): Promise<object[]> {
  const db = connect(database.url(), { max: 1 });
  try {
    return [
      ...(await db.pg<object[]>`
        select tenant, sealed is not null as sealed, sealed ~ 'example' as readable
        from simpul.mail where template = ${template} and sent_at is null`),
    ];
  } finally {
    await db.close();
  }
}

const staff = ["staff", "add", "--tenant", "national", "--name", "Sri Wahyuni"];

it("the first administrator is given by a command, and an invitation waits for the mail server", async () => {
  const person = ["--role", "nationalAdmin", "--email", "Sri@example.go.id"];
  expect(simpul(hub, [...staff, ...person])).toMatchObject({
    tenant: "national",
    role: "nationalAdmin",
    officer: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  expect(await waitingMails(hub, "invitation")).toEqual([
    { tenant: "national", sealed: true, readable: false },
  ]);
  // Invited, and not yet anybody: there is no second factor that could be taken away.
  const reset = ["staff", "reset-factor", "--tenant", "national", "--email", "sri@example.go.id"];
  const refused = simpulIn(hub.folder, [...reset, "--json"]);
  expect([refused.status, JSON.parse(refused.stdout)]).toMatchObject([
    1,
    { error: { code: "noFactor" } },
  ]);
});

it.each([
  ["a role that there is none of", 2, "usage", ["--role", "raja", "--email", "a@example.go.id"]],
  ["an address that is none", 2, "usage", ["--role", "nationalAdmin", "--email", "a@"]],
  [
    "a unit that there is none of",
    1,
    "unknownUnit",
    ["--role", "inspectorate", "--unit", "nihil", "--email", "a@example.go.id"],
  ],
  [
    "a role of another kind of tenant",
    1,
    "roleNotHere",
    ["--role", "tenantAdmin", "--email", "a@example.go.id"],
  ],
  [
    "the same role twice",
    1,
    "alreadyOfficer",
    ["--role", "nationalAdmin", "--email", "sri@example.go.id"],
  ],
])("%s is refused to `staff add` with %i", async (_, status, code, args) => {
  const said = simpulIn(hub.folder, [...staff, ...args, "--json"]);
  expect([said.status, JSON.parse(said.stdout)]).toMatchObject([status, { error: { code } }]);
  expect(await waitingMails(hub, "invitation")).toHaveLength(1);
});

it("nobody is added to a tenant that is not hosted here", () => {
  const elsewhere = ["--tenant", "34.04", "--role", "tenantAdmin", "--email", "a@example.go.id"];
  const said = simpulIn(hub.folder, ["staff", "add", "--name", "Sri", ...elsewhere, "--json"]);
  expect([said.status, JSON.parse(said.stdout)]).toMatchObject([
    1,
    { error: { code: "forbidden" } },
  ]);
});

it("an identity provider's secret is read from a file, and its address judged before it is kept", async () => {
  const file = join(hub.folder, "client-secret");
  await writeFile(file, "rahasia-klien\n", { mode: 0o600 });
  const provider = ["--tenant", "national", "--id", "pegawai"];
  const about = ["--name", "Akun", "--client-id", "simpul", "--domain", "example.go.id"];
  const add = (issuer: string, secret: string) => {
    const from = ["--issuer", issuer, "--secret-file", secret, "--json"];
    const said = simpulIn(hub.folder, ["sso", "add", ...provider, ...about, ...from]);
    expect(`${said.stdout}${said.stderr}`).not.toContain("rahasia-klien");
    return [said.status, JSON.parse(said.stdout)];
  };
  const failed = (code: string) => ({ error: { code } });
  expect(add("https://127.0.0.1/realms/x", file)).toMatchObject([1, failed("issuerUnfit")]);
  expect(add("https://127.0.0.1/realms/x", `${file}x`)).toMatchObject([1, failed("noSecretFile")]);
  expect(simpul(hub, ["sso", "list", "--tenant", "national"])).toEqual({ providers: [] });
  const gone = simpulIn(hub.folder, ["sso", "disable", ...provider, "--json"]);
  expect([gone.status, JSON.parse(gone.stdout)]).toMatchObject([1, failed("unknownProvider")]);
});

it("a node joins with a code that works once", async () => {
  const { code } = simpul(hub, ["node", "invite", "--node", "balikpapan", "--tenants", tenant]);
  prepare(node, "balikpapan", "--hub", hub.url);
  const enrol = ["node", "enrol", "--hub", hub.url, "--code", String(code)];
  expect(simpulIn(node.folder, [...enrol.slice(0, -1), `x${String(code)}`]).status).toBe(1);
  expect(simpul(node, enrol)["tenants"]).toEqual([tenant]);
  expect(simpulIn(node.folder, enrol).status).toBe(1);
  await start(node, "simpul.env");
  nodeKey = new Api(
    node.url,
    textIn(simpul(node, ["keys", "issue", "--tenant", tenant, "--name", "e2e"]), "key"),
  );
});

it("a report reaches the node, and both operators see that all is well", async () => {
  const { id } = await submit(channel);
  await verify(hubKey, id);
  await hubKey.act(id, "forward", { tenant });
  await awaitState(nodeKey, id, "forwarded");
  await nodeKey.act(id, "accept");
  await awaitState(hubKey, id, "accepted");
  for (const at of [hub, node]) {
    const doctor = simpulIn(at.folder, ["doctor", "--json"]);
    expect(doctor.status, doctor.stdout).toBe(0);
  }
  const status = simpulIn(node.folder, ["node", "status", "--json"]);
  expect(status.status, status.stdout).toBe(0);
});

it("what deadlines rest on is among the figures of each process", async () => {
  const today = Temporal.Now.plainDateISO("Asia/Jakarta");
  const { date, provisional } = simpul(hub, ["calendar", "add", today.toString(), "250"]);
  for (const url of metrics) {
    const { text } = await send(url);
    const figure = (name: string) => Number(new RegExp(`^${name} (\\d+)$`, "m").exec(text)?.[1]);
    expect(figure("simpul_reference_unreadable")).toBe(0);
    expect(figure("simpul_deadlines_provisional")).toBeLessThanOrEqual(1);
    const decreed = figure("simpul_calendar_decreed_year");
    expect(provisional).toBe(Number(String(date).slice(0, 4)) > decreed);
  }
});

it("a wrong word ends with 2 and says so, and a service without configuration with 78", async () => {
  expect(simpulIn(hub.folder, ["nod", "invite"]).status).toBe(2);
  expect(simpulIn(hub.folder, ["keys", "issue", "--tennant", "national"]).status).toBe(2);
  await expect(startService("hub", { DATABASE_URL: "mysql://x" })).rejects.toThrow(
    /DATABASE_URL must be a PostgreSQL address/,
  );
});
