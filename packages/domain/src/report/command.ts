import type { Assessment } from "./event.ts";
import type {
  Accused,
  ActorRole,
  ArchiveReason,
  ChannelKind,
  ContentRef,
  Flags,
  Mask,
  Place,
  ReportClass,
} from "./vocabulary.ts";

/** Words and files of a command, already stored apart and named by hash. */
export interface Enclosed {
  readonly content?: ContentRef;
  readonly attachments?: readonly ContentRef[];
}

export type Receive = Enclosed & {
  readonly type: "receive";
  readonly trackingId: string;
  readonly channel: ChannelKind;
  readonly class?: ReportClass;
  readonly category?: string;
  readonly place?: Place;
  readonly accused?: Accused;
  readonly occurredOn?: string;
  readonly anonymous?: boolean;
  readonly secret?: boolean;
  readonly splitFrom?: string;
  readonly receivedAt?: string;
};

export type Verify = Enclosed & {
  readonly type: "verify";
  readonly complete?: boolean;
} & Assessment &
  Required<Pick<Assessment, "class" | "category">>;
export type Hold = Enclosed & { readonly type: "hold" };
export type Archive = Enclosed & {
  readonly type: "archive";
  readonly reason: ArchiveReason;
  readonly duplicateOf?: string;
};
export type Correct = Enclosed & { readonly type: "correct" } & Assessment;
export type Split = Enclosed & { readonly type: "split"; readonly parts: readonly string[] };
export type Merge = Enclosed & { readonly type: "merge"; readonly into: string };
export type Forward = Enclosed & {
  readonly type: "forward";
  readonly tenant: string;
  readonly rules: readonly string[];
  /** The hub decides a dispute for good: needed after two bounces. */
  readonly adjudicate: boolean;
};
export type Recall = Enclosed & { readonly type: "recall" };
export type Return = Enclosed & { readonly type: "return"; readonly proposedTenant?: string };
export type Accept = Enclosed & { readonly type: "accept" };
export type Assign = Enclosed & {
  readonly type: "assign";
  readonly unit: string;
  readonly supporting: readonly string[];
};
export type Decline = Enclosed & { readonly type: "decline"; readonly proposedUnit?: string };
export type Ask = Enclosed & { readonly type: "ask" };
export type Extend = Enclosed & { readonly type: "extend" };
export type Respond = Enclosed & {
  readonly type: "respond";
  readonly kind: "initial" | "interim" | "plan" | "done" | "refused";
  readonly date?: string;
};
export type Close = Enclosed & { readonly type: "close"; readonly recordedWord: boolean };
export type Reopen = Enclosed & { readonly type: "reopen" };
/** The clock's own. `due`: the deadline that passed, RFC 3339 UTC. */
export type Lapse = Enclosed & { readonly type: "lapse"; readonly due: string };
export type Refer = Enclosed & { readonly type: "refer"; readonly due: string };
export type Advise = Enclosed & { readonly type: "advise"; readonly due: string };
/** The Ombudsman's office. */
export type Register = Enclosed & { readonly type: "register"; readonly number: string };
export type Ineligible = Enclosed & { readonly type: "ineligible" };
export type Conclude = Enclosed & { readonly type: "conclude" };
export type Deem = Enclosed & { readonly type: "deem"; readonly due: string };

/** The reporter's own words; staff may record them on the reporter's behalf. */
export type Words = Enclosed &
  (
    | { readonly type: "supply" | "reply" | "confirm" | "object" | "withdraw" }
    | { readonly type: "rate"; readonly score: number }
    | { readonly type: "consent"; readonly granted: boolean }
  );
export type Tighten = Enclosed & { readonly type: "tighten"; readonly flags: Flags };
export type MaskWords = Enclosed & { readonly type: "mask"; readonly masks: readonly Mask[] };
/** `contents`: by hash. */
export type Erase = Enclosed & { readonly type: "erase"; readonly contents: readonly string[] };

export type Command =
  | Verify
  | Hold
  | Archive
  | Correct
  | Split
  | Merge
  | Forward
  | Recall
  | Return
  | Accept
  | Assign
  | Decline
  | Ask
  | Extend
  | Respond
  | Close
  | Reopen
  | Lapse
  | Deem
  | Refer
  | Advise
  | Register
  | Ineligible
  | Conclude
  | Words
  | Tighten
  | MaskWords
  | Erase;

export type CommandType = Command["type"];

/** Everything a rule needs that the report does not hold: no clock and no chance is read inside. */
export interface Circumstances {
  /** The tenant that acts: it writes in its own stream. */
  readonly me: string;
  readonly hub: string;
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly by: ActorRole;
}
