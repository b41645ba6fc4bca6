import { randomBytes } from "node:crypto";
import { existsSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { createInterface } from "node:readline/promises";
import { createKeyring } from "@simpul/federation";
import { readConfig } from "@simpul/runtime";
import { command, done, Refused } from "../command.ts";
import { defaultEnvFile } from "../env-file.ts";

interface Answers {
  readonly kind: string;
  readonly id: string;
  readonly url: string;
  readonly database: string;
  readonly state: string;
  readonly hub: string;
}

/** At most six: the hub's address is asked of a node only. */
const questions: readonly {
  readonly name: keyof Answers;
  readonly ask: string;
  preset(given: Partial<Answers>): string;
}[] = [
  { name: "kind", ask: "hub or node?", preset: () => "node" },
  {
    name: "id",
    ask: "name of this installation (lower-case letters, digits, hyphens)",
    preset: ({ kind }) => (kind === "hub" ? "hub" : ""),
  },
  {
    name: "url",
    ask: "address under which people reach it",
    preset: () => "http://127.0.0.1:4000",
  },
  {
    name: "database",
    ask: "PostgreSQL (host:port/database)",
    preset: () => "127.0.0.1:5432/simpul",
  },
  { name: "state", ask: "directory for keys and files", preset: () => "/var/lib/simpul" },
  { name: "hub", ask: "address of the hub", preset: () => "" },
];

export const init = command({
  name: "init",
  description: "Ask what is needed (or take it from the options), make keys and write one env file",
  args: {
    kind: { type: "string", description: "hub or node", valueHint: "KIND" },
    id: { type: "string", description: "name of this installation", valueHint: "ID" },
    url: { type: "string", description: "address under which people reach it", valueHint: "URL" },
    database: { type: "string", description: "host:port/database", valueHint: "ADDRESS" },
    state: { type: "string", description: "directory for keys and files", valueHint: "DIR" },
    hub: { type: "string", description: "of a node: address of the hub", valueHint: "URL" },
    out: { type: "string", description: `file to write (${defaultEnvFile})`, valueHint: "FILE" },
    yes: { type: "boolean", description: "ask nothing: take what is usual for what is not given" },
  },
  async run({ out = defaultEnvFile, yes, kind, id, url, database, state, hub }) {
    // An existing file holds the vault key: without it no reporter's identity opens again.
    if (existsSync(out))
      throw new Refused(
        "fileExists",
        `${out} is there already; move it away if you mean to begin anew`,
      );
    const answers = await ask({ kind, id, url, database, state, hub }, yes === true);
    const file = envFile(answers);
    const kindOf = answers.kind === "hub" ? "hub" : "node";
    const variables = Object.fromEntries(
      file.flatMap((line) => (/^[A-Z]/.test(line) ? [splitOnce(line)] : [])),
    );
    const reading = kindOf === "hub" ? readConfig("hub", variables) : readConfig("node", variables);
    if (answers.kind !== "hub" && answers.kind !== "node")
      throw new Refused("badAnswer", `it is a hub or a node, not "${answers.kind}"`);
    if (reading.outcome === "invalid") throw new Refused("badAnswer", reading.problems.join("\n"));
    const keyring = await createKeyring(reading.config.stateDir, kindOf, Temporal.Now.instant());
    writeFileSync(out, `${file.join("\n")}\n`, { mode: 0o600, flag: "wx" });
    const next = [
      "OWNER_DATABASE_URL=postgres://OWNER:PASSWORD@… simpul migrate",
      ...(kindOf === "node" ? ["simpul node enrol --hub URL --code CODE"] : []),
      "simpul doctor",
    ];
    return done(
      [
        `wrote ${out} and keys below ${reading.config.stateDir}`,
        "back both up: without them nothing sealed opens again",
        "next:",
        ...next.map((line) => `  ${line}`),
      ],
      {
        file: resolve(out),
        kind: kindOf,
        node: reading.config.nodeId,
        signing: keyring.signing.publicJwk.kid,
        stateDir: reading.config.stateDir,
        next,
      },
    );
  },
});

async function ask(
  given: { readonly [name in keyof Answers]: string | undefined },
  silent: boolean,
): Promise<Answers> {
  const answers: Partial<Record<keyof Answers, string>> = {};
  const terminal =
    !silent && process.stdin.isTTY
      ? createInterface({ input: process.stdin, output: process.stderr })
      : undefined;
  try {
    for (const { name, ask: question, preset } of questions) {
      if (name === "hub" && answers.kind === "hub") continue;
      const usual = preset(answers);
      const typed =
        given[name] ??
        (await terminal?.question(`${question}${usual === "" ? "" : ` [${usual}]`}: `));
      answers[name] = typed === undefined || typed.trim() === "" ? usual : typed.trim();
      if (answers[name] === "")
        throw new Refused("answerMissing", `--${name} is needed: ${question}`);
    }
  } finally {
    terminal?.close();
  }
  const { kind = "", id = "", url = "", database = "", state = "", hub = "" } = answers;
  return { kind, id, url, database, state, hub };
}

function envFile({ kind, id, url, database, state, hub }: Answers): string[] {
  const secret = (): string => randomBytes(32).toString("base64url");
  const login = id.replaceAll("-", "_");
  const folder = resolve(state);
  return [
    `# Simpul ${kind} "${id}". Holds secrets: keep it readable by its user alone, and back it up.`,
    `# The owner's login is not in here: give OWNER_DATABASE_URL to "simpul migrate" alone.`,
    `SIMPUL_NODE_ID=${id}`,
    `PUBLIC_URL=${url}`,
    ...(kind === "hub" ? [] : [`SIMPUL_HUB_URL=${hub}`]),
    `DATABASE_URL=postgres://simpul_${login}_app:${secret()}@${database}`,
    `WORKER_DATABASE_URL=postgres://simpul_${login}_worker:${secret()}@${database}`,
    `SIMPUL_STATE_DIR=${folder}/state`,
    `SIMPUL_CONTENT_DIR=${folder}/content`,
    `SIMPUL_VAULT_KEY=${secret()}`,
  ];
}

function splitOnce(line: string): [string, string] {
  const at = line.indexOf("=");
  return [line.slice(0, at), line.slice(at + 1)];
}
