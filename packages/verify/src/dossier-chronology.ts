import { createHash } from "node:crypto";
import type { Told } from "./dossier-states.ts";
import { isSame } from "./dossier-clocks.ts";
import { localOf } from "./dossier-days.ts";
import type { Attached, Dossier, Entry } from "./dossier-shape.ts";
import { readJson } from "./json.ts";
import { refuted, type Refuted } from "./refuted.ts";
import { isObject } from "./shape.ts";

const file = "dossier.json";
const dispositions = new Set([
  "forwarded",
  "recalled",
  "returned",
  "assigned",
  "declined",
  "referred",
]);
const answers = new Set(["responded", "answered", "concluded"]);

/** Every event of the streams once, as its writer signed it and with what it did, and nothing that is not in them. */
export function checkChronology(
  dossier: Dossier,
  events: readonly Told[],
  files: ReadonlyMap<string, Uint8Array>,
  zones: { readonly hub: string; readonly institution: string },
  by: { readonly hub: string; readonly tenant: string; readonly origin: string },
): Refuted | undefined {
  const { chronology } = dossier;
  const byHash = new Map(events.map((one) => [one.hash, one]));
  let last = "";
  for (const [i, entry] of chronology.entries()) {
    const where = `${file} chronology ${i + 1}`;
    const event = byHash.get(entry.event);
    if (event === undefined)
      return refuted("dossierEventForeign", where, "no stream has this event");
    byHash.delete(entry.event);
    if (entry.at < last) return refuted("dossierEventWrong", where, "not in the order of time");
    last = entry.at;
    const fault = misstated(entry, event, zones) ?? unspoken(entry, event, by);
    if (fault !== undefined) return refuted("dossierEventWrong", where, fault);
    const state = event.counted === "transition" ? event.state : undefined;
    if (entry.counted !== event.counted || entry.state !== state)
      return refuted(
        "dossierStateWrong",
        where,
        `by the streams it is a ${event.counted}, and the report ${event.state}`,
      );
    if (!isSame(entry.words, wordsIn(files, entry.content)))
      return refuted("dossierWordsWrong", where, "not the words that the event names");
  }
  for (const { where } of byHash.values())
    return refuted("dossierEventMissing", where, "an event that the chronology leaves out");
  for (const [name, types] of [
    ["dispositions", dispositions],
    ["answers", answers],
  ] as const)
    if (
      !isSame(
        dossier[name],
        chronology.filter(({ type }) => types.has(type)).map(({ event }) => event),
      )
    )
      return refuted("dossierEventWrong", file, `${name} are not those of the chronology`);
  return checkAttachments(dossier.attachments, events, files);
}

function misstated(
  entry: Entry,
  { event, writer, type }: Told,
  zones: { hub: string; institution: string },
) {
  const { by: _, content, attachments = [], ...details } = event.data;
  if (
    entry.writer !== writer ||
    entry.seq !== event.seq ||
    entry.at !== event.time ||
    entry.type !== type
  )
    return "another writer, seq, time or type";
  if (
    entry.hubTime !== localOf(event.time, zones.hub) ||
    entry.institutionTime !== localOf(event.time, zones.institution)
  )
    return "not its time in these zones";
  if (!isSame(entry.details, details)) return "not the fields that were signed";
  if (entry.content !== (isObject(content) ? content["hash"] : undefined)) return "other words";
  const hashes = Array.isArray(attachments)
    ? attachments.map((one: unknown) => (isObject(one) ? one["hash"] : one))
    : [];
  return isSame(entry.attachments, hashes) ? undefined : "other files";
}

/** A peer may claim any role: what its stream proves is that it spoke as itself, or for whose report it took in. */
function unspoken(
  { role }: Entry,
  { event, writer }: Told,
  by: { readonly hub: string; readonly tenant: string; readonly origin: string },
) {
  const said = event.data["by"];
  const isKnown = writer === by.hub || writer === by.tenant;
  const isReporters = writer === by.origin && (said === "reporter" || said === "channel");
  const wanted = isKnown || isReporters ? said : "institution";
  return role === wanted ? undefined : `its role is ${String(wanted)}`;
}

function wordsIn(files: ReadonlyMap<string, Uint8Array>, hash: string | undefined): unknown {
  const bytes = hash === undefined ? undefined : files.get(`content/${hash}`);
  if (bytes === undefined) return undefined;
  const read = readJson(bytes);
  if (read.outcome === "noJson" || !isObject(read.value)) return undefined;
  return Object.fromEntries(
    Object.entries(read.value).filter(
      ([, said]) => typeof said === "string" || typeof said === "number",
    ),
  );
}

function checkAttachments(
  listed: readonly Attached[],
  events: readonly Told[],
  files: ReadonlyMap<string, Uint8Array>,
): Refuted | undefined {
  const where = `${file} attachments`;
  const named = events.flatMap(({ event, hash }) => {
    const { attachments } = event.data;
    return Array.isArray(attachments)
      ? attachments.filter(isObject).map((one) => ({ ...one, event: hash }))
      : [];
  });
  if (named.length !== listed.length)
    return refuted("dossierAttachmentWrong", where, `${named.length} are named by events`);
  const found = new Set(listed.map(({ event, hash }) => `${event} ${hash}`));
  if (found.size !== listed.length)
    return refuted("dossierAttachmentWrong", where, "one stands twice");
  for (const { hash, event, size, type, sha256 } of listed) {
    const bytes = files.get(`content/${hash}`);
    const digest =
      bytes === undefined ? undefined : createHash("sha256").update(bytes).digest("hex");
    const isNamed = named.some((one) =>
      isSame({ ...one, name: 0 }, { hash, size, type, event, name: 0 }),
    );
    if (!isNamed || sha256 !== digest)
      return refuted(
        "dossierAttachmentWrong",
        where,
        `${hash} is another in its event, or in the archive`,
      );
  }
  return undefined;
}
