/**
 * Why something from the wire is refused. The codes are part of the protocol: they stand in receipts
 * and problems, and a peer of another version reads them.
 */
export type ProtocolCode =
  | "tooLarge"
  | "malformed"
  | "wrongAlgorithm"
  | "wrongType"
  | "unknownKey"
  | "badSignature"
  | "wrongIssuer"
  | "wrongAudience"
  | "wrongRequest"
  | "wrongReply"
  | "bodyMismatch"
  | "clockSkew"
  | "contentMismatch"
  | "wrongProof"
  | "forged"
  | "rollback"
  | "expired";

export interface ProtocolRefusal {
  outcome: "refused";
  code: ProtocolCode;
  detail: string;
  /** RFC 6901, where one member is at fault; '' is the whole document. */
  pointer?: string;
}

export function refuse(code: ProtocolCode, detail: string, pointer?: string): ProtocolRefusal {
  return pointer === undefined
    ? { outcome: "refused", code, detail }
    : { outcome: "refused", code, detail, pointer };
}
