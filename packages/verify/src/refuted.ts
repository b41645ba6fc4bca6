/** What is wrong with an archive, first of all. Courts and scripts read these codes: they are never renamed. */
export type RefutedCode =
  | "tooLarge"
  | "notCanonical"
  | "manifestMissing"
  | "manifestChanged"
  | "manifestMalformed"
  | "fileMissing"
  | "fileUnlisted"
  | "fileChanged"
  | "directoryMalformed"
  | "directoryForged"
  | "directoryMissing"
  | "wrongRoot"
  | "manifestForged"
  | "eventMalformed"
  | "eventForged"
  | "eventMisplaced"
  | "foreignSigner"
  | "keyExpired"
  | "keyRevoked"
  | "seqRepeated"
  | "seqGap"
  | "chainBroken"
  | "seenContradicted"
  | "manifestContradicted"
  | "receiptMalformed"
  | "receiptForged"
  | "receiptForeign"
  | "receiptContradicted"
  | "contentMalformed"
  | "contentUnlisted"
  | "contentMismatch"
  | "attachedMalformed"
  | "referenceForged"
  | "dossierReportWrong"
  | "dossierReferralWrong"
  | "dossierPartyWrong"
  | "dossierConsentWrong"
  | "dossierEligibilityWrong"
  | "dossierEventMissing"
  | "dossierEventForeign"
  | "dossierEventWrong"
  | "dossierStateWrong"
  | "dossierWordsWrong"
  | "dossierAttachmentWrong"
  | "dossierReferenceOther"
  | "dossierClockWrong"
  | "dossierDayWrong"
  | "dossierDeadlineWrong"
  | "dossierPagesOther";

export interface Refuted {
  readonly outcome: "refuted";
  readonly code: RefutedCode;
  /** The file in the archive, and the line in it where it has lines; `archive` for the container itself. */
  readonly where: string;
  readonly detail: string;
}

export const refuted = (code: RefutedCode, where: string, detail: string): Refuted => ({
  outcome: "refuted",
  code,
  where,
  detail,
});

/** No result of a check but a refutation has this outcome. */
export function isRefuted<T>(result: T | Refuted): result is Refuted {
  return (
    typeof result === "object" &&
    result !== null &&
    "outcome" in result &&
    result.outcome === "refuted"
  );
}
