import type { S3Client } from "@aws-sdk/client-s3";
import { sha256 as digestOf } from "@simpul/protocol";
import { BlobFailure, isBlobName } from "./blobs.ts";
import type { Blobs } from "./blobs.ts";

export interface S3Options {
  readonly bucket: string;
  /** Of a provider other than Amazon: `https://s3.example.go.id`. */
  readonly endpoint?: string;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

/**
 * The blob store in a bucket: its own files under `files/`, named as on a disk. The library is 20 MB of memory, so it is
 * loaded here and only by an installation that keeps its files there.
 * @param onDamaged as of the store on a disk
 */
export async function s3Blobs(
  { bucket: Bucket, endpoint, region, accessKey, secretKey }: S3Options,
  onDamaged: (failure: BlobFailure) => void = () => {},
): Promise<Blobs> {
  const s3 = await import("@aws-sdk/client-s3");
  const client: S3Client = new s3.S3Client({
    region,
    credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
    // Stores other than Amazon's know no bucket as a host name, and many refuse its newer checksums.
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 30_000 },
  });
  const keyOf = (sha256: string): string => {
    if (!isBlobName(sha256)) throw new BlobFailure("blobName", "not a SHA-256 in base64url");
    return `files/${sha256}`;
  };
  const look = async (sha256: string): Promise<Uint8Array | "missing" | "damaged"> => {
    try {
      const { Body } = await client.send(new s3.GetObjectCommand({ Bucket, Key: keyOf(sha256) }));
      const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
      return digestOf(bytes) === sha256 ? bytes : "damaged";
    } catch (error) {
      absent(error);
      return "missing";
    }
  };
  return {
    async put(sha256, bytes) {
      const Key = keyOf(sha256);
      if (digestOf(bytes) !== sha256)
        throw new BlobFailure("blobDigest", "the bytes are not what their name says");
      const object = { Bucket, Key, Body: bytes, ContentLength: bytes.length };
      try {
        await client.send(new s3.PutObjectCommand({ ...object, IfNoneMatch: "*" }));
      } catch (error) {
        const status = statusOf(error);
        // There already (412), being written by another (409), or a store that knows no conditions (501): then written over,
        // with the same bytes.
        if (status !== 412 && status !== 409 && status !== 501) throw error;
        if (status === 501 || typeof (await look(sha256)) === "string")
          await client.send(new s3.PutObjectCommand(object));
      }
    },
    async get(sha256) {
      const found = await look(sha256);
      if (found !== "damaged") return found;
      onDamaged(new BlobFailure("blobDamaged", `the blob ${sha256} is damaged`));
      return "missing";
    },
    async stream(sha256, range) {
      const Range = range === undefined ? undefined : `bytes=${range.from}-${range.to - 1}`;
      try {
        const { Body } = await client.send(
          new s3.GetObjectCommand({
            Bucket,
            Key: keyOf(sha256),
            ...(Range === undefined ? {} : { Range }),
          }),
        );
        if (Body === undefined) return "missing";
        // Proof: the library's web stream of a body is one of Uint8Array.
        return Body.transformToWebStream() as ReadableStream<Uint8Array>;
      } catch (error) {
        absent(error);
        return "missing";
      }
    },
    async remove(sha256) {
      await client.send(new s3.DeleteObjectCommand({ Bucket, Key: keyOf(sha256) }));
    },
  };
}

function absent(error: unknown): undefined {
  if (statusOf(error) === 404) return undefined;
  throw error;
}

function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("$metadata" in error)) return undefined;
  // Proof: the library's own errors carry it; of any other the field is missing.
  return (error.$metadata as { httpStatusCode?: number }).httpStatusCode;
}
