import type { Blobs } from "./blobs.ts";
import { diskBlobs } from "./disk.ts";
import type { S3Options } from "./s3.ts";

/** Where an installation keeps its files: in a bucket if it names one, else on its disk. */
export async function openBlobs(contentDir: string, s3?: S3Options): Promise<Blobs> {
  if (s3 === undefined) return diskBlobs(contentDir);
  const { s3Blobs } = await import("./s3.ts");
  return s3Blobs(s3);
}
