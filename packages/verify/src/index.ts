export { verifyArchive, type Genuine, type VerifyOptions } from "./verify-archive.ts";
export {
  verifyAuditExport,
  type AuditGenuine,
  type AuditRefuted,
  type AuditRefutedCode,
} from "./audit.ts";
export { LARGEST_ARCHIVE } from "./tar.ts";
export type { Refuted, RefutedCode } from "./refuted.ts";
