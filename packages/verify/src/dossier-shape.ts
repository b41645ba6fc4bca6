import { isClockTable, type ClockTable } from "./dossier-clocks.ts";
import { isDate } from "./dossier-reference.ts";
import { integer, isObject, list, matching, maybe, object, oneOf, record, text } from "./shape.ts";
import { isCode, isHash, isInstant, isNodeUrn, isUuid } from "./terms.ts";

export interface Dossier {
  readonly asOf: string;
  readonly by: string;
  readonly report: Readonly<Record<string, unknown>> & {
    readonly id: string;
    readonly trackingId: string;
  };
  readonly referral: {
    readonly event: string;
    readonly at: string;
    readonly due: string;
    readonly office: string;
    readonly officeName: string;
    readonly chosenBy: { readonly code?: string; readonly by: string };
  };
  readonly parties: readonly {
    readonly tenant: string;
    readonly name: string;
    readonly zone: string;
    readonly roles: readonly string[];
    readonly events: number;
    readonly head?: string;
  }[];
  readonly consent: string;
  readonly eligibility: Readonly<
    Record<"reportedFirst" | "withinTwoYears" | "notBeforeCourt" | "identity", string>
  >;
  readonly chronology: readonly Entry[];
  readonly dispositions: readonly string[];
  readonly answers: readonly string[];
  readonly attachments: readonly Attached[];
  readonly computedBy: Readonly<
    Record<"calendar" | "policy", { readonly version: number; readonly name: string }>
  >;
  readonly clocks: readonly ClockTable[];
}

export interface Entry {
  readonly writer: string;
  readonly seq: number;
  readonly event: string;
  readonly at: string;
  readonly hubTime: string;
  readonly institutionTime: string;
  readonly role: string;
  readonly type: string;
  readonly counted: "transition" | "contribution";
  readonly state?: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly words?: Readonly<Record<string, unknown>>;
  readonly content?: string;
  readonly attachments: readonly string[];
}

export interface Attached {
  readonly hash: string;
  readonly event: string;
  readonly size: number;
  readonly type: string;
  readonly sha256?: string;
}

const answer = oneOf("yes", "no", "unknown");
const truth = oneOf(true, false);
const hashes = list(isHash, 10_000);
const local = matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0[789]:00$/);
const version = object({ version: integer(1), name: text(128) });
const place = object({ area: maybe(text(64)), roadStatus: maybe(text(32)) });
const accused = object({
  tenant: maybe(text(64)),
  unit: maybe(text(64)),
  office: maybe(oneOf("head", "inspectorate", "operator")),
});

/** Closed: nothing is said in a dossier that nobody looks at. */
export const dossierShape = {
  format: oneOf("simpul-dossier/1"),
  asOf: isInstant,
  by: isNodeUrn,
  report: object({
    id: isUuid,
    state: text(32),
    trackingId: text(32),
    origin: isCode,
    channel: text(32),
    receivedAt: isInstant,
    completeAt: maybe(isInstant),
    anonymous: truth,
    secret: truth,
    class: maybe(text(32)),
    category: maybe(text(64)),
    supervisory: truth,
    maladministration: list(text(64), 64),
    urgency: text(32),
    occurredOn: maybe(isDate),
    place,
    accused: maybe(accused),
    institution: maybe(isCode),
  }),
  referral: object({
    event: isHash,
    at: isInstant,
    due: isInstant,
    office: text(16),
    officeName: text(200),
    chosenBy: object({ code: maybe(text(64)), by: oneOf("place", "institution", "none") }),
  }),
  parties: list(
    object({
      tenant: isCode,
      name: text(300),
      zone: text(64),
      roles: list(text(32), 8),
      events: integer(0),
      head: maybe(isHash),
    }),
    1024,
  ),
  consent: oneOf("given", "refused", "open"),
  eligibility: object({
    reportedFirst: answer,
    withinTwoYears: answer,
    notBeforeCourt: answer,
    identity: answer,
  }),
  chronology: list(
    object({
      writer: isCode,
      seq: integer(1),
      event: isHash,
      at: isInstant,
      hubTime: local,
      institutionTime: local,
      role: text(32),
      type: text(64),
      counted: oneOf("transition", "contribution"),
      state: maybe(text(32)),
      details: isObject,
      words: maybe(record(/^\w{1,64}$/, () => true, 64)),
      content: maybe(isHash),
      attachments: hashes,
    }),
    50_000,
  ),
  dispositions: hashes,
  answers: hashes,
  attachments: list(
    object({
      hash: isHash,
      event: isHash,
      size: integer(0),
      type: text(128),
      sha256: maybe(matching(/^[0-9a-f]{64}$/)),
    }),
    10_000,
  ),
  computedBy: object({ calendar: version, policy: version }),
  clocks: list(isClockTable, 2),
};
