import { auditLinesOf } from "./audit-lines.ts";
import { readDirectories, type Known } from "./directories.ts";
import { readJson } from "./json.ts";
import { openJws } from "./jws.ts";
import { isRefuted } from "./refuted.ts";
import { integer, isObject, matching, misfit, oneOf, orNull, text } from "./shape.ts";
import { isCode, isHash, isInstant, isNodeUrn, sha256 } from "./terms.ts";

/** What is wrong with an audit's export, first of all. Courts and scripts read these codes: they are never renamed. */
export type AuditRefutedCode =
  | "malformed"
  | "truncated"
  | "directoryForged"
  | "wrongRoot"
  | "checkpointForged"
  | "rechained"
  | "chainBroken"
  | "changed"
  | "removed";

export interface AuditRefuted {
  readonly outcome: "refuted";
  readonly code: AuditRefutedCode;
  /** The line of the file, from 1. */
  readonly where: string;
  readonly detail: string;
}

export interface AuditGenuine {
  readonly outcome: "genuine";
  /** `pinned` where the root was compared with one that was given. */
  readonly trust: "shown" | "pinned";
  readonly root: string;
  readonly tenant: string;
  readonly by: string;
  readonly madeAt: string;
  readonly head: { readonly seq: number; readonly hash: string };
  readonly rows: number;
  readonly swept: number;
  readonly checkpoints: number;
}

interface Head {
  readonly tenant: string;
  readonly by: string;
  readonly madeAt: string;
  readonly root: string;
  readonly sweptBefore: string | null;
  readonly directory: string;
}

interface Link {
  readonly seq: number;
  readonly audit: string;
  readonly at: string;
  readonly digest: string;
  readonly hash: string;
  readonly row: string | null;
}

const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;
const headShape = {
  format: oneOf("simpul-audit/1"),
  tenant: isCode,
  by: isNodeUrn,
  madeAt: isInstant,
  root: isHash,
  sweptBefore: orNull(matching(moment)),
  directory: text(8 * 1024 * 1024),
};
const linkShape = {
  seq: integer(1),
  audit: matching(/^\d{1,19}$/),
  at: text(40),
  digest: isHash,
  hash: isHash,
  row: orNull(text(1024 * 1024)),
};
const checkpointShape = {
  iss: isNodeUrn,
  tenant: isCode,
  seq: integer(1),
  hash: isHash,
  time: isInstant,
};

/** Thrown within this file alone: the first thing that is wrong ends the reading. */
class Wrong extends Error {
  readonly code: AuditRefutedCode;
  constructor(code: AuditRefutedCode, detail: string) {
    super(detail);
    this.code = code;
  }
}

/**
 * Checks the export of an audit with nothing but its bytes, in one pass and in bounded memory: no database, no network, no code
 * of its writer (docs/adr/0027). What no file can show: what was never written, and what was written after it was made.
 */
export async function verifyAuditExport(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  options: { readonly root?: string } = {},
): Promise<AuditGenuine | AuditRefuted> {
  const reading = new Reading(options.root);
  let line = 0;
  try {
    for await (const bytes of auditLinesOf(chunks)) {
      line += 1;
      if (bytes === "broken") throw new Wrong("truncated", "a line without its end, or too long");
      reading.take(bytes);
    }
    return reading.end();
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    return { outcome: "refuted", code: error.code, where: `line ${line}`, detail: error.message };
  }
}

class Reading {
  private head: Head | undefined;
  private known: Known | undefined;
  private last = { seq: 0, hash: "" };
  private rows = 0;
  private swept = 0;
  private checkpoints = 0;
  /** The latest cut that a sweep's own row names. */
  private cut = "";
  private ended = false;
  private readonly pinned: string | undefined;

  constructor(pinned: string | undefined) {
    this.pinned = pinned;
  }

  take(bytes: Uint8Array): void {
    const value = read(bytes);
    if (this.ended) throw new Wrong("malformed", "something behind the end");
    if (this.head === undefined) this.begin(value);
    else if ("checkpoint" in value) this.checkpoint(value["checkpoint"]);
    else if ("end" in value) this.close(value["end"]);
    else this.link(value);
  }

  end(): AuditGenuine {
    const { head } = this;
    if (head === undefined || !this.ended) throw new Wrong("truncated", "the end is missing");
    if (this.swept > 0 && (head.sweptBefore === null || this.cut < head.sweptBefore))
      throw new Wrong("removed", `no sweep in this file reaches ${head.sweptBefore ?? "any row"}`);
    const { tenant, by, madeAt, root } = head;
    return {
      outcome: "genuine",
      trust: this.pinned === undefined ? "shown" : "pinned",
      root,
      tenant,
      by,
      madeAt,
      head: this.last,
      rows: this.rows,
      swept: this.swept,
      checkpoints: this.checkpoints,
    };
  }

