import { beginUpload, CutLine, largestFile, progressOf, takePiece } from "@simpul/casework";
import type { Checksum, Failure, Progress } from "@simpul/casework";
import { z } from "zod";
import { prepareFile } from "../../media/prepare-file.ts";
import { dropBody } from "../body.ts";
import { fileName } from "../files/file-name.ts";
import { failureProblem, problem } from "../problem.ts";
import { spoken } from "./deps.ts";
import type { Endpoint, SpokenRequest, RestRequest } from "./deps.ts";

/** https://tus.io/protocols/resumable-upload, 1.0.0: the core, creation, expiration and checksum. */
const version = "1.0.0";
const always = { "tus-resumable": version, "cache-control": "no-store" } as const;
const can = {
  "tus-version": version,
  "tus-extension": "creation,expiration,checksum",
  "tus-max-size": String(largestFile),
  "tus-checksum-algorithm": "sha1,sha256",
} as const;

const resumable = z.literal(version);
const progress = z.object({
  id: z.uuid().describe("Once `received` is `size`: what goes into `attachments`"),
  size: z.int(),
  received: z.int(),
  expiresAt: z.iso.datetime({ precision: 3 }).describe("RFC 3339 in UTC"),
});

export const uploadEndpoints: readonly Endpoint[] = [
  {
    method: "options",
    path: "/uploads",
    id: "describeUploads",
    summary: "What this side of tus 1.0.0 can do",
    access: "anyone",
    answers: { 204: { description: "In `Tus-Version`, `Tus-Extension` and `Tus-Max-Size`" } },
    handle: ({ c }) => c.body(null, 204, { ...always, ...can }),
  },
  {
    method: "post",
    path: "/uploads",
    id: "beginUpload",
    summary: "Begin a file that comes in pieces (tus 1.0.0, creation); for weak networks",
    access: "key",
    reporters: true,
    headers: z.object({
      "Tus-Resumable": resumable,
      "Upload-Length": z.string().describe("Of the whole file, in bytes"),
      "Upload-Metadata": z.string().optional().describe("`filename` and its base64"),
    }),
    answers: { 201: { description: "`Location` is where its pieces go; `Upload-Expires`" } },
    handle: spoken(begin),
  },
  {
    method: "head",
    path: "/uploads/{id}",
    id: "askUpload",
    summary: "How much has been received (tus 1.0.0)",
    access: "key",
    reporters: true,
    headers: z.object({ "Tus-Resumable": resumable }),
    answers: { 200: { description: "`Upload-Offset` and `Upload-Length`" } },
    handle: spoken(ask),
  },
  {
    method: "get",
    path: "/uploads/{id}",
    id: "readUpload",
    summary: "The same as JSON",
    access: "key",
    reporters: true,
    answers: { 200: { description: "How much has been received", schema: progress } },
    handle: spoken(ask),
  },
  {
    method: "patch",
    path: "/uploads/{id}",
    id: "continueUpload",
    summary: "The next piece (tus 1.0.0). The last one answers as `POST /attachments` would refuse",
    access: "key",
    reporters: true,
    headers: z.object({
      "Tus-Resumable": resumable,
      "Upload-Offset": z.string().describe("Where the piece begins, in bytes"),
      "Upload-Checksum": z.string().optional().describe("`sha1` or `sha256`, and its base64"),
    }),
    body: "piece",
    answers: { 204: { description: "`Upload-Offset` is where the next one begins" } },
    handle: spoken(take),
  },
];

async function begin(request: SpokenRequest): Promise<Response> {
  const { c, ctx, speaker } = request;
  if (!speaksTus(request)) return otherVersion(request);
  const size = wholeNumber(c.req.header("upload-length"));
  if (size === undefined || size === 0) return wrongHeader(request, "Upload-Length");
  const name = nameIn(c.req.header("upload-metadata"));
  const begun = await beginUpload(ctx, speaker, size, fileName(name, undefined));
  if (begun.outcome === "failed") return refused(request, begun);
  return c.body(null, 201, {
    ...headersOf(begun.value),
    location: `/api/v1/uploads/${begun.value.id}`,
  });
}

async function ask(request: SpokenRequest): Promise<Response> {
  const { c, ctx, speaker } = request;
  if (c.req.raw.method === "HEAD" && !speaksTus(request)) return otherVersion(request);
  const found = await progressOf(ctx, speaker, c.req.param("id") ?? "", prepareFile);
  if (found.outcome === "failed") return refused(request, found);
  return c.json(found.value, 200, headersOf(found.value));
}

