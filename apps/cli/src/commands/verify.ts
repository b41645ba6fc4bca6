import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { isAuditExport, sayAuditExport } from "../audit-file.ts";
import { type Genuine, LARGEST_ARCHIVE, type Refuted, verifyArchive } from "@simpul/verify";
import { command, done, failed, Misused, Refused, type Said } from "../command.ts";
import { demoFolder, readJson } from "../demo/folder.ts";
import { envOption, useEnvFile } from "../env-file.ts";

/** Exit status: 0 genuine, 1 not, 2 nothing that could be read. No database, no network. */
export const verify = command({
  name: "verify",
  description: "Check an export, a dossier or an audit, with nothing but the file",
  args: {
    file: { type: "positional", required: true, description: "the archive", valueHint: "FILE" },
    root: {
      type: "string",
      description: "thumbprint of the hub's root key; this installation's unless given",
      valueHint: "THUMBPRINT",
    },
    ...envOption,
  },
  async run({ file, root, env }): Promise<Said> {
    if (root !== undefined && !thumbprint.test(root))
      throw new Misused("--root must be a thumbprint: 43 letters, digits, - and _");
    const own = root === undefined ? rootHere(env) : undefined;
    const pinned = root ?? own;
    if (await isAuditExport(file)) return sayAuditExport(file, pinned);
    const found = verifyArchive(await read(file), pinned === undefined ? {} : { root: pinned });
    if (found.outcome === "refuted") return failed(linesOfRefuted(found, pinned), found);
    const source = root !== undefined ? "given" : own !== undefined ? "installation" : "none";
    return done(linesOf(found, source), { ...found, rootFrom: source });
  },
});

const thumbprint = /^[\w-]{43}$/;

async function read(file: string): Promise<Uint8Array> {
  try {
    const found = await stat(file);
    if (found.isFile() && found.size <= LARGEST_ARCHIVE) return await readFile(file);
    throw new Misused(`${file} is no file, or larger than ${LARGEST_ARCHIVE} bytes`);
  } catch (error) {
    if (error instanceof Misused) throw error;
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw new Misused(`${file} cannot be read (${code})`);
  }
}

/** The root that this installation pinned, or the demo beside us: from its file, for the database may be away. */
export function rootHere(env: string | undefined): string | undefined {
  try {
    useEnvFile(env);
  } catch (error) {
    if (error instanceof Refused) throw new Misused(error.message);
    throw error;
  }
  const stateDir = process.env["SIMPUL_STATE_DIR"] ?? demoFolder().of("hub").state;
  const jwk = readJson(join(stateDir, "hub-root.jwk"));
  const kid = typeof jwk === "object" && jwk !== null && "kid" in jwk ? jwk.kid : undefined;
  return typeof kid === "string" && thumbprint.test(kid) ? kid : undefined;
}

function linesOf(found: Genuine, source: "given" | "installation" | "none"): string[] {
  const { manifest, streams, events, receipts, contents, directories, root } = found;
  const said = {
    given: "as given with --root",
    installation: "this installation's",
    none: "COMPARED WITH NOTHING: ask the hub for its own, and give it with --root",
  };
  return [
    `genuine: ${manifest.kind} of ${manifest.trackingId} (${manifest.report})`,
    `made      ${manifest.madeAt} by ${manifest.by}, as ${manifest.tenant} has it`,
    ...streams.map(
      ({ writer, head }) => `stream    ${writer}: ${head.seq} events, ends at ${head.hash}`,
    ),
    `events    ${events}, signed and chained; ${receipts.covered} of them receipted by another node`,
    `receipts  ${receipts.count}`,
    `contents  ${contents.present} present, ${contents.absent} absent`,
    `directory ${directories.join(", ")}`,
    `root      ${root} (${said[source]})`,
  ];
}

const linesOfRefuted = ({ code, where, detail }: Refuted, pinned: string | undefined): string[] => [
  `not genuine: ${code} in ${where}`,
  detail,
  `root      ${pinned ?? "none was given, and this is no installation"}`,
];
