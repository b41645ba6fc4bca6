import type { MailContent, MailTemplate } from "@simpul/casework";
import { say } from "@simpul/words";
import type { Lang } from "@simpul/words";
import { dayWords } from "./day-words.ts";
import { digestBlocks } from "./digest.ts";
import type { Block, Letter } from "./letter.ts";
import { written } from "./written-letter.ts";

/** Who writes, and where the links lead. */
export interface Writer {
  /** The tenant's name. */
  readonly name: string;
  /** PUBLIC_URL, without a trailing slash. */
  readonly publicUrl: string;
}

/**
 * The letter of a template: subject, plain text and HTML.
 * @throws where a path does not begin with one slash: what follows would be taken for another host
 */
export function composeLetter(lang: Lang, content: MailContent, writer: Writer): Letter {
  const tenant = writer.name;
  return written({
    lang,
    subject: subjectOf(lang, content, tenant),
    blocks: blocksOf(lang, content, writer),
    closing: [
      say(lang, "mail.common.from", { tenant }),
      whyOf(lang, content.template, tenant),
      say(lang, "mail.common.password"),
      say(lang, "mail.common.automatic"),
    ],
    copyAddress: say(lang, "mail.common.address"),
  });
}

function subjectOf(lang: Lang, { template, parameters }: MailContent, tenant: string): string {
  switch (template) {
    case "invitation":
    case "rosterAlarm":
    case "unattendedUnit":
      return say(lang, `mail.${template}.subject`, { tenant });
    case "secondFactorReset":
    case "passwordReset":
    case "signInLink":
    case "unsealAsked":
      return say(lang, `mail.${template}.subject`);
    case "reporterCode":
    case "consentRequest":
    case "reporterReminder":
      return say(lang, `mail.${template}.subject`, { trackingId: parameters.trackingId });
    case "digest": {
      const count = parameters.items.length + parameters.more + parameters.restricted;
      return say(lang, "mail.digest.subject", { tenant, count });
    }
  }
}

function whyOf(lang: Lang, template: MailTemplate, tenant: string): string {
  switch (template) {
    case "passwordReset":
    case "signInLink":
    case "reporterCode":
    case "consentRequest":
    case "reporterReminder":
      return say(lang, `mail.${template}.why`);
    case "invitation":
    case "secondFactorReset":
    case "digest":
    case "rosterAlarm":
    case "unattendedUnit":
    case "unsealAsked":
      return say(lang, `mail.${template}.why`, { tenant });
  }
}

function blocksOf(lang: Lang, content: MailContent, { name, publicUrl }: Writer): Block[] {
  const text = (said: string): Block => ({ kind: "text", text: said });
  const link = (label: string, path: string): Block => ({
    kind: "link",
    label,
    url: addressOf(publicUrl, path),
  });
  const desk = (path: string): Block => link(say(lang, "mail.common.desk"), path);
  const dear = (to: string): Block => text(say(lang, "mail.common.dearName", { name: to }));
  const dearReporter = text(say(lang, "mail.common.dearReporter"));
  const dearOfficer = text(say(lang, "mail.common.dearOfficer"));
  const once = (minutes: number): Block =>
    text(say(lang, "mail.common.once", { time: timeWords(lang, minutes) }));

  const { template, parameters } = content;
  switch (template) {
    case "invitation":
      return [
        dear(parameters.name),
        text(say(lang, "mail.invitation.body", { tenant: name })),
        link(say(lang, "mail.invitation.action"), parameters.path),
        once(parameters.hours * 60),
        text(say(lang, "mail.invitation.otherwise")),
      ];
    case "secondFactorReset":
      return [
        dear(parameters.name),
        text(say(lang, "mail.secondFactorReset.body", { tenant: name })),
        link(say(lang, "mail.secondFactorReset.action"), parameters.path),
        once(parameters.hours * 60),
        text(say(lang, "mail.secondFactorReset.otherwise")),
      ];
    case "passwordReset":
    case "signInLink":
      return [
        dear(parameters.name),
        text(say(lang, `mail.${template}.body`)),
        link(say(lang, `mail.${template}.action`), parameters.path),
        once(parameters.minutes),
        text(say(lang, `mail.${template}.otherwise`)),
      ];
    case "reporterCode": {
      const { code, trackingId, minutes } = parameters;
      return [
        dearReporter,
        text(say(lang, "mail.reporterCode.body", { trackingId, minutes })),
        { kind: "code", code },
        text(say(lang, "mail.reporterCode.otherwise")),
      ];
    }
    case "digest":
      return [dearOfficer, ...digestBlocks(lang, parameters), desk(parameters.path)];
    case "consentRequest": {
      const { trackingId, isReferred } = parameters;
      return [
        dearReporter,
        text(say(lang, `mail.consentRequest.${isReferred ? "referred" : "body"}`, { trackingId })),
        text(say(lang, "mail.consentRequest.question")),
        text(say(lang, "mail.consentRequest.otherwise")),
        link(say(lang, "mail.common.report"), parameters.path),
      ];
    }
    case "reporterReminder": {
      const { trackingId, clock } = parameters;
      const day = dayWords(lang, parameters.day);
      return [
        dearReporter,
        text(say(lang, `mail.reporterReminder.${clock}`, { trackingId, day })),
        link(say(lang, "mail.common.report"), parameters.path),
      ];
    }
    case "rosterAlarm": {
      const { matter, about, days } = parameters;
      return [
        dearOfficer,
        text(
          matter === "decreeMissing"
            ? say(lang, "mail.rosterAlarm.decreeMissing")
            : say(lang, `mail.rosterAlarm.${matter}`, { about, days }),
        ),
        desk(parameters.path),
      ];
    }
    case "unattendedUnit": {
      const { unit, cases } = parameters;
      return [
        dearOfficer,
        text(say(lang, "mail.unattendedUnit.body", { unit, cases })),
        desk(parameters.path),
      ];
    }
    case "unsealAsked": {
      const { trackingId, minutes } = parameters;
      return [
        dearOfficer,
        text(say(lang, "mail.unsealAsked.body", { trackingId })),
        text(say(lang, "mail.unsealAsked.valid", { time: timeWords(lang, minutes) })),
        desk(parameters.path),
      ];
    }
  }
}

function addressOf(publicUrl: string, path: string): string {
  if (!/^\/(?!\/)[\x21-\x7e]*$/.test(path)) throw new Error("a mail's path is no path of ours");
  return publicUrl + path;
}

/** `30 menit`, `72 jam`: hours where they are whole and more than one. */
function timeWords(lang: Lang, minutes: number): string {
  return minutes >= 120 && minutes % 60 === 0
    ? say(lang, "mail.common.hours", { n: minutes / 60 })
    : say(lang, "mail.common.minutes", { n: minutes });
}
