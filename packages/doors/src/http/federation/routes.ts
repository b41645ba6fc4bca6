import { withScope, contentForParties, wholeOf } from "@simpul/db";
import {
  admitNode,
  bytesOf,
  hubSide,
  isBodyOf,
  keepPiece,
  signAnswer,
  verifyRequest,
} from "@simpul/federation";
import type { Caller, Deployment, HubSide } from "@simpul/federation";
import {
  MAX_BATCH_BYTES,
  parseEnrolBody,
  parsePostBody,
  parsePullBody,
  readJson,
  referenceHeader,
  referenceKinds,
  writeReferenceHeads,
} from "@simpul/protocol";
import { isKey } from "@simpul/words";
import { Hono } from "hono";
import type { Context } from "hono";
import { detailOf, type Worded } from "../../failures.ts";
import { dropBody, readBody } from "../body.ts";
import type { BodyLimit } from "../body.ts";
import { languageOf } from "../problem.ts";

export interface FederationDoor {
  readonly deployment: Deployment;
  /** The address that nodes call: it is what their hop tokens are signed for. */
  readonly publicUrl: string;
}

const batchLimit: BodyLimit = { bytes: MAX_BATCH_BYTES, said: "1 MB", milliseconds: 30_000 };
const contentLimit: BodyLimit = { bytes: 25 * 1024 * 1024, said: "25 MB", milliseconds: 300_000 };

const noBody: BodyLimit = { bytes: 0, said: "0 B", milliseconds: 1_000 };
/** A piece of a file is 2 MB, a batch 1. */
const longestCall = 4 * 1024 * 1024;

/** Long polls a node may hold open: one conversation, and the one that a restart left behind. */
const mostPolls = 4;

/** The hub's side of every call (PROTOCOL, "Transport and delivery"): checks the hop, reads the shape, answers signed. */
export function federationRoutes(door: FederationDoor): { routes: Hono; side: HubSide } {
  const { deployment } = door;
  const side = hubSide(deployment);
  const polls = new Map<string, number>();
  const routes = new Hono();

  routes.get("/federation/v1/directory", async (c) => {
    const call = await signedBody(c, door, noBody);
    if ("refusal" in call) return call.refusal;
    const { book } = deployment;
    const etag = `"${book.current().version}"`;
    return answer(c, door, call.caller, book.jws(), { etag, "content-type": "application/jose" });
  });

  routes.get("/federation/v1/reference/:kind", async (c) => {
    const call = await signedBody(c, door, noBody);
    if ("refusal" in call) return call.refusal;
    const kind = referenceKinds.find((known) => known === c.req.param("kind"));
    const jws = kind === undefined ? undefined : deployment.reference.jws(kind);
    if (jws === undefined) return refuse(c, 404, "notFound");
    return answer(c, door, call.caller, jws, { "content-type": "application/jose" });
  });

  routes.post("/federation/v1/events", async (c) => {
    const read = await signedJson(c, door);
    if ("refusal" in read) return read.refusal;
    const parsed = parsePostBody(read.value);
    if (parsed.outcome === "refused") return refuse(c, 400, parsed.code, parsed.pointer);
    return answerJson(c, door, read.caller, await side.post(read.caller.peer, parsed.body));
  });

  routes.post("/federation/v1/pull", async (c) => {
    const read = await signedJson(c, door);
    if ("refusal" in read) return read.refusal;
    const parsed = parsePullBody(read.value);
    if (parsed.outcome === "refused") return refuse(c, 400, parsed.code, parsed.pointer);
    const { peer } = read.caller;
    const open = polls.get(peer) ?? 0;
    if (open >= mostPolls) return refuse(c, 429, "tooManyPolls", undefined, { "retry-after": "2" });
    polls.set(peer, open + 1);
    try {
      const page = await side.pull(peer, parsed.body, c.req.raw.signal);
      if (page === "badReceipt") return refuse(c, 400, page, "/receipt");
      if (page === "suspended") return refuse(c, 401, page);
      return await answerJson(c, door, read.caller, page, {
        [referenceHeader]: writeReferenceHeads(deployment.reference.heads()),
      });
    } finally {
      const left = (polls.get(peer) ?? 1) - 1;
      if (left === 0) polls.delete(peer);
      else polls.set(peer, left);
    }
  });

  routes.put("/federation/v1/content/:hash", async (c) => {
    const read = await signedBody(c, door, contentLimit);
    if ("refusal" in read) return read.refusal;
    const piece = pieceOf(c.req.header("content-range"), read.body);
    if (piece === "malformed") return refuse(c, 400, "badRange");
    const hash = c.req.param("hash");
    if (!contentName.test(hash)) return refuse(c, 404, "contentMissing");
    return answerJson(
      c,
      door,
      read.caller,
      await keepPiece(deployment, read.caller.peer, hash, piece),
    );
  });

  routes.get("/federation/v1/content/:hash", async (c) => {
    const call = await signedBody(c, door, noBody);
    if ("refusal" in call) return call.refusal;
    const { ctx, db, book } = deployment;
    const parties = book.tenantsOf(call.caller.peer);
    const content = await withScope(db, wholeOf(ctx.here.tenants()), (tx) =>
      contentForParties(tx, c.req.param("hash"), parties),
    );
    const bytes = content === undefined ? "missing" : await bytesOf(deployment, content);
    if (bytes === "missing") return refuse(c, 404, "contentMissing");
    const headers = { "content-type": "application/octet-stream", "accept-ranges": "bytes" };
    const range = /^bytes=(\d{1,10})-(\d{0,10})$/.exec(c.req.header("range") ?? "");
    if (range === null) return answer(c, door, call.caller, bytes, headers);
    const from = Number(range[1]);
    const part = bytes.subarray(from, range[2] === "" ? bytes.length : Number(range[2]) + 1);
    if (part.length === 0) return refuse(c, 416, "badRange");
    const given = `bytes ${from}-${from + part.length - 1}/${bytes.length}`;
    return answer(c, door, call.caller, part, { ...headers, "content-range": given }, 206);
  });

  // The one call without a hop token: the node has no key that the hub knows. Its proof and the code stand in for it.
  routes.post("/federation/v1/enrol", async (c) => {
    const body = await readBody(c, { ...batchLimit, bytes: 16_384, said: "16 kB" });
    if (body.outcome === "answered") return body.answer;
    const json = readJson(body.value);
    const parsed = json.outcome === "refused" ? json : parseEnrolBody(json.value);
    if (parsed.outcome === "refused") return refuse(c, 400, parsed.code, parsed.pointer);
    const admitted = await admitNode(deployment, parsed.body);
    return admitted.outcome === "refused" ? refuse(c, 403, admitted.code) : c.json(admitted.answer);
  });

  return { routes, side };
}

