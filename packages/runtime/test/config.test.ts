import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { type Environment, readConfig } from "../src/index.ts";

const key = Buffer.alloc(32, 7).toString("base64url");
const hub = {
  DATABASE_URL: "postgres://app:hunter2@127.0.0.1:5432/simpul",
  PUBLIC_URL: "https://lapor.example.go.id/",
  SIMPUL_VAULT_KEY: key,
};
const node = { ...hub, SIMPUL_NODE_ID: "sleman", SIMPUL_HUB_URL: "https://hub.example.go.id" };

const directory = mkdtempSync(join(tmpdir(), "simpul-config-"));
afterAll(() => rmSync(directory, { recursive: true }));
function file(name: string, content: string): string {
  const path = join(directory, name);
  writeFileSync(path, content);
  return path;
}

function problemsOf(kind: "hub" | "node" | "migrate", env: Environment): string[] {
  const reading = readConfig(kind, env);
  return reading.outcome === "invalid" ? reading.problems : [];
}

describe("a complete environment", () => {
  test("of a hub is read with its defaults", () => {
    const reading = readConfig("hub", hub);
    expect(reading).toEqual({
      outcome: "ok",
      config: {
        kind: "hub",
        databaseUrl: hub.DATABASE_URL,
        workerDatabaseUrl: hub.DATABASE_URL,
        host: "127.0.0.1",
        port: 4000,
        metricsPort: 9464,
        publicUrl: "https://lapor.example.go.id",
        securityContact: "mailto:security@lapor.example.go.id",
        mail: undefined,
        process: "all",
        nodeId: "hub",
        stateDir: "/var/lib/simpul/state",
        contentDir: "/var/lib/simpul/content",
        s3: undefined,
        clamd: undefined,
        vaultKey: Buffer.alloc(32, 7),
        tenantHosts: new Map(),
        ssoPrivateHosts: new Set(),
        vaultKeysEarlier: [],
        logLevel: "info",
        otlpEndpoint: undefined,
        sampleRatio: 0.1,
        trustProxy: 0,
        demo: false,
        demoClock: false,
        parentPid: undefined,
      },
    });
  });

  test("of a node names the hub it calls", () => {
    const reading = readConfig("node", { ...node, PORT: "0", SIMPUL_PROCESS: "worker" });
    expect(reading).toMatchObject({
      outcome: "ok",
      config: {
        kind: "node",
        nodeId: "sleman",
        hubUrl: node.SIMPUL_HUB_URL,
        port: 0,
        process: "worker",
      },
    });
  });

  test("of a migration needs the owner's login and nothing else", () => {
    const reading = readConfig("migrate", {
      OWNER_DATABASE_URL: "postgres://owner@127.0.0.1/simpul",
    });
    expect(reading).toMatchObject({ outcome: "ok", config: { kind: "migrate" } });
    expect(problemsOf("migrate", {})).toEqual([expect.stringContaining("OWNER_DATABASE_URL")]);
  });

  test("may hold variables of others, and the demo's own", () => {
    expect(problemsOf("hub", { ...hub, PATH: "/bin", SIMPUL_PORT: "4000" })).toEqual([]);
  });

  test("counts an empty variable as not set", () => {
    expect(readConfig("hub", { ...hub, PORT: "", WORKER_DATABASE_URL: "" })).toMatchObject({
      outcome: "ok",
      config: { port: 4000, workerDatabaseUrl: hub.DATABASE_URL },
    });
  });
});

/** An address of this machine, as the demo has. */
const local = { PUBLIC_URL: "http://127.0.0.1:4000" };

