import { createHash } from "node:crypto";
import { readJson } from "./json.ts";
import { decode } from "./jws.ts";
import { refuted, type Refuted } from "./refuted.ts";
import { integer, list, matching, maybe, misfit, oneOf, text } from "./shape.ts";
import type { Streams } from "./streams.ts";
import { isSalt } from "./terms.ts";

interface Ref {
  readonly hash: string;
  readonly size: number;
  readonly type: string;
}

interface Entry extends Ref {
  readonly state: "present" | "absent";
  readonly salt?: string;
}

export interface Contents {
  readonly present: number;
  /** Erased, masked, or never given to this party. */
  readonly absent: number;
}

const file = "content.json";
const limit = 16 * 1024 * 1024;

/** As loose as what a peer may write: a name that is no hash has no bytes, and is absent. */
const ref = {
  hash: matching(/^[\w-]{43}$/),
  size: integer(0),
  type: (value: unknown): boolean => typeof value === "string" && value.length <= 128,
};
const entry = {
  ...ref,
  state: oneOf("present", "absent"),
  name: maybe(text(255)),
  salt: maybe(isSalt),
};

/** Words and files: each that an event names is there and is what its hash says, or is listed as absent. */
export function readContents(
  files: ReadonlyMap<string, Uint8Array>,
  streams: Streams,
): Contents | Refuted {
  const named = refsOf(streams);
  if (!(named instanceof Map)) return named;
  const entries = readEntries(files.get(file) ?? new Uint8Array());
  if (!Array.isArray(entries)) return entries;
  let last = "";
  for (const { hash, size, type, state, salt } of entries) {
    if (hash <= last) return refuted("contentMalformed", file, `${hash} is out of order`);
    last = hash;
    const wanted = named.get(hash);
    if (wanted === undefined) return refuted("contentUnlisted", file, `no event names ${hash}`);
    if (!wanted.some((one) => one.size === size && one.type === type))
      return refuted("contentMismatch", file, `${hash} has another size or type in its event`);
    named.delete(hash);
    const place = `content/${hash}`;
    const bytes = files.get(place);
    if (
      (state === "present") !== (bytes !== undefined) ||
      (state === "present") !== (salt !== undefined)
    )
      return refuted(
        "contentUnlisted",
        place,
        `listed as ${state}, with or without bytes and salt`,
      );
    if (bytes === undefined || salt === undefined) continue;
    const digest = createHash("sha256")
      .update(decode(salt) ?? "")
      .update(bytes)
      .digest("base64url");
    if (bytes.length !== size || digest !== hash)
      return refuted("contentMismatch", place, "not the content that the event names");
  }
  for (const hash of named.keys())
    return refuted("contentUnlisted", file, `${hash} is named by an event and not listed`);
  const listed = new Set(entries.map(({ hash }) => `content/${hash}`));
  for (const name of files.keys())
    if (name.startsWith("content/") && !listed.has(name))
      return refuted("contentUnlisted", name, "no event names it");
  const present = entries.filter(({ state }) => state === "present").length;
  return { present, absent: entries.length - present };
}

function readEntries(bytes: Uint8Array): Entry[] | Refuted {
  if (bytes.length > limit) return refuted("tooLarge", file, `more than ${limit} bytes`);
  const read = readJson(bytes);
  if (read.outcome === "noJson") return refuted("contentMalformed", file, read.detail);
  const shape = { contents: list((value) => misfit(value, entry, "closed") === "fits", 20_000) };
  const fault = misfit(read.value, shape, "closed");
  // Proof: the shape has just looked at every member.
  return fault === "fits"
    ? (read.value as { contents: Entry[] }).contents
    : refuted("contentMalformed", file, fault);
}

/** An event names its words in `content` and its files in `attachments` (ADR 11). */
function refsOf(streams: Streams): Map<string, Ref[]> | Refuted {
  const refs = new Map<string, Ref[]>();
  for (const { event, where } of [...streams.values()].flat()) {
    const { content, attachments } = event.data;
    if (attachments !== undefined && !Array.isArray(attachments))
      return refuted("eventMalformed", where, "attachments is no list");
    const all: unknown[] = [...(content === undefined ? [] : [content]), ...(attachments ?? [])];
    for (const one of all) {
      const fault = misfit(one, ref, "open");
      if (fault !== "fits") return refuted("eventMalformed", where, `content: ${fault}`);
      // Proof: the shape has just looked at these members.
      const found = one as Ref;
      refs.set(found.hash, [...(refs.get(found.hash) ?? []), found]);
    }
  }
  return refs;
}
