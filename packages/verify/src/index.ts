export { verifyArchive, type Genuine, type VerifyOptions } from "./verify-archive.ts";
export { LARGEST_ARCHIVE } from "./tar.ts";
export type { Refuted, RefutedCode } from "./refuted.ts";