describe("problems", () => {
  test("come all at once", () => {
    const env = {
      PORT: "abc",
      LOG_LEVEL: "loud",
      SIMPUL_DEMO: "1",
      NODE_ENV: "production",
      SIMPUL_X: "1",
    };
    const problems = problemsOf("node", env);
    for (const name of [
      "PORT",
      "LOG_LEVEL",
      "SIMPUL_DEMO",
      "SIMPUL_X",
      "DATABASE_URL",
      "PUBLIC_URL",
      "SIMPUL_VAULT_KEY",
      "SIMPUL_NODE_ID",
      "SIMPUL_HUB_URL",
    ])
      expect(
        problems.filter((problem) => problem.startsWith(name)),
        name,
      ).toHaveLength(1);
    expect(problems).toHaveLength(9);
  });

  test("never show a secret, nor a password in an ordinary address", () => {
    const problems = problemsOf("hub", {
      ...hub,
      DATABASE_URL: "mysql://app:hunter2@db/simpul",
      WORKER_DATABASE_URL: "hunter2",
      SIMPUL_VAULT_KEY: "hunter2",
      OTEL_EXPORTER_OTLP_ENDPOINT: "http://me:hunter2@collector:4318",
    });
    expect(problems).toHaveLength(4);
    expect(problems.join("\n")).not.toContain("hunter2");
  });

  test("show what was given where it is no secret", () => {
    expect(problemsOf("hub", { ...hub, PORT: "70000" })).toEqual([
      'PORT must be a whole number from 0 to 65535, not "70000"',
    ]);
  });

  test.each([
    ["a misspelt name", { SIMPUL_VUALT_KEY: "x" }, "did you mean SIMPUL_VAULT_KEY?"],
    [
      "a file variant of what is no secret",
      { SIMPUL_NODE_ID_FILE: "x" },
      "is not a variable of Simpul",
    ],
    ["a variable of the other kind", { SIMPUL_HUB_URL: "https://h.id" }, "means nothing to a hub"],
    ["the demo in production", { SIMPUL_DEMO: "1", NODE_ENV: "production" }, "SIMPUL_DEMO"],
    ["a moved clock without the demo", { SIMPUL_DEMO_CLOCK: "1", ...local }, "SIMPUL_DEMO_CLOCK"],
    ["a moved clock for the world", { SIMPUL_DEMO_CLOCK: "1", SIMPUL_DEMO: "1" }, "PUBLIC_URL"],
    ["one port for both", { PORT: "5000", METRICS_PORT: "5000" }, "METRICS_PORT"],
    ["plain http to the world", { PUBLIC_URL: "http://lapor.example.go.id" }, "https://"],
    ["a padded vault key", { SIMPUL_VAULT_KEY: `${key}=` }, "32 bytes"],
    [
      "a vault key with stray bits at its end",
      { SIMPUL_VAULT_KEY: `${key.slice(0, 42)}d` },
      "32 bytes",
    ],
    ["a ratio above one", { OTEL_TRACES_SAMPLER_RATIO: "1.5" }, "from 0 to 1"],
    ["a ratio that is no number", { OTEL_TRACES_SAMPLER_RATIO: "some" }, "from 0 to 1"],
    ["a negative port", { PORT: "-1" }, "whole number"],
    ["an address with a query", { PUBLIC_URL: "https://x.id/?a=1" }, "without user"],
  ])("%s", (_, wrong, words) => {
    expect(problemsOf("hub", { ...hub, ...wrong })).toEqual([expect.stringContaining(words)]);
  });

  test("a moved clock is never production's, in whatever else it is like a demo", () => {
    const demo = { ...hub, ...local, SIMPUL_DEMO: "1", SIMPUL_DEMO_CLOCK: "1" };
    expect(readConfig("hub", demo)).toMatchObject({ outcome: "ok", config: { demoClock: true } });
    expect(problemsOf("hub", { ...demo, NODE_ENV: "production" })).toContainEqual(
      expect.stringMatching(/^SIMPUL_DEMO_CLOCK .* never in production/),
    );
  });

  test("plain http is allowed on this machine and in the demo", () => {
    expect(problemsOf("hub", { ...hub, PUBLIC_URL: "http://127.0.0.1:4000" })).toEqual([]);
    expect(problemsOf("hub", { ...hub, PUBLIC_URL: "http://10.0.0.1", SIMPUL_DEMO: "1" })).toEqual(
      [],
    );
  });
});

