export { auditCsv } from "./audit-rows.ts";
export { caseRow, casesCsv } from "./case-rows.ts";
export { composeDossier } from "./dossier/compose.ts";
export { composeLetter, type Writer } from "./letters/compose-letter.ts";
export type { Letter } from "./letters/letter.ts";
export { monitorCsv } from "./monitor-rows.ts";
export { outlookCsv } from "./outlook-rows.ts";
export { referralCsv, referralRow, type ReferralRow } from "./referral-rows.ts";
