import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import type { S3Options } from "../../src/index.ts";

export interface Bucket {
  readonly options: S3Options;
  readonly objects: Map<string, Buffer>;
  readonly requests: {
    readonly method: string;
    readonly path: string;
    readonly headers: NodeJS.Dict<string | string[]>;
  }[];
  /** Answers the next requests with these statuses. */
  readonly faults: number[];
}

/**
 * Plays a provider of S3: path-style addresses, PUT with `If-None-Match`, GET with `Range`, HEAD and DELETE. It checks that
 * each request is signed (Signature Version 4, its headers and the body's digest), not that the signature is right.
 */
export async function s3Fake({ conditions = true } = {}): Promise<Bucket> {
  const objects = new Map<string, Buffer>();
  const requests: Bucket["requests"] = [];
  const faults: number[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => void parts.push(part));
    request.on("end", () => {
      const body = Buffer.concat(parts);
      const { method = "", url = "", headers } = request;
      const path = url.split("?")[0] ?? "";
      requests.push({ method, path, headers });
      const answer = (status: number, bytes: Uint8Array = Buffer.alloc(0), more = {}): void => {
        response.writeHead(status, { "content-length": String(bytes.length), ...more });
        response.end(method === "HEAD" ? undefined : bytes);
      };
      const fail = (status: number, code: string): void =>
        answer(status, Buffer.from(`<Error><Code>${code}</Code></Error>`), {
          "content-type": "application/xml",
        });
      const signed =
        /^AWS4-HMAC-SHA256 Credential=AKIDTEST\/\d{8}\/ap-southeast-3\/s3\/aws4_request, SignedHeaders=[\w;-]*host[\w;-]*, Signature=[0-9a-f]{64}$/;
      const digest = headers["x-amz-content-sha256"];
      const isSigned =
        signed.test(headers.authorization ?? "") &&
        headers["x-amz-date"] !== undefined &&
        (digest === "UNSIGNED-PAYLOAD" ||
          digest === createHash("sha256").update(body).digest("hex"));
      const fault = faults.shift();
      if (fault !== undefined) return fail(fault, "InternalError");
      if (!isSigned) return fail(403, "SignatureDoesNotMatch");
      if (!path.startsWith("/berkas/")) return fail(404, "NoSuchBucket");
      const there = objects.get(path);
      switch (method) {
        case "PUT":
          if (headers["if-none-match"] !== undefined) {
            if (!conditions) return fail(501, "NotImplemented");
            if (there !== undefined) return fail(412, "PreconditionFailed");
          }
          objects.set(path, body);
          return answer(200);
        case "GET":
        case "HEAD": {
          if (there === undefined) return fail(404, "NoSuchKey");
          const range = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? "");
          if (range === null) return answer(200, there);
          const [from, to] = [Number(range[1]), Math.min(Number(range[2]) + 1, there.length)];
          return answer(206, there.subarray(from, to), {
            "content-range": `bytes ${from}-${to - 1}/${there.length}`,
          });
        }
        case "DELETE":
          objects.delete(path);
          return answer(204);
        default:
          return fail(405, "MethodNotAllowed");
      }
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  // Proof: a server that listens on a port has an AddressInfo.
  const { port } = server.address() as AddressInfo;
  const options = {
    bucket: "berkas",
    endpoint: `http://127.0.0.1:${port}`,
    region: "ap-southeast-3",
    accessKey: "AKIDTEST",
    secretKey: "only-a-test",
  };
  return { options, objects, requests, faults };
}
