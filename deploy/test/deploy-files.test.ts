import { existsSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { largestFile } from "@simpul/casework";
import {
  createMetrics,
  describeConfig,
  type Kind,
  readConfig,
  serveMetrics,
} from "@simpul/runtime";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { healthRoutes } from "../../packages/doors/src/index.ts";
import { composed } from "./compose.ts";
import { type Deployed, envFile, read, root } from "./deployed.ts";
import { mountedBy, orchestrated, podsOf, resources } from "./kubernetes.ts";
import { supervised, unit, units } from "./systemd.ts";

/** Every process of ours that a file of this folder starts, held against what the code really reads and serves. */
const all: readonly Deployed[] = [
  ...composed("deploy/compose/hub.compose.yaml"),
  ...composed("deploy/compose/node.compose.yaml"),
  ...orchestrated(),
  ...supervised(),
];
const named = all.map((each) => [`${each.file} ${each.name}`, each] as const);

function kindOf({ entry, args }: Deployed): Kind {
  if (entry === "apps/cli/src/main.ts" && args[0] === "migrate") return "migrate";
  const kind = /^services\/(hub|node)\//.exec(entry)?.[1];
  if (kind === "hub" || kind === "node") return kind;
  throw new Error(`${entry} is none of our processes`);
}

/** Read by Node and its libraries, not by us. */
const foreign = new Set(["NODE_ENV", "NODE_OPTIONS", "TZ"]);
const known = (kinds: readonly Kind[]): Set<string> =>
  new Set([
    ...foreign,
    ...describeConfig()
      .filter((row) => row.kinds.some((kind) => kinds.includes(kind)))
      .flatMap(({ name, secret }) => (secret ? [name, `${name}_FILE`] : [name])),
  ]);

test("there is something to check", () => {
  expect(all.map(kindOf).toSorted()).toEqual([
    ...Array(6).fill("hub"),
    ...Array(5).fill("migrate"),
    ...Array(2).fill("node"),
  ]);
});

describe.each(named)("%s", (_, process) => {
  const kind = kindOf(process);
  const serving = kind !== "migrate";

  test("sets no variable that its process does not read", () => {
    // The migration shares the service's file.
    const readable = known(serving ? [kind] : ["hub", "node", "migrate"]);
    expect(Object.keys(process.env).filter((name) => !readable.has(name))).toEqual([]);
  });

  test("sets every variable that its process requires, to something it accepts", () => {
    // The examples hold no vault key: one that works would be copied.
    const vault = serving && { SIMPUL_VAULT_KEY: randomBytes(32).toString("base64url") };
    if (serving) expect(process.env).toHaveProperty("SIMPUL_VAULT_KEY", "");
    expect(readConfig(kind, { ...process.env, ...vault })).toMatchObject({ outcome: "ok" });
  });

  test("names every secret that its process may be given", () => {
    const secrets = describeConfig().filter((row) => row.secret && row.kinds.includes(kind));
    expect(secrets.length).toBeGreaterThan(0);
    expect(secrets.filter(({ name }) => !(name in process.env)).map(({ name }) => name)).toEqual(
      [],
    );
  });

  test("names what is optional about files and desks, and leaves it out", () => {
    const optional = ["SIMPUL_CLAMD", "SIMPUL_S3_BUCKET", "SIMPUL_TENANT_HOSTS"];
    const left = optional.map((name) => process.env[name]);
    expect(serving ? left : []).toEqual(serving ? ["", "", ""] : []);
  });

  test("holds the owner's login if it migrates, and never otherwise", () => {
    expect("OWNER_DATABASE_URL" in process.env).toBe(!serving);
  });

  test("tells a hub's migration where the keys are that sign its directory", () => {
    const { SIMPUL_HUB_URL, SIMPUL_STATE_DIR, PUBLIC_URL } = process.env;
    const isHub = SIMPUL_HUB_URL === undefined;
    // The command reads them as they are set: a default of the services is none of its own.
    expect(!isHub || (SIMPUL_STATE_DIR !== undefined && PUBLIC_URL !== undefined) || serving).toBe(
      true,
    );
  });

  test("starts a program that exists", () => {
    const source = process.entry.replace(/^(services\/\w+)\/dist\/main\.js$/, "$1/src/main.ts");
    expect(existsSync(join(root, source))).toBe(true);
    if (source === process.entry) return;
    // Proof: our own manifest.
    const manifest = JSON.parse(read(source.replace("src/main.ts", "package.json"))) as {
      scripts: Record<string, string>;
    };
    expect(manifest.scripts["build"]).toMatch(/src\/main\.ts --dir dist\b/);
  });

  test("leaves it time to drain", () => {
    const { grace } = process;
    expect(serving ? (grace ?? 0) > 25 : grace === undefined).toBe(true);
  });

  test("asks its probes where something answers", async () => {
    const { PORT, METRICS_PORT, SIMPUL_PROCESS } = process.env;
    for (const { port, path } of process.probes) {
      if (port === Number(METRICS_PORT)) expect(await metricsAnswers(path)).toBe(200);
      else {
        expect(port).toBe(Number(PORT));
        expect(SIMPUL_PROCESS).not.toBe("worker");
        expect((await healthRoutes([]).request(path)).status).toBe(200);
      }
    }
  });
});

async function metricsAnswers(path: string): Promise<number> {
  const server = await serveMetrics({ host: "127.0.0.1", port: 0 }, createMetrics());
  try {
    return (await fetch(new URL(path, server.url))).status;
  } finally {
    await server.close();
  }
}

describe("kubernetes", () => {
  const ofKind = (kind: string) => resources.filter((resource) => resource.kind === kind);
  const labels = resources.flatMap(podsOf).map(({ metadata }) => metadata.labels);
  const ports = new Set(
    resources
      .flatMap(podsOf)
      .flatMap(({ spec }) => spec.containers.flatMap((c) => c.ports ?? []))
      .map((p) => p.name),
  );

  test("the kustomization holds everything but the examples and the job", () => {
    const { resources: listed } = resources.find((r) => r.kind === "Kustomization") as unknown as {
      resources: string[];
    };
    const files = new Set(resources.map(({ file }) => file.replace("deploy/kubernetes/", "")));
    for (const aside of [
      "kustomization.yaml",
      "migrate.yaml",
      "secret.example.yaml",
      "database.example.yaml",
      "clamd.example.yaml",
    ])
      expect(files.delete(aside)).toBe(true);
    expect(listed.toSorted()).toEqual([...files].toSorted());
  });

  test.each(["Service", "PodDisruptionBudget", "NetworkPolicy"])(
    "every %s selects a pod of ours",
    (kind) => {
      expect(ofKind(kind).length).toBeGreaterThan(0);
      for (const { spec } of ofKind(kind)) {
        const selector = (spec["podSelector"] ?? spec["selector"]) as Record<string, unknown>;
        const wanted = Object.entries(
          (selector["matchLabels"] ?? selector) as Record<string, string>,
        );
        expect(labels.some((pod) => wanted.every(([name, value]) => pod[name] === value))).toBe(
          true,
        );
      }
    },
  );

  test("every pod mounts what some file makes", () => {
    const made = new Set(resources.map(({ kind, metadata }) => `${kind} ${metadata?.name}`));
    const mounted = resources.flatMap(podsOf).flatMap(({ spec }) => mountedBy(spec.volumes ?? []));
    expect(mounted.length).toBeGreaterThan(3);
    expect(mounted.filter((one) => !made.has(one))).toEqual([]);
  });

  test("every service's port is one that a container names", () => {
    for (const { spec } of ofKind("Service"))
      for (const { targetPort } of spec["ports"] as { targetPort: string }[])
        expect(ports).toContain(targetPort);
  });

  test("what opens to the ingress and the monitoring are the ports of the configuration", () => {
    const ours = ({ metadata }: { metadata: { name: string } }) => metadata.name === "simpul-hub";
    const policy = ofKind("NetworkPolicy").find(ours);
    const config = ofKind("ConfigMap").find(ours);
    const rules = (policy?.spec["ingress"] ?? []) as { ports: { port: number }[] }[];
    const opened = rules.flatMap((rule) => rule.ports);
    expect(opened.map(({ port }) => String(port))).toEqual([
      config?.data?.["PORT"],
      config?.data?.["METRICS_PORT"],
    ]);
  });
});

describe("the scanner", () => {
  const settings = [
    read("deploy/compose/clamd.conf"),
    ...resources.flatMap(({ data }) => data?.["clamd.conf"] ?? []),
  ].map((text) => new Map(text.split("\n").map((line) => line.split(" ") as [string, string])));

  test("takes whole what we take in, at the port that the examples name", () => {
    expect(settings).toHaveLength(2);
    for (const setting of settings) {
      expect(setting.get("TCPSocket")).toBe("3310");
      for (const limit of ["StreamMaxLength", "MaxFileSize"])
        expect(Number.parseInt(setting.get(limit) ?? "") * 1024 * 1024).toBeGreaterThan(
          largestFile,
        );
    }
  });

  test.each(["hub", "node"])("of a %s's compose file starts only where it is wanted", (kind) => {
    // Proof of shape: what is missing fails the test.
    const { services } = parse(read(`deploy/compose/${kind}.compose.yaml`), { merge: true }) as {
      services: Record<string, { profiles?: string[]; volumes?: string[]; networks?: string[] }>;
    };
    const { clamd, http = services["node"] } = services;
    expect(clamd?.profiles).toEqual(["scanner"]);
    expect(clamd?.volumes).toContain("./clamd.conf:/etc/clamav/clamd.conf:ro");
    expect(clamd?.networks).toEqual(http?.networks);
  });

  test("is let out to by the policy that holds our processes", () => {
    const policy = resources.find(
      ({ kind, metadata }) => kind === "NetworkPolicy" && metadata.name === "simpul-hub",
    );
    const rules = JSON.stringify(policy?.spec["egress"]);
    expect(rules).toContain('{"app":"simpul-clamd"}');
    expect(rules).toContain('"port":3310');
  });
});

describe("systemd", () => {
  test("two processes of one machine share no port", () => {
    const taken = ["simpul-hub", "simpul-hub-worker"].flatMap((name) => {
      const env =
        all.find((each) => each.name === name && each.file.includes("systemd"))?.env ?? {};
      return env["SIMPUL_PROCESS"] === "worker"
        ? [env["METRICS_PORT"]]
        : [env["PORT"], env["METRICS_PORT"]];
    });
    expect(new Set(taken).size).toBe(3);
  });

  test.each(units)("%s: no env file undoes what the unit sets", (file) => {
    const settings = unit(file);
    const own = (settings.get("Service.Environment") ?? []).map((each) => each.split("=")[0]);
    const inFiles = ["hub", "node", "migrate"].flatMap((each) =>
      Object.keys(envFile(`deploy/systemd/${each}.env.example`)),
    );
    expect(own.filter((name) => inFiles.includes(name ?? ""))).toEqual([]);
  });

  test.each(units)("%s keeps its process from everything it does not need", (file) => {
    const settings = unit(file);
    const value = (key: string) => settings.get(`Service.${key}`)?.at(-1);
    expect(value("User")).toBe("simpul");
    expect(value("NoNewPrivileges")).toBe("yes");
    expect(value("ProtectSystem")).toBe("strict");
    expect(value("CapabilityBoundingSet")).toBe("");
    if (value("Restart") !== undefined) expect(value("RestartPreventExitStatus")).toBe("78");
  });
});
