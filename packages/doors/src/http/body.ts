import type { Context } from "hono";
import { readJson } from "@simpul/protocol";
import type { ProblemName } from "../failures.ts";
import { problem } from "./problem.ts";

export interface BodyLimit {
  readonly bytes: number;
  /** As a person reads it. */
  readonly said: string;
  /** From the first byte to the last: who sends slower than this holds a connection and no more. */
  readonly milliseconds: number;
}

const jsonLimit: BodyLimit = { bytes: 1024 * 1024, said: "1 MB", milliseconds: 20_000 };
export const fileLimit: BodyLimit = {
  bytes: 25 * 1024 * 1024,
  said: "25 MB",
  milliseconds: 120_000,
};

export type Reading<T> =
  | { readonly outcome: "read"; readonly value: T }
  | { readonly outcome: "answered"; readonly answer: Response };

/** What is still taken of a body that is refused, so that its sender gets to hear why. */
const discarded = { bytes: 64 * 1024 * 1024, silenceMs: 1_000 };

/** The whole body within its limits. Nothing is kept beyond the limit, whatever the sender declared. */
export async function readBody(c: Context, limit: BodyLimit): Promise<Reading<Uint8Array>> {
  const refuse = (name: ProblemName, rest: "taken" | "left"): Reading<Uint8Array> => ({
    outcome: "answered",
    answer: problem(c, name, {
      parameters: { limit: limit.said, expected: "identity" },
      ...(rest === "left" ? { headers: { connection: "close" } } : {}),
    }),
  });
  const { headers, body } = c.req.raw;
  if (body === null) return { outcome: "read", value: new Uint8Array() };
  const reader = body.getReader();
  const encoding = headers.get("content-encoding");
  if (encoding !== null && encoding.toLowerCase() !== "identity")
    return refuse("unsupportedMediaType", await discard(reader));
  if (Number(headers.get("content-length") ?? 0) > limit.bytes)
    return refuse("tooLarge", await discard(reader));

  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    reader.cancel().catch(() => {});
  }, limit.milliseconds);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (isLate) return refuse("bodyTimeout", "left");
      if (done) break;
      size += value.length;
      if (size > limit.bytes) {
        chunks.length = 0;
        return refuse("tooLarge", await discard(reader));
      }
      chunks.push(value);
    }
  } catch {
    // The sender went away: nobody reads this answer, and it is no fault of ours.
    return refuse(isLate ? "bodyTimeout" : "malformedBody", "left");
  } finally {
    clearTimeout(timer);
  }
  return { outcome: "read", value: Buffer.concat(chunks, size) };
}

/**
 * Reads on and throws away. A connection that is closed on a sender in the middle of 26 MB takes the answer with it: the
 * sender sees a broken pipe and tries again. Who falls silent or does not end is left; the server's own limit for a whole
 * request (a minute) ends what drips.
 */
async function discard(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  most = discarded.bytes,
): Promise<"taken" | "left"> {
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    reader.cancel().catch(() => {});
  }, discarded.silenceMs);
  try {
    for (let size = 0; size <= most;) {
      const { done, value } = await reader.read();
      if (done) return isLate ? "left" : "taken";
      size += value.length;
      timer.refresh();
    }
    reader.cancel().catch(() => {});
  } catch {
    // It went away while it was being refused.
  } finally {
    clearTimeout(timer);
  }
  return "left";
}

/** Of a caller who is refused unread: keeps nothing, and takes no more than `most` bytes. */
export async function dropBody(c: Context, most: number): Promise<void> {
  const { body } = c.req.raw;
  if (body !== null) await discard(body.getReader(), most);
}

/** Strict JSON (RFC 7493). No body at all is an empty object: a verb without required fields needs none. */
export async function readJsonBody(c: Context): Promise<Reading<unknown>> {
  const type = c.req.header("content-type");
  if (type !== undefined && !isJson(type)) return answered(notJson(c));
  const body = await readBody(c, jsonLimit);
  if (body.outcome === "answered") return body;
  if (body.value.length === 0) return { outcome: "read", value: {} };
  if (type === undefined) return answered(notJson(c));
  const read = readJson(body.value);
  if (read.outcome === "read") return { outcome: "read", value: read.value };
  const isDeep = read.detail.startsWith("nested");
  return answered(
    problem(c, isDeep ? "tooDeep" : "malformedBody", {
      errors: [{ pointer: "", detail: read.detail }],
    }),
  );
}

const answered = (answer: Response): Reading<never> => ({ outcome: "answered", answer });
const notJson = (c: Context) =>
  problem(c, "unsupportedMediaType", { parameters: { expected: "application/json" } });

function isJson(type: string): boolean {
  return /^application\/(?:[\w.-]+\+)?json\s*(?:;\s*charset="?utf-8"?\s*)?$/i.test(type);
}
