import {
  parsePostAnswer,
  parsePullAnswer,
  readJson,
  readReferenceHeads,
  referenceHeader,
} from "@simpul/protocol";
import type {
  PostAnswer,
  PostBody,
  PullAnswer,
  PullBody,
  ReferenceHeads,
  ReferenceKind,
} from "@simpul/protocol";
import { context, propagation } from "@opentelemetry/api";
import type { PieceKept } from "./content.ts";
import type { Deployment } from "./deployment.ts";
import { hopHeader, signRequest, verifyAnswer } from "./hop.ts";

/** A call that did not succeed; the conversation waits and calls again, for ever. */
export class CallFailure extends Error {
  readonly code: string;
  /** Seconds the hub asked us to wait. */
  readonly retryAfter: number | undefined;
  constructor(code: string, retryAfter?: number) {
    super(code);
    this.name = "CallFailure";
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

export interface Calls {
  post(body: PostBody, until: AbortSignal): Promise<PostAnswer>;
  pull(body: PullBody, until: AbortSignal): Promise<PullAnswer & { reference: ReferenceHeads }>;
  directory(until: AbortSignal): Promise<string>;
  reference(kind: ReferenceKind, until: AbortSignal): Promise<string>;
  putContent(hash: string, piece: Piece, until: AbortSignal): Promise<PieceKept>;
  /** The bytes from `from` up to `to`, exclusive. */
  getContent(
    hash: string,
    range: { from: number; to: number },
    until: AbortSignal,
  ): Promise<Uint8Array>;
}

interface Piece {
  readonly from: number;
  readonly total: number;
  readonly bytes: Uint8Array;
}

interface Answer {
  readonly bytes: Uint8Array;
  readonly headers: Headers;
}

/** The long poll lasts 25 s; what takes longer than this is a dead connection. */
const longestCallMs = 40_000;
const contentCallMs = 300_000;
/** What an answer may weigh: a peer that never stops sending must not fill our memory. */
const largestAnswer = 8 * 1024 * 1024;

/** The node's side of every call: signed request, answer checked before it is believed. */
export function callsTo(deployment: Deployment, hubUrl: string): Calls {
  const peer = deployment.book.current().hub;
  /** Seconds that our clock is off the hub's; learnt from a refusal, never more than once a call. */
  let skew = 0;

  const call = async (
    method: "GET" | "POST" | "PUT",
    path: string,
    body: Uint8Array | string,
    until: AbortSignal,
    limitMs: number,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const url = `${hubUrl}${path}`;
    for (let attempt = 1; ; attempt += 1) {
      const clock = Math.floor(deployment.ctx.now().epochMilliseconds / 1000) + skew;
      const { token, jti } = await signRequest(deployment, { method, url, body, peer }, clock);
      const carrier: Record<string, string> = {};
      propagation.inject(context.active(), carrier);
      const response = await fetch(url, {
        method,
        headers: { "content-type": "application/json", ...carrier, ...headers, [hopHeader]: token },
        ...(method === "GET" ? {} : { body: typeof body === "string" ? body : Buffer.from(body) }),
        redirect: "error",
        signal: AbortSignal.any([until, AbortSignal.timeout(limitMs)]),
      });
      const bytes = await readAnswer(response);
      if (response.ok) {
        const signed = response.headers.get(hopHeader) ?? "";
        const checked = await verifyAnswer(
          deployment,
          signed,
          { method, url, body: bytes, peer },
          jti,
          clock,
        );
        if (checked !== "verified") throw new CallFailure(`answer:${checked.code}`);
        return { bytes, headers: response.headers };
      }
      const code = problemCode(bytes) ?? `status${response.status}`;
      const date = response.headers.get("date");
      if (code === "clockSkew" && attempt === 1 && date !== null) {
        skew = Math.round(secondsOf(date) - deployment.ctx.now().epochMilliseconds / 1000);
        deployment.alarm("clockSkew", { seconds: skew });
        continue;
      }
      const retryAfter = Number(response.headers.get("retry-after") ?? Number.NaN);
      throw new CallFailure(code, Number.isFinite(retryAfter) ? retryAfter : undefined);
    }
  };
  const json = ({ bytes }: Answer): unknown => {
    const read = readJson(bytes);
    if (read.outcome === "refused") throw new CallFailure(`answer:${read.code}`);
    return read.value;
  };

  return {
    async post(body, until) {
      const parsed = parsePostAnswer(
        json(
          await call("POST", "/federation/v1/events", JSON.stringify(body), until, longestCallMs),
        ),
      );
      if (parsed.outcome === "refused") throw new CallFailure(`answer:${parsed.code}`);
      return parsed.body;
    },
    async pull(body, until) {
      const answer = await call(
        "POST",
        "/federation/v1/pull",
        JSON.stringify(body),
        until,
        longestCallMs,
      );
      const parsed = parsePullAnswer(json(answer));
      if (parsed.outcome === "refused") throw new CallFailure(`answer:${parsed.code}`);
      const reference = readReferenceHeads(answer.headers.get(referenceHeader));
      return { ...parsed.body, reference };
    },
    async directory(until) {
      return text(await call("GET", "/federation/v1/directory", "", until, longestCallMs));
    },
    async reference(kind, until) {
      return text(await call("GET", `/federation/v1/reference/${kind}`, "", until, longestCallMs));
    },
    async putContent(hash, { from, total, bytes }, until) {
      const range =
        bytes.length === 0
          ? `bytes */${total}`
          : `bytes ${from}-${from + bytes.length - 1}/${total}`;
      const headers = { "content-type": "application/octet-stream", "content-range": range };
      return pieceKept(
        json(
          await call("PUT", `/federation/v1/content/${hash}`, bytes, until, contentCallMs, headers),
        ),
      );
    },
    async getContent(hash, { from, to }, until) {
      const headers: Record<string, string> = to > from ? { range: `bytes=${from}-${to - 1}` } : {};
      const path = `/federation/v1/content/${hash}`;
      return (await call("GET", path, "", until, contentCallMs, headers)).bytes;
    },
  };
}

const text = ({ bytes }: Answer): string => Buffer.from(bytes).toString("utf8");

async function readAnswer(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > largestAnswer) throw new CallFailure("answer:tooLarge");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

function pieceKept(answer: unknown): PieceKept {
  if (typeof answer === "object" && answer !== null && "outcome" in answer) {
    const { outcome } = answer;
    if (outcome === "kept" || outcome === "notWanted" || outcome === "mismatch") return { outcome };
    const at = "at" in answer ? answer.at : undefined;
    if (
      (outcome === "partial" || outcome === "elsewhere") &&
      typeof at === "number" &&
      Number.isSafeInteger(at) &&
      at >= 0
    )
      return { outcome, at };
  }
  throw new CallFailure("answer:malformed");
}

function problemCode(answer: Uint8Array): string | undefined {
  try {
    const problem: unknown = JSON.parse(Buffer.from(answer).toString("utf8"));
    if (
      typeof problem === "object" &&
      problem !== null &&
      "code" in problem &&
      typeof problem.code === "string"
    )
      return problem.code;
  } catch {
    // Whatever stands between us and the hub (a proxy's page) has no code of ours.
  }
  return undefined;
}

/** The Date header (RFC 9110): IMF-fixdate, always in GMT. */
function secondsOf(httpDate: string): number {
  const found = /^\w{3}, (\d{2}) (\w{3}) (\d{4}) (\d{2}:\d{2}:\d{2}) GMT$/.exec(httpDate);
  const month =
    "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ").indexOf(found?.[2] ?? "") + 1;
  if (found === null || month === 0) return Number.NaN;
  const text = `${found[3]}-${String(month).padStart(2, "0")}-${found[1]}T${found[4]}Z`;
  return Temporal.Instant.from(text).epochMilliseconds / 1000;
}
