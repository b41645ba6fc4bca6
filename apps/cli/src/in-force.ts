import { existsSync, readFileSync } from "node:fs";
import {
  type CalendarDocument,
  type ClockPolicy,
  nationalCalendar,
  nationalPolicy,
  validateCalendar,
  validatePolicy,
} from "@simpul/domain";
import { demoFolder, endpointsFile } from "./demo/folder.ts";
import { useEnvFile } from "./env-file.ts";

/** The calendar or policy that counts here. */
export interface InForce<Document> {
  readonly document: Document;
  /** The hub's number of it; 0: what came with the software. */
  readonly published: number;
  /** Why it is what came with the software although something else is kept, or may be. */
  readonly instead?: { readonly because: "noAnswer" | "unreadable"; readonly says: string };
}

interface Kinds {
  readonly calendar: CalendarDocument;
  readonly policy: ClockPolicy;
}

const shipped: Kinds = { calendar: nationalCalendar, policy: nationalPolicy };
const reading = { calendar: validateCalendar, policy: validatePolicy };

/** A database that answers at all does so in a few ms. */
const patienceMs = 1_000;

/**
 * The newest that was published and has come here, read as one row of the database that the environment or its file names,
 * or of a running demo's hub; where there is none, or it does not answer, what came with the software. Never refuses: a
 * date by the calendar of before is worth more than none, and the warning says which it is.
 */
export async function inForce<Kind extends keyof Kinds>(
  kind: Kind,
  envFile: string | undefined,
): Promise<InForce<Kinds[Kind]>> {
  const document = shipped[kind];
  const fallback = (because: "noAnswer" | "unreadable", why: string): InForce<Kinds[Kind]> => ({
    document,
    published: 0,
    instead: {
      because,
      says: `${why}: this is by the ${kind} that came with the software, ${document.version}`,
    },
  });
  const url = await databaseHere(envFile);
  if (url === undefined) return { document, published: 0 };
  try {
    const { newestReference } = await import("@simpul/db/newest-reference");
    const newest = await newestReference(url, kind, patienceMs);
    if (newest === undefined) return { document, published: 0 };
    return (
      readKept(kind, newest) ??
      fallback(
        "unreadable",
        `version ${newest.version} cannot be read by this version of the software`,
      )
    );
  } catch (error) {
    // A driver's message may quote the address with its password.
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    return fallback("noAnswer", `the database does not answer (${code})`);
  }
}

/** What a kept document says. @returns undefined for a form that this version cannot read */
function readKept<Kind extends keyof Kinds>(
  kind: Kind,
  { version, jws }: { readonly version: number; readonly jws: string },
): InForce<Kinds[Kind]> | undefined {
  const body = bodyOf(jws);
  const read = reading[kind](body);
  // Proof: each kind's reading gives the document of that kind.
  return read.outcome === "valid"
    ? { document: read.document as Kinds[Kind], published: version }
    : undefined;
}

/** What this database's own deployment has verified and kept. */
function bodyOf(jws: string): unknown {
  const [, payload = ""] = jws.split(".");
  const said: unknown = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
  return typeof said === "object" && said !== null && "body" in said ? said.body : undefined;
}

/** As every command finds its installation: the environment or its file, else a demo; a bare DATABASE_URL comes last. */
async function databaseHere(envFile: string | undefined): Promise<string | undefined> {
  const loaded = useEnvFile(envFile);
  const configured = loaded === "loaded" || process.env["SIMPUL_VAULT_KEY"] !== undefined;
  const folder = demoFolder();
  // What is not needed is not loaded: these commands answer in a fifth of a second.
  if (!configured && existsSync(endpointsFile(folder))) {
    const { runningDemo } = await import("./demo/running.ts");
    const demo = runningDemo(folder);
    if (demo !== undefined) return demo.databases["hub"]?.app;
  }
  const file = process.env["DATABASE_URL_FILE"];
  return process.env["DATABASE_URL"] ?? (file === undefined ? undefined : contentOf(file));
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return undefined;
  }
}
