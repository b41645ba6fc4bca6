import type { ClockName } from "@simpul/domain";

/** What a template puts into its words. `path` begins with `/`: the mail puts PUBLIC_URL in front. */
export interface MailParameters {
  /** To somebody who was put on the roster: `path` sets a password. */
  readonly invitation: { readonly name: string; readonly path: string; readonly hours: number };
  readonly passwordReset: {
    readonly name: string;
    readonly path: string;
    readonly minutes: number;
  };
  /** To whose second factor somebody took away: `path` sets up another, beside the password. */
  readonly secondFactorReset: {
    readonly name: string;
    readonly path: string;
    readonly hours: number;
  };
  readonly signInLink: { readonly name: string; readonly path: string; readonly minutes: number };
  /** To a reporter, who is never addressed by name. */
  readonly reporterCode: {
    readonly trackingId: string;
    readonly code: string;
    readonly minutes: number;
  };
  readonly digest: DigestParameters;
  /**
   * Tells the reporter until when they can complete the report, or respond to the answer. `day`: ISO date. `followed`: the
   * report that theirs was joined to was answered.
   */
  readonly reporterReminder: {
    readonly trackingId: string;
    readonly clock: "completion" | "reporterWindow" | "followed";
    readonly day: string;
    readonly path: string;
  };
  /** Asks the reporter whether the Ombudsman may learn who they are. */
  readonly consentRequest: {
    readonly trackingId: string;
    readonly path: string;
    /** The office has it already. */
    readonly isReferred: boolean;
  };
  /** `about`: the decree's number or the officer's name; empty where there is none. `days` from or to its end. */
  readonly rosterAlarm: {
    readonly matter: "decreeMissing" | "decreeExpiring" | "decreeExpired" | "unconfirmed";
    readonly about: string;
    readonly days: number;
    readonly path: string;
  };
  readonly unattendedUnit: {
    readonly unit: string;
    readonly cases: number;
    readonly path: string;
  };
  /** To an examiner, whose word is the second of two. The report is not described. */
  readonly unsealAsked: {
    readonly trackingId: string;
    readonly path: string;
    readonly minutes: number;
  };
}

/** What somebody is reminded of: each report once. */
export interface DigestParameters {
  readonly items: readonly DigestItem[];
  /** How many are not listed, beside the ones that are. */
  readonly more: number;
  /** Reports of whistleblowing, of which nothing but their number is said. */
  readonly restricted: number;
  readonly path: string;
}

export interface DigestItem {
  readonly trackingId: string;
  /** Not of a secret report. */
  readonly due?: Due;
}

interface Due {
  readonly clock: ClockName;
  /** An ISO date in the zone of the tenant: the day on which it ends or ended. */
  readonly day: string;
  readonly isOver: boolean;
}

export type MailTemplate = keyof MailParameters;
export type MailLang = "id" | "en";

const known: Readonly<Record<MailTemplate, true>> = {
  invitation: true,
  passwordReset: true,
  secondFactorReset: true,
  signInLink: true,
  reporterCode: true,
  digest: true,
  reporterReminder: true,
  consentRequest: true,
  rosterAlarm: true,
  unattendedUnit: true,
  unsealAsked: true,
};

/**
 * How long a mail is worth sending, in minutes: a code or a link as long as it says that it holds, news for three days. What
 * could not be sent until then is given up.
 */
export function worthMinutes(parameters: MailParameters[MailTemplate]): number {
  if ("minutes" in parameters) return parameters.minutes;
  return "hours" in parameters ? parameters.hours * 60 : 72 * 60;
}

/** A template with its parameters. */
export type MailContent = {
  readonly [T in MailTemplate]: { readonly template: T; readonly parameters: MailParameters[T] };
}[MailTemplate];

/** What `simpul.mail.sealed` holds. */
export interface SealedMail {
  readonly to: string;
  readonly parameters: MailParameters[MailTemplate];
}

/** @throws where the template is unknown, or what was opened is no mail */
export function mailContent(
  template: string,
  opened: string,
): { readonly to: string; readonly content: MailContent } {
  if (!Object.hasOwn(known, template)) throw new Error("a mail of an unknown template");
  // Proof: nobody but `queueMail` seals these, and it takes each template with its own parameters.
  const { to, parameters } = JSON.parse(opened) as SealedMail;
  return { to, content: { template, parameters } as MailContent };
}

/**
 * One mailbox and nothing that a header or an SMTP command could be made of: the form of HTML's `input type=email`, in the
 * lengths of RFC 5321, 4.5.3.1.
 */
const mailbox =
  /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i;

export const isMailbox = (address: string): boolean =>
  address.length <= 254 && mailbox.test(address);