describe("the mail server", () => {
  const smtp = { SIMPUL_SMTP_URL: "smtps://simpul:hunter2@mail.example.go.id:465" };
  const from = { SIMPUL_MAIL_FROM: "simpul@example.go.id" };

  test("is read with the address that mails come from", () => {
    expect(readConfig("hub", { ...hub, ...smtp, ...from })).toMatchObject({
      config: {
        mail: {
          smtpUrl: "smtps://simpul:hunter2@mail.example.go.id:465",
          from: "simpul@example.go.id",
          publicUrl: "https://lapor.example.go.id",
        },
      },
    });
    expect(problemsOf("hub", { ...hub, ...smtp })).toEqual([
      expect.stringContaining("SIMPUL_MAIL_FROM is missing"),
    ]);
  });

  test.each([
    "https://mail.example.go.id",
    "smtps://mail.example.go.id/inbox",
    "smtp://mail.example.go.id?tls.rejectUnauthorized=false",
    "mail.example.go.id",
  ])("is no %s", (url) => {
    expect(problemsOf("hub", { ...hub, ...from, SIMPUL_SMTP_URL: url })).toHaveLength(1);
  });

  test.each([
    "Simpul <simpul@example.go.id>",
    "simpul@example.go.id\r\nBcc: x@y.example",
    "simpul",
  ])("is not written to in the name of %j", (SIMPUL_MAIL_FROM) => {
    expect(problemsOf("hub", { ...hub, ...smtp, SIMPUL_MAIL_FROM })).toHaveLength(1);
  });
});

describe("a secret from a file", () => {
  test.each([
    ["LF", `${hub.DATABASE_URL}\n`],
    ["CRLF", `${hub.DATABASE_URL}\r\n`],
    ["nothing", hub.DATABASE_URL],
  ])("that ends with %s is the secret itself", (_, content) => {
    const { DATABASE_URL: _direct, ...rest } = hub;
    const reading = readConfig("hub", { ...rest, DATABASE_URL_FILE: file("url", content) });
    expect(reading).toMatchObject({ outcome: "ok", config: { databaseUrl: hub.DATABASE_URL } });
  });

  test("loses one newline, not two", () => {
    const { SIMPUL_VAULT_KEY: _direct, ...rest } = hub;
    const path = file("key", `${key}\n\n`);
    expect(problemsOf("hub", { ...rest, SIMPUL_VAULT_KEY_FILE: path })).toHaveLength(1);
  });

  test.each(["missing", "empty"])("that is %s is one problem and names the path", (which) => {
    const { SIMPUL_VAULT_KEY: _direct, ...rest } = hub;
    const path = which === "empty" ? file("empty", "\n") : join(directory, "missing");
    const problems = problemsOf("hub", { ...rest, SIMPUL_VAULT_KEY_FILE: path });
    expect(problems).toEqual([expect.stringContaining(path)]);
  });

  test("beside the variable itself is refused", () => {
    const problems = problemsOf("hub", { ...hub, SIMPUL_VAULT_KEY_FILE: file("other", key) });
    expect(problems).toEqual([expect.stringContaining("both set")]);
  });
});

describe("a bucket", () => {
  const whole = {
    SIMPUL_S3_BUCKET: "berkas",
    SIMPUL_S3_ACCESS_KEY: "AKIDTEST",
    SIMPUL_S3_SECRET_KEY: "only-a-test",
  };

  test("is read with its keys, and the region of Jakarta", () => {
    expect(readConfig("hub", { ...hub, ...whole, SIMPUL_CLAMD: "clamd:3310" })).toMatchObject({
      config: {
        s3: { bucket: "berkas", region: "ap-southeast-3", accessKey: "AKIDTEST" },
        clamd: "clamd:3310",
      },
    });
  });

  test.each(Object.keys(whole))(
    "without %s is a contradiction, which names no key's value",
    (name) => {
      const problems = problemsOf("hub", { ...hub, ...whole, [name]: undefined });
      expect(problems).toEqual([expect.stringContaining(`${name} must be set too`)]);
      expect(problems.join()).not.toContain("only-a-test");
    },
  );

  test.each(["clamd", "clamd:port", "tcp://clamd:3310", "./clamd.sock", "clamd:3310 x"])(
    "and %j is no scanner's address",
    (SIMPUL_CLAMD) => {
      expect(problemsOf("hub", { ...hub, SIMPUL_CLAMD })).toHaveLength(1);
    },
  );
});
