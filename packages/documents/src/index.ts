export { composeDossier } from "./dossier/compose.ts";
export { csvOf, referralRow, type ReferralRow } from "./referral-rows.ts";
