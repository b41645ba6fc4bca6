export { composeDossier } from "./dossier/compose.ts";
export { outlookCsv } from "./outlook-rows.ts";
export { referralCsv, referralRow, type ReferralRow } from "./referral-rows.ts";
