export type BlobFailureCode = "blobName" | "blobDigest" | "blobDamaged";

export class BlobFailure extends Error {
  readonly code: BlobFailureCode;

  constructor(code: BlobFailureCode, message: string) {
    super(message);
    this.name = "BlobFailure";
    this.code = code;
  }
}

/** Files by their plain SHA-256, base64url: written once, on a disk or in S3. */
export interface Blobs {
  /** Durable when it resolves. Fails with `blobName` or `blobDigest`. */
  put(sha256: string, bytes: Uint8Array): Promise<void>;
  /** Held against its name. A damaged file counts as missing: putting it again heals it. Fails with `blobName`. */
  get(sha256: string): Promise<Uint8Array | "missing">;
  /**
   * For who only passes the bytes on: not held against the name, and never whole in memory. Fails with `blobName`.
   * @param range bytes from the first to before the last, within the file; all of it where none is given
   */
  stream(sha256: string, range?: BlobRange): Promise<ReadableStream<Uint8Array> | "missing">;
  /** Of a file that nothing names any more, or that nobody may have. Nothing happens if it is not there. */
  remove(sha256: string): Promise<void>;
}

export interface BlobRange {
  readonly from: number;
  /** The first byte that is left out. */
  readonly to: number;
}

/** 32 bytes in base64url. Nothing else becomes a path, so no name leaves the store. */
export const isBlobName = (name: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(name);