async function take(request: SpokenRequest): Promise<Response> {
  const { c, ctx, speaker } = request;
  const body = bodyOf(c.req.raw);
  const answer = await (async (): Promise<Response> => {
    if (!speaksTus(request)) return otherVersion(request);
    const expected = "application/offset+octet-stream";
    const encoding = c.req.header("content-encoding") ?? "identity";
    if (c.req.header("content-type") !== expected || encoding !== "identity")
      return problem(c, "unsupportedMediaType", { parameters: { expected }, headers: always });
    const at = wholeNumber(c.req.header("upload-offset"));
    if (at === undefined) return wrongHeader(request, "Upload-Offset");
    const checksum = checksumIn(c.req.header("upload-checksum"));
    if (checksum === "malformed") return wrongHeader(request, "Upload-Checksum");
    const incoming = { at, chunks: body.chunks, ...(checksum === "none" ? {} : { checksum }) };
    const taken = await takePiece(ctx, speaker, c.req.param("id") ?? "", incoming, prepareFile);
    return taken.outcome === "failed"
      ? refused(request, taken)
      : c.body(null, 204, headersOf(taken.value));
  })();
  if (!body.isBegun()) await dropBody(c, largestFile);
  return answer;
}

/** The body as it comes. That its sender went away, or is too slow for the server, ends it like any other end. */
function bodyOf({ body }: Request): {
  readonly chunks: AsyncIterable<Uint8Array>;
  isBegun(): boolean;
} {
  let isBegun = false;
  async function* read(): AsyncGenerator<Uint8Array> {
    isBegun = true;
    if (body === null) return;
    const reader = body.getReader();
    try {
      for (;;) {
        const { done, value } = await reader.read().catch(() => {
          throw new CutLine();
        });
        if (done) return;
        yield value;
      }
    } finally {
      reader.cancel().catch(() => {});
    }
  }
  return { chunks: read(), isBegun: () => isBegun };
}

const speaksTus = ({ c }: RestRequest): boolean => c.req.header("tus-resumable") === version;

const otherVersion = ({ c }: RestRequest): Response =>
  problem(c, "tusVersion", { headers: { ...always, "tus-version": version } });

const wrongHeader = ({ c }: RestRequest, header: string): Response =>
  problem(c, "uploadHeader", { parameters: { header }, headers: always });

function refused({ c }: RestRequest, failure: Failure): Response {
  const answer = failureProblem(c, failure);
  // tus gives this one a status that no registry knows.
  const status = failure.code === "checksumMismatch" ? 460 : answer.status;
  const given = new Response(answer.body, { status, headers: answer.headers });
  for (const [name, value] of Object.entries(always)) given.headers.set(name, value);
  if (failure.code === "filesBusy") given.headers.set("retry-after", "10");
  return given;
}

function headersOf({ size, received, expiresAt }: Progress): Record<string, string> {
  return {
    ...always,
    "upload-offset": String(received),
    "upload-length": String(size),
    "upload-expires": httpDate(expiresAt),
  };
}

const days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** RFC 9110, 5.6.7. @param at RFC 3339, UTC */
function httpDate(at: string): string {
  const t = Temporal.Instant.from(at).toZonedDateTimeISO("UTC");
  const date = `${days[t.dayOfWeek - 1]}, ${two(t.day)} ${months[t.month - 1]} ${t.year}`;
  return `${date} ${two(t.hour)}:${two(t.minute)}:${two(t.second)} GMT`;
}

const two = (value: number): string => String(value).padStart(2, "0");

const wholeNumber = (header: string | undefined): number | undefined =>
  /^\d{1,12}$/.test(header ?? "") ? Number(header) : undefined;

/** `filename <base64>, other <base64>`: of all that a client may say, the name. */
function nameIn(metadata: string | undefined): string | undefined {
  const pairs = (metadata ?? "").slice(0, 4096).split(",");
  const named = pairs.map((pair) => pair.trim().split(" ")).find(([key]) => key === "filename");
  return named?.[1] === undefined ? undefined : Buffer.from(named[1], "base64").toString("utf8");
}

function checksumIn(header: string | undefined): Checksum | "malformed" | "none" {
  if (header === undefined) return "none";
  const [algorithm, digest] = header.split(" ");
  if (digest === undefined || (algorithm !== "sha1" && algorithm !== "sha256")) return "malformed";
  return { algorithm, digest };
}
