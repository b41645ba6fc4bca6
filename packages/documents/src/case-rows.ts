import type { OfficeCase } from "@simpul/casework";
import { csvOf } from "./csv.ts";

/** A case of the Ombudsman's office as its own system takes it: flat, codes, instants RFC 3339 UTC, empty where unknown. */
export function caseRow(one: OfficeCase) {
  const { clocks } = one;
  const registration = clocks.find(({ name }) => name === "registration");
  return {
    trackingId: one.trackingId,
    id: one.id,
    standing: one.standing,
    referredAt: one.referredAt,
    registerBy: registration?.date ?? "",
    office: one.office,
    officeName: one.officeName,
    registerNumber: one.number ?? "",
    consent: one.consent,
    state: one.state,
    class: one.class ?? "",
    category: one.category ?? "",
    supervisory: one.supervisory,
    maladministration: one.maladministration.join(" "),
    area: one.place.area ?? "",
    institution: one.institution ?? "",
    receivedAt: one.receivedAt,
    completeAt: one.completeAt ?? "",
    secret: one.secret,
    anonymous: one.anonymous,
  };
}

const head = [
  "trackingId",
  "id",
  "standing",
  "referredAt",
  "registerBy",
  "office",
  "officeName",
  "registerNumber",
  "consent",
  "state",
  "class",
  "category",
  "supervisory",
  "maladministration",
  "area",
  "institution",
  "receivedAt",
  "completeAt",
  "secret",
  "anonymous",
] as const satisfies readonly (keyof ReturnType<typeof caseRow>)[];

/** A line a case; the head is there without any, too. */
export const casesCsv = (cases: readonly OfficeCase[]): string =>
  csvOf(
    head,
    cases.map((one) => {
      const row = caseRow(one);
      return head.map((name) => String(row[name]));
    }),
  );
