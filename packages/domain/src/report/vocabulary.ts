/** Words of PRODUCT that travel in events: adding one is additive, renaming one is a new event version. */

export const classes = ["complaint", "aspiration", "information", "whistleblowing"] as const;
export type ReportClass = (typeof classes)[number];

/** Kinds of maladministration as the national complaint management lists them. */
export const maladministrationTypes = [
  "undueDelay",
  "noService",
  "incompetence",
  "abuseOfAuthority",
  "demandForPayment",
  "proceduralDeviation",
  "improperConduct",
  "partiality",
  "conflictOfInterest",
  "discrimination",
] as const;
export type Maladministration = (typeof maladministrationTypes)[number];

export const roadStatuses = ["national", "province", "regency", "unknown"] as const;
export type RoadStatus = (typeof roadStatuses)[number];

export const urgencies = ["normal", "high", "emergency"] as const;
export type Urgency = (typeof urgencies)[number];

export const archiveReasons = [
  "spam",
  "outsideGovernment",
  "tooVague",
  "withdrawn",
  "duplicate",
  "otherForum",
] as const;
export type ArchiveReason = (typeof archiveReasons)[number];

export const channelKinds = [
  "portal",
  "api",
  "generic",
  "whatsapp",
  "telegram",
  "sms",
  "email",
  "open311",
  "assisted",
] as const;
export type ChannelKind = (typeof channelKinds)[number];

/** Who spoke, as history shows it: a role and a tenant, never a person. */
export const actorRoles = [
  "reporter",
  "channel",
  "verifier",
  "institution",
  "unit",
  "clock",
  "system",
] as const;
export type ActorRole = (typeof actorRoles)[number];

/** Content is named by SHA-256(salt ‖ bytes) and travels beside the event, so erasing it leaves the chain whole. */
export interface ContentRef {
  readonly hash: string;
  readonly size: number;
  readonly type: string;
  readonly name?: string;
}

/** An event of some stream, named so that nobody can mean another one. */
export interface EventRef {
  readonly tenant: string;
  readonly seq: number;
  readonly hash: string;
}

export interface Head {
  readonly seq: number;
  readonly hash: string;
}

export interface Place {
  /** Kemendagri code, at any depth: 64, 64.71, 64.71.01, 64.71.01.1001. */
  readonly area?: string;
  readonly roadStatus?: RoadStatus;
}

/** Within an accused institution: whoever these are, nobody of it may examine (PRODUCT, "Whistleblowing"). */
export const accusedOffices = ["head", "inspectorate", "operator"] as const;
/** `operator`: the office that runs the node, whose administrators no wall in a database stops. */
export type AccusedOffice = (typeof accusedOffices)[number];

export interface Accused {
  readonly tenant?: string;
  readonly unit?: string;
  readonly office?: AccusedOffice;
}

export interface Flags {
  /** Identity unknown to the institution and the public. */
  readonly anonymous: boolean;
  /** The whole content invisible to the public. */
  readonly secret: boolean;
}

/**
 * What the public version leaves out of one text; the original stays for those inside. Only places travel: whoever lacks the
 * words learns nothing of them.
 */
export interface Mask {
  /** Hash of the document of words. */
  readonly content: string;
  /** Of that document: `text`, `title`, … */
  readonly field: string;
  /** UTF-16 code units from the beginning; `end` is behind the last. */
  readonly start: number;
  readonly end: number;
}