  private begin(value: object): void {
    const head = fitted<Head>(value, headShape);
    if (this.pinned !== undefined && this.pinned !== head.root)
      throw new Wrong("wrongRoot", `its root is ${head.root}`);
    const version = versionOf(head.directory);
    const name = `directory/${version}.jws`;
    const known = readDirectories(new Map([[name, Buffer.from(head.directory)]]), {
      root: head.root,
      directory: version,
    });
    if (isRefuted(known)) throw new Wrong("directoryForged", known.detail);
    this.head = head;
    this.known = known;
  }

  private link(value: object): void {
    const link = fitted<Link>(value, linkShape);
    const { seq, audit, at, digest, hash, row } = link;
    const { tenant, sweptBefore } = this.begun();
    if (seq !== this.last.seq + 1)
      throw new Wrong("removed", `after ${this.last.seq} comes ${seq}`);
    const said = ["simpul-audit/1", tenant, seq, audit, at, digest, this.last.hash].join("\n");
    if (sha256(Buffer.from(said)) !== hash)
      throw new Wrong("chainBroken", `link ${seq} does not follow from the one before`);
    if (row === null) {
      if (sweptBefore === null || !moment.test(at) || at >= sweptBefore)
        throw new Wrong("removed", `row ${audit}, sealed as ${seq}, is gone, and no sweep took it`);
      this.swept += 1;
    } else this.row(row, link);
    this.last = { seq, hash };
  }

  private row(row: string, { seq, audit, at, digest }: Link): void {
    if (sha256(Buffer.from(row)) !== digest)
      throw new Wrong("changed", `row ${audit}, sealed as ${seq}, is not what was sealed`);
    const said = read(Buffer.from(row));
    if (said["tenant"] !== this.begun().tenant || said["id"] !== audit || said["at"] !== at)
      throw new Wrong("changed", `row ${audit}, sealed as ${seq}, is another one`);
    this.rows += 1;
    const { detail } = said;
    if (said["actor"] !== "system" || said["verb"] !== "sweepAudit" || !isObject(detail)) return;
    const before = detail["before"];
    if (typeof before !== "string" || !moment.test(before)) return;
    // A cut within a year of its sweep is none of ours.
    if (before <= yearBefore(at) && before > this.cut) this.cut = before;
  }

  private checkpoint(jws: unknown): void {
    this.signed(jws);
    this.checkpoints += 1;
  }

  private close(jws: unknown): void {
    if (this.last.seq > 0 || jws !== null) this.signed(jws);
    this.ended = true;
  }

  private signed(jws: unknown): void {
    const { by, tenant } = this.begun();
    if (typeof jws !== "string") throw new Wrong("malformed", "a checkpoint that is no JWS");
    const opened = openJws(jws, { typ: "simpul-audit-checkpoint+jws", limit: 1024 }, (kid) => {
      const key = this.known?.keys.get(kid);
      return key?.urn === by ? key.jwk : undefined;
    });
    if (opened.outcome === "broken") throw new Wrong("checkpointForged", opened.detail);
    const said = fitted<{ iss: string; tenant: string; seq: number; hash: string; time: string }>(
      isObject(opened.value) ? opened.value : {},
      checkpointShape,
    );
    const { until, revokedAt } = this.known?.keys.get(opened.kid) ?? {};
    if (said.iss !== by || said.tenant !== tenant)
      throw new Wrong("checkpointForged", "it is of another tenant or node");
    if ((until ?? "9") <= said.time || (revokedAt ?? "9") <= said.time)
      throw new Wrong("checkpointForged", `${opened.kid} was not valid any more at ${said.time}`);
    if (said.seq > this.last.seq)
      throw new Wrong("removed", `signed up to ${said.seq}, and here are ${this.last.seq} links`);
    if (said.seq !== this.last.seq || said.hash !== this.last.hash)
      throw new Wrong(
        "rechained",
        `the chain up to ${this.last.seq} is not the one that was signed`,
      );
  }

  private begun(): Head {
    if (this.head === undefined) throw new Wrong("malformed", "no head");
    return this.head;
  }
}

function read(bytes: Uint8Array): Record<string, unknown> {
  const found = readJson(bytes);
  if (found.outcome === "noJson") throw new Wrong("malformed", found.detail);
  if (!isObject(found.value)) throw new Wrong("malformed", "no object");
  return found.value;
}

function fitted<T>(value: object, shape: Parameters<typeof misfit>[1]): T {
  const fault = misfit(value, shape, "closed");
  if (fault !== "fits") throw new Wrong("malformed", fault);
  // Proof: the shape has just looked at every member.
  return value as T;
}

/** What the directory says of itself, before anybody has looked at its signature. */
function versionOf(jws: string): number {
  const said = readJson(Buffer.from(jws.split(".")[1] ?? "", "base64url"));
  const version = said.outcome === "json" && isObject(said.value) ? said.value["version"] : 0;
  return typeof version === "number" ? version : 0;
}

const yearBefore = (at: string): string =>
  moment.test(at) ? `${String(Number(at.slice(0, 4)) - 1).padStart(4, "0")}${at.slice(4)}` : "";
