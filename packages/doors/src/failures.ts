import type { Block, FailureCode } from "@simpul/casework";
import { say } from "@simpul/words";
import type { Key, Lang } from "@simpul/words";
import { momentWords } from "./http/public/moments.ts";

export type Worded = Key extends infer K
  ? K extends `problem.${infer Name}.title`
    ? Name
    : never
  : never;

/**
 * Every problem a door can answer with, and its status. The name is promised: it is the end of the problem's `type`
 * (`/problems/wrong-state`), and its texts are `problem.<name>` of `words`.
 */
export const statuses = {
  malformedBody: 400,
  tooDeep: 400,
  checksumMismatch: 400,
  uploadHeader: 400,
  invalidCursor: 400,
  invalidQuery: 400,
  idempotencyKeyInvalid: 400,
  unauthenticated: 401,
  sessionEnded: 401,
  signInFailed: 401,
  codeWrong: 401,
  badWebhookSignature: 401,
  staleTimestamp: 401,
  forbidden: 403,
  missingScope: 403,
  crossSite: 403,
  secondFactorNeeded: 403,
  secondFactorMissing: 403,
  signInAgain: 403,
  senderBlocked: 403,
  freshSignInNeeded: 403,
  identityWithheld: 403,
  accessRefused: 403,
  notFound: 404,
  trackingIdMistyped: 404,
  trackingIdUnknown: 404,
  methodNotAllowed: 405,
  bodyTimeout: 408,
  beingChecked: 409,
  uploadOffset: 409,
  notHolder: 409,
  wrongState: 409,
  hubOnly: 409,
  institutionOnly: 409,
  originOnly: 409,
  notAssessed: 409,
  sameTenant: 409,
  accusedTenant: 409,
  accusedUnit: 409,
  needsAdjudication: 409,
  adjudicated: 409,
  alreadyExtended: 409,
  windowOpen: 409,
  notDue: 409,
  alreadyReferred: 409,
  recordedWordMissing: 409,
  duplicateOfItself: 409,
  mainNotOpen: 409,
  restrictedApart: 409,
  noParts: 409,
  noAnswer: 409,
  noContact: 409,
  identityElsewhere: 409,
  noIdentity: 409,
  identityHere: 409,
  tooManyAsks: 429,
  originUnreachable: 409,
  answerAwaited: 409,
  answerRefused: 409,
  answerExpired: 409,
  answerUnreadable: 409,
  nodeIsHub: 409,
  nodeNotEnrolled: 409,
  nodeCannotPing: 409,
  keyScopes: 400,
  secondPersonNeeded: 409,
  secondPersonAwaited: 409,
  secondPersonNotNeeded: 409,
  sameOfficer: 409,
  reviewNeeded: 409,
  ownAnswer: 409,
  templateKnown: 409,
  tooManyTemplates: 409,
  alreadyDecided: 409,
  unsealRefused: 409,
  unsealExpired: 409,
  secretTaken: 409,
  ownRole: 409,
  rolesClash: 409,
  alreadyOfficer: 409,
  lastAdmin: 409,
  officerEnded: 409,
  alreadyConfirmed: 409,
  coverOverlaps: 409,
  decreeKnown: 409,
  tooManyViews: 409,
  viewNamed: 409,
  unitKnown: 409,
  unitCycle: 409,
  unitHasCases: 409,
  unitHasOfficers: 409,
  unitHasUnits: 409,
  unitRetired: 409,
  notOfUnit: 409,
  rosterElsewhere: 409,
  ownFactor: 409,
  noFactor: 409,
  adminElsewhere: 409,
  tooManyProviders: 409,
  nothingToCorrect: 409,
  tooManyWords: 409,
  busy: 409,
  idempotencyRunning: 409,
  deliveryMismatch: 409,
  infectedFile: 410,
  secondFactorSet: 409,
  linkVoid: 410,
  versionConflict: 412,
  tusVersion: 412,
  tooLarge: 413,
  uploadQuota: 413,
  unsupportedMediaType: 415,
  attachmentRefused: 415,
  brokenPicture: 415,
  rangeNotSatisfiable: 416,
  invalidBody: 422,
  pictureTooLarge: 422,
  passwordWeak: 422,
  unknownTenant: 422,
  unknownUnit: 422,
  roleNotHere: 422,
  roleUnit: 422,
  unfitSuccessor: 422,
  unfitDeputy: 422,
  unknownOfficer: 422,
  unknownDecree: 422,
  unknownCover: 422,
  unknownProvider: 422,
  issuerUnfit: 422,
  nothingToChange: 422,
  datesCrossed: 422,
  unknownCategory: 422,
  unknownArea: 422,
  duplicateMissing: 422,
  datePast: 422,
  dateMissing: 422,
  basisMissing: 422,
  attachmentUnknown: 422,
  idempotencyMismatch: 422,
  tooManyRequests: 429,
  internal: 500,
  accessBusy: 503,
  unavailable: 503,
} as const satisfies Partial<Record<Worded, number>>;

export type ProblemName = keyof typeof statuses;

/** Failures whose problem has another name: one that is true of every request, not of this use-case alone. */
const renamed = {
  keyInvalid: "unauthenticated",
  versionChanged: "versionConflict",
  bodyDiffers: "deliveryMismatch",
  unknownAttachment: "attachmentUnknown",
  unsupportedFile: "attachmentRefused",
  fileTooLarge: "tooLarge",
  filesBusy: "unavailable",
  mistypedTrackingId: "trackingIdMistyped",
  invalid: "invalidBody",
} as const satisfies Partial<Record<FailureCode, ProblemName>>;

/** The one place where a use-case's code becomes a door's answer; a code without a problem does not compile. */
export function problemOf(code: FailureCode): ProblemName {
  return isRenamed(code) ? renamed[code] : code;
}

function isRenamed(code: FailureCode): code is keyof typeof renamed {
  return Object.hasOwn(renamed, code);
}

/** What a problem's sentence may name. */
export type Parameters = Readonly<Record<string, string | number>>;

export function titleOf(lang: Lang, name: ProblemName): string {
  return say(lang, `problem.${name}.title`);
}

/** @param name also that of a field's own sentence, which has no status */
export function detailOf(lang: Lang, name: Worded, parameters: Parameters = {}): string {
  // Proof: `say` takes the parameters a key names; which key it is, is known only here at run time.
  const put = say as (lang: Lang, key: Key, parameters: Parameters) => string;
  return put(lang, `problem.${name}.detail`, parameters);
}

/** Why a sender is blocked and until when, by the hub's clock, in the reader's language. */
export function blockParameters(lang: Lang, { reason, until }: Block): Parameters {
  return {
    reason: say(lang, `blockReason.${reason}`),
    until: momentWords(lang, until, "Asia/Jakarta").full,
  };
}

/** `/problems/wrong-state`: stable, and a page that explains it. */
export function typeOf(name: ProblemName): string {
  return `/problems/${name.replaceAll(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)}`;
}

const names: ReadonlyMap<string, ProblemName> = new Map(
  // Proof: the keys of `statuses` are ProblemName by definition.
  (Object.keys(statuses) as ProblemName[]).map((name) => [typeOf(name), name]),
);

export function problemAt(path: string): ProblemName | undefined {
  return names.get(path);
}
