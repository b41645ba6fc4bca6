import { createHash } from "node:crypto";
import type { Actor } from "@simpul/access";
import { failed, openExport } from "@simpul/casework";
import type { Exported, Result } from "@simpul/casework";
import {
  contentsOf,
  directoryFrom,
  directoryVersions,
  eventsOf,
  receiptsGiven,
  receiptsReceived,
  withScope,
  wholeOf,
} from "@simpul/db";
import type { KeptContent, KeptEvent, Tx } from "@simpul/db";
import { nodeUrn } from "@simpul/domain";
import { compactJws, nodeOfUrn, signManifest } from "@simpul/protocol";
import type { ContentRef, EventPayload, Receipt } from "@simpul/protocol";
import { bytesOf } from "./content.ts";
import type { Deployment } from "./deployment.ts";
import { packTar } from "./export-tar.ts";
import { contentRefs, signPending } from "./feed.ts";

/** A report as evidence: what a stranger needs to check it with nothing else (docs/adr/0016). */
export interface Archive {
  readonly manifest: { readonly files: readonly { readonly name: string }[] } & Exported;
  /** The hub's root key, as this deployment has it pinned: whoever checks the archive needs it from elsewhere. */
  readonly root: string;
  /** In order; together they are the file. */
  readonly pieces: readonly Uint8Array[];
}

export interface ExportOptions {
  readonly kind: "export" | "dossier";
  /** Written by others, and signed for with the rest. `dossier.*` for a dossier only. */
  readonly attached?: Readonly<
    Partial<Record<"clocks.json" | "dossier.json" | "dossier.pdf", Uint8Array>>
  >;
  /** The verb that it is audited under; `export` unless it stays here. */
  readonly audited?: "export" | "verifyDossier";
}

type Files = Map<string, Uint8Array>;

/**
 * Gathers streams, receipts, directories and contents of one copy and signs for them with this node's key. The same copy at
 * the same moment makes the same bytes. What was erased, or never came here, is listed as absent. Refused: as reading is,
 * `forbidden` where the actor may read a part only, `fileTooLarge` where the files are over 900 MiB.
 */
export async function exportReport(
  deployment: Deployment,
  actor: Actor & { tenant: string },
  typed: string,
  options: ExportOptions = { kind: "export" },
): Promise<Result<Archive>> {
  const { ctx, keyring, node } = deployment;
  const opened = await openExport(ctx, actor, typed, options.kind, options.audited);
  if (opened.outcome === "failed") return opened;
  const root = keyring.root?.kid;
  if (root === undefined) throw new Error("a deployment that is open has pinned its root");
  const gathered = await gather(deployment, opened.value, options.kind);
  if (gathered === "tooLarge") return failed("fileTooLarge");
  const { files, directory } = gathered;
  for (const [name, content] of Object.entries(options.attached ?? {})) files.set(name, content);
  const sorted = [...files].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const manifest = {
    format: "simpul-export/1",
    kind: options.kind,
    report: opened.value.report,
    trackingId: opened.value.trackingId,
    tenant: opened.value.tenant,
    madeAt: ctx.now().toString({ fractionalSecondDigits: 3 }),
    by: nodeUrn(node),
    root,
    directory,
    files: sorted.map(([name, content]) => ({
      name,
      size: content.length,
      sha256: createHash("sha256").update(content).digest("hex"),
    })),
  };
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  const pieces = packTar([
    ["manifest.json", Buffer.from(text)],
    ["manifest.jws", Buffer.from(signManifest(text, keyring.signing))],
    ...sorted,
  ]);
  return { outcome: "done", value: { manifest, root, pieces } };
}

/** Of contents: an archive is made in memory, and a verifier reads none over 1 GiB. */
const mostBytes = 900 * 1024 * 1024;
/** Clocks of peers may be apart, and a receipt is dated by the one who gives it. */
const slackHours = 24;

