import { existsSync } from "node:fs";
import { authenticateKey, readPublicly } from "@simpul/casework";
import { exportDossier, exportReport } from "@simpul/federation";
import { command, done, type Group, Refused, type Said } from "../command.ts";
import { whereAmI, withDeployment } from "../configured.ts";
import { envOption } from "../env-file.ts";
import { writeWhole } from "../write-whole.ts";
import { nodeOption } from "./options.ts";

const keyOption = {
  key: {
    type: "string",
    description: "API key to read it with (SIMPUL_API_KEY)",
    valueHint: "KEY",
  },
} as const;

function keyGiven(key: string | undefined): string | undefined {
  const given = key ?? process.env["SIMPUL_API_KEY"];
  // Ours alone: a service that inherits the environment would refuse to know it.
  delete process.env["SIMPUL_API_KEY"];
  return given;
}

const show = command({
  name: "report show",
  description: "A report as this deployment has it",
  args: {
    id: { type: "positional", required: true, description: "id or tracking id", valueHint: "ID" },
    ...envOption,
    ...nodeOption,
    ...keyOption,
  },
  async run({ id, env, node, key }): Promise<Said> {
    const given = keyGiven(key);
    const here = whereAmI(env);
    if (here.at === "demo") {
      const rest = here.demo.rest(node ?? "hub");
      return fromRest(`${rest.url}/reports/${encodeURIComponent(id)}`, given ?? rest.key);
    }
    if (given !== undefined)
      return fromRest(`${here.config.publicUrl}/api/v1/reports/${encodeURIComponent(id)}`, given);
    return withDeployment(env, node, async ({ ctx }) => {
      const found = await readPublicly(ctx, id);
      if (found.outcome === "failed") throw new Refused(found.code, `${id}: ${found.code}`);
      return done(linesOf(found.value), found.value);
    });
  },
});

const archiveArgs = {
  id: { type: "positional", required: true, description: "id or tracking id", valueHint: "ID" },
  out: { type: "string", required: true, description: "file to write", valueHint: "FILE" },
  force: { type: "boolean", description: "overwrite a file that is there" },
  ...envOption,
  ...nodeOption,
  ...keyOption,
} as const;

type Make = (
  deployment: Parameters<typeof exportReport>[0],
  actor: Parameters<typeof exportReport>[1],
  id: string,
) => ReturnType<typeof exportReport>;

const exportIt = command({
  name: "report export",
  description: "Streams, receipts, keys and contents in one signed file that anybody can verify",
  args: archiveArgs,
  run: (args): Promise<Said> => writeArchive(args, exportReport),
});

const dossier = command({
  name: "report dossier",
  description: "What the Ombudsman is handed: the export of a referred report, with pages to read",
  args: archiveArgs,
  run: (args): Promise<Said> =>
    writeArchive(args, async (deployment, actor, id) => {
      const { composeDossier } = await import("@simpul/documents");
      return exportDossier(deployment, actor, id, composeDossier);
    }),
});

interface ArchiveArgs {
  readonly id: string;
  readonly out: string;
  readonly force?: boolean | undefined;
  readonly env?: string | undefined;
  readonly node?: string | undefined;
  readonly key?: string | undefined;
}

async function writeArchive(args: ArchiveArgs, make: Make): Promise<Said> {
  const { id, out, force = false, env, node, key } = args;
  const given = keyGiven(key);
  const exists = new Refused("exists", `${out} is there already; --force overwrites it`);
  if (!force && existsSync(out)) throw exists;
  return withDeployment(env, node, async (deployment, here) => {
    const token = given ?? (here.at === "demo" ? here.demo.rest(node ?? "hub").key : undefined);
    if (token === undefined)
      throw new Refused("keyMissing", "say with --key or SIMPUL_API_KEY who reads the report");
    const asked = await authenticateKey(deployment.ctx, token);
    if (asked.outcome === "failed") throw new Refused(asked.code, "this key opens nothing here");
    const made = await make(deployment, asked.value.actor, id);
    if (made.outcome === "failed") throw new Refused(made.code, `${id}: ${made.code}`);
    const { manifest, root, pieces } = made.value;
    if ((await writeWhole(out, pieces, force)) === "exists") throw exists;
    const bytes = pieces.reduce((sum, piece) => sum + piece.length, 0);
    const { report: reportId, trackingId, tenant, files } = manifest;
    return done(
      [
        `${out}: ${trackingId} as ${tenant} has it, ${files.length} files, ${bytes} bytes`,
        `root ${root}`,
        `whoever gets it runs: simpul verify FILE --root ${root}`,
      ],
      { out, report: reportId, trackingId, tenant, files: files.length, bytes, root },
    );
  });
}

async function fromRest(url: string, key: string): Promise<Said> {
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${key}`, accept: "application/json" },
    signal: AbortSignal.timeout(10_000),
  }).catch(() => {
    throw new Refused("unreachable", `${new URL(url).origin} does not answer`);
  });
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) {
    const { title = response.statusText, detail = "" } = fields(body);
    throw new Refused(`http${response.status}`, `${String(title)}. ${String(detail)}`.trim());
  }
  return done(linesOf(body), body);
}

/** What matters first, then what happened, oldest first. */
function linesOf(value: unknown): string[] {
  const report = fields(value);
  const head = [
    "trackingId",
    "title",
    "state",
    "class",
    "category",
    "urgency",
    "origin",
    "holder",
    "institution",
    "unit",
    "receivedAt",
    "completeAt",
    "id",
  ];
  const history = Array.isArray(report["history"]) ? report["history"].map(fields) : [];
  return [
    ...head.flatMap((name) =>
      typeof report[name] === "string" ? [`${name.padEnd(12)} ${report[name]}`] : [],
    ),
    ...(typeof report["text"] === "string" ? ["", report["text"]] : []),
    "",
    ...history.map((entry) => {
      const { role = "", tenant = "" } = fields(entry["actor"]);
      return `${String(entry["at"]).slice(0, 16).replace("T", " ")}Z  ${String(entry["type"]).padEnd(12)} ${String(role)} ${String(tenant)}`.trimEnd();
    }),
  ];
}

function fields(value: unknown): Record<string, unknown> {
  // Proof: a plain object's members are unknown, which is what the type says.
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

export const report: Group = {
  kind: "group",
  name: "report",
  description: "Look at a report, or hand it out as evidence",
  commands: {
    show: { description: show.description, load: async () => show },
    export: { description: exportIt.description, load: async () => exportIt },
    dossier: { description: dossier.description, load: async () => dossier },
  },
};