const contentName = /^[\w-]{43}$/;

/** RFC 9110, 14.4; a body without a range is the whole file. */
function pieceOf(range: string | undefined, bytes: Uint8Array) {
  if (range === undefined || range === "bytes */0") return { from: 0, total: bytes.length, bytes };
  const [, first, last, total] = /^bytes (\d{1,10})-(\d{1,10})\/(\d{1,10})$/.exec(range) ?? [];
  if (first === undefined || Number(last) - Number(first) + 1 !== bytes.length) return "malformed";
  return { from: Number(first), total: Number(total), bytes };
}

interface Signed {
  readonly caller: Caller;
  readonly body: Uint8Array;
}
interface Refused {
  readonly refusal: Response;
}

/**
 * The caller first, by the token alone: only a node that is known has 25 MB of our memory. Then the body, and before
 * anything is done with it, its digest.
 */
async function signedBody(
  c: Context,
  door: FederationDoor,
  limit: BodyLimit,
): Promise<Signed | Refused> {
  const token = c.req.header("simpul-hop");
  const caller =
    token === undefined
      ? { outcome: "refused" as const, code: "hopMissing" }
      : await verifyRequest(door.deployment, token, { method: c.req.method, url: urlOf(c, door) });
  if (caller.outcome === "refused") {
    // Taken and thrown away, as far as a node's own calls go: one that is refused in the middle of its body never hears why.
    await dropBody(c, longestCall);
    return { refusal: refuse(c, 401, caller.code, undefined, { date: httpDate(door) }) };
  }
  const read = await readBody(c, limit);
  if (read.outcome === "answered") return { refusal: read.answer };
  if (isBodyOf(caller, read.value)) return { caller, body: read.value };
  return { refusal: refuse(c, 401, "bodyMismatch", undefined, { date: httpDate(door) }) };
}

async function signedJson(
  c: Context,
  door: FederationDoor,
): Promise<{ readonly caller: Caller; readonly value: unknown } | Refused> {
  const call = await signedBody(c, door, batchLimit);
  if ("refusal" in call) return call;
  const read = readJson(call.body);
  if (read.outcome === "refused") return { refusal: refuse(c, 400, read.code) };
  return { caller: call.caller, value: read.value };
}

const urlOf = (c: Context, { publicUrl }: FederationDoor): string =>
  `${publicUrl.replace(/\/$/, "")}${c.req.path}`;

async function answerJson(
  c: Context,
  door: FederationDoor,
  caller: Caller,
  value: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return answer(c, door, caller, JSON.stringify(value), {
    "content-type": "application/json",
    ...headers,
  });
}

async function answer(
  c: Context,
  door: FederationDoor,
  caller: Caller,
  body: Uint8Array | string,
  headers: Record<string, string>,
  status: 200 | 206 = 200,
): Promise<Response> {
  const token = await signAnswer(
    door.deployment,
    caller,
    { method: c.req.method, url: urlOf(c, door) },
    body,
  );
  return c.body(typeof body === "string" ? body : new Uint8Array(body), status, {
    ...headers,
    "simpul-hop": token,
    date: httpDate(door),
  });
}

/** For machines: a stable code, and the hub's date, by which a node whose clock is off corrects its next call. */
function refuse(
  c: Context,
  status: 400 | 401 | 403 | 404 | 416 | 429,
  code: string,
  pointer?: string,
  headers: Record<string, string> = {},
): Response {
  const errors = pointer === undefined ? {} : { errors: [{ pointer }] };
  const problem = {
    type: `/problems/federation`,
    title: code,
    status,
    detail: detailFor(c, code),
    code,
    ...errors,
  };
  return c.body(JSON.stringify(problem), status, {
    "content-type": "application/problem+json",
    ...headers,
  });
}

/** What the operator who finds the code in a log does next. */
function detailFor(c: Context, code: string): string {
  // Proof: the catalogue has a sentence for it, which is what makes a name `Worded`.
  return isKey(`problem.${code}.detail`) ? detailOf(languageOf(c), code as Worded) : code;
}

/** RFC 9110 IMF-fixdate of the deployment's own clock. */
function httpDate({ deployment }: FederationDoor): string {
  const t = deployment.ctx.now().toZonedDateTimeISO("UTC");
  const two = (n: number) => String(n).padStart(2, "0");
  const day = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][t.dayOfWeek - 1] ?? "Mon";
  const month = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ")[t.month - 1] ?? "Jan";
  return `${day}, ${two(t.day)} ${month} ${t.year} ${two(t.hour)}:${two(t.minute)}:${two(t.second)} GMT`;
}