async function gather(
  deployment: Deployment,
  { tenant, report }: Exported,
  kind: ExportOptions["kind"],
): Promise<{ files: Files; directory: number } | "tooLarge"> {
  const key = { tenant, report };
  const read = await withScope(deployment.db, wholeOf([tenant]), async (tx) => {
    const before = await eventsOf(tx, [key]);
    const since = before.map(({ at }) => at).toSorted()[0] ?? "";
    const receipts = [
      ...(await receiptsReceived(tx, report)),
      ...(await receiptsGiven(
        tx,
        before.map(({ hash }) => hash),
        sendersOf(deployment, before),
        Temporal.Instant.from(since).subtract({ hours: slackHours }).toString(),
      )),
    ];
    // Again: a receipt must not name an event that came after the events were read.
    const events = await signedEvents(tx, deployment, key);
    const versions = await directoryVersions(tx, [
      ...new Set(events.map((event) => readPayload(event).directory)),
    ]);
    return { receipts, versions, events, contents: await contentsOf(tx, tenant, report) };
  });
  const files: Files = new Map();
  for (const [writer, stream] of Map.groupBy(read.events, (event) => event.writer))
    files.set(
      `streams/${writer}.ndjson`,
      lines(stream.toSorted((a, b) => a.seq - b.seq).map(jwsOf)),
    );
  const receipts = read.receipts.filter((receipt) => isProof(deployment, receipt));
  files.set("receipts.ndjson", lines(receipts));
  // With the one that a dossier's names are from: the newest that is named, or what came here in its place.
  const named = Math.max(...read.events.map((event) => readPayload(event).directory));
  const first = await directoryFrom(deployment.db, named);
  for (const { version, jws } of [...read.versions, ...(first === undefined ? [] : [first])])
    files.set(`directory/${version}.jws`, Buffer.from(jws));
  // A file is called as its sender called it ("foto-ibu-sari.jpg"), and the handoff names nobody.
  const contents =
    kind === "dossier" ? read.contents.map(({ name: _, ...content }) => content) : read.contents;
  if ((await addContents(deployment, files, read.events, contents)) === "tooLarge")
    return "tooLarge";
  return { files, directory: read.versions.at(-1)?.version ?? 0 };
}

/** Signatures are made after the commit, at the latest here; meanwhile somebody may have written one event more. */
async function signedEvents(
  tx: Tx,
  { keyring }: Deployment,
  key: { tenant: string; report: string },
): Promise<KeptEvent[]> {
  for (;;) {
    const events = await eventsOf(tx, [key]);
    if (events.every(({ signature }) => signature !== undefined)) return events;
    await signPending(tx, keyring.signing, [key]);
  }
}

async function addContents(
  deployment: Deployment,
  files: Files,
  events: readonly KeptEvent[],
  kept: readonly KeptContent[],
): Promise<"added" | "tooLarge"> {
  const refs = new Map<string, ContentRef>();
  for (const ref of events.flatMap(({ payload }) => contentRefs(payload)))
    if (!refs.has(ref.hash)) refs.set(ref.hash, ref);
  if (refs.values().reduce((sum, { size }) => sum + size, 0) > mostBytes) return "tooLarge";
  const listed: object[] = [];
  for (const ref of [...refs.values()].toSorted((a, b) => (a.hash < b.hash ? -1 : 1))) {
    const { hash } = ref;
    const content = kept.find((one) => one.hash === hash);
    const bytes = content === undefined ? "missing" : await bytesOf(deployment, content);
    if (content === undefined || bytes === "missing") {
      listed.push({ hash, size: ref.size, type: ref.type, state: "absent" });
      continue;
    }
    const { name, salt, size, type } = content;
    listed.push({
      hash,
      size,
      type,
      state: "present",
      ...(name === undefined ? {} : { name }),
      salt,
    });
    files.set(`content/${hash}`, bytes);
  }
  files.set("content.json", Buffer.from(`${JSON.stringify({ contents: listed }, null, 2)}\n`));
  return "added";
}

const lines = (all: readonly string[]): Uint8Array =>
  Buffer.from(all.map((line) => `${line}\n`).join(""));

function jwsOf({ payload, protected: header, signature }: KeptEvent): string {
  if (header === undefined || signature === undefined)
    throw new Error("an event of another node was kept without its signature");
  return compactJws({ protected: header, payload, signature });
}

/** A node posts what it wrote itself, and the hub relays everybody's. */
function sendersOf({ book }: Deployment, events: readonly KeptEvent[]): string[] {
  const sources = events.map((event) => nodeOfUrn(readPayload(event).source) ?? "");
  return [...new Set([book.current().hub, ...sources])];
}

/** A receipt was good when it came; that its key had been revoked by then may have been said later. */
function isProof({ book }: Deployment, receipt: string): boolean {
  const [header = "", payload = ""] = receipt.split(".");
  const read = (part: string): unknown => JSON.parse(Buffer.from(part, "base64url").toString());
  // Proof: signed by us, or verified before it was kept.
  const { kid } = read(header) as { kid: string };
  const { time } = read(payload) as Receipt;
  const key = book.everOwnerOf(kid);
  return key !== undefined && (key.revokedAt === undefined || time < key.revokedAt);
}

function readPayload({ payload }: KeptEvent): EventPayload {
  // Proof: the payload was composed by us, or checked as an event before it was kept.
  return JSON.parse(payload) as EventPayload;
}
