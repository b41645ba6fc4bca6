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

export interface Accused {
  readonly tenant?: string;
  readonly unit?: string;
}

export interface Flags {
  /** Identity unknown to the institution and the public. */
  readonly anonymous: boolean;
  /** The whole content invisible to the public. */
  readonly secret: boolean;
}
