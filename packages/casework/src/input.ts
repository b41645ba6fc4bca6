import {
  accusedOffices,
  archiveReasons,
  classes,
  maladministrationTypes,
  roadStatuses,
  urgencies,
} from "@simpul/domain";
import { z } from "zod";

/**
 * The pieces that verbs' input schemas are made of. Unknown fields are refused everywhere, so a misspelt
 * optional field is an error and not a silent loss.
 */
const longest = 20_000;

/** Kept exactly: no trimming, no normalisation. NUL and lone surrogates cannot be stored and are refused. */
function wellFormed(value: string): boolean {
  return value.isWellFormed() && !value.includes("\0");
}

/** Characters are code points: an emoji is one. */
function atMost(limit: number): (value: string) => boolean {
  return (value) =>
    value.length <= limit || (value.length <= 2 * limit && [...value].length <= limit);
}

const said = (limit: number) =>
  z
    .string()
    .min(1)
    .refine(wellFormed, {
      error: "holds a character that cannot be stored (NUL or half of a surrogate pair)",
    })
    .refine(atMost(limit), { error: `longer than ${limit} characters` });

export const text = said(longest);
export const line = said(500);
export const tenantCode = z.string().regex(/^[a-z0-9][a-z0-9.-]{0,63}$/, "not a tenant code");
export const unitCode = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, "not a unit code");
export const categoryCode = z.string().regex(/^[a-z0-9][a-z0-9.-]{0,63}$/, "not a category code");
export const areaCode = z
  .string()
  .regex(/^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$/, "not a Kemendagri code such as 64.02.18");
export const date = z.iso.date();
export const reportClass = z.enum(classes);
/** SHA-256 of salt and bytes, base64url: how an event names its words and files. */
export const contentName = z.string().regex(/^[\w-]{43}$/, "not the hash of a content");
export const attachmentIds = z.array(z.uuid()).max(20);
export const accused = z
  .strictObject({
    tenant: tenantCode.optional(),
    unit: line.optional(),
    office: z.enum(accusedOffices).optional(),
  })
  // Whose head or inspectorate it is decides who examines.
  .refine(({ tenant, office }) => office === undefined || tenant !== undefined, {
    error: "the institution of the accused office is missing",
    path: ["tenant"],
  });
export const archiveReason = z.enum(archiveReasons);

export const place = z.strictObject({
  area: areaCode.optional(),
  address: said(1000).optional(),
  latitude: z.number().min(-90).max(90).optional(),
  longitude: z.number().min(-180).max(180).optional(),
  roadStatus: z.enum(roadStatuses).optional(),
});

export const contact = z.strictObject({
  name: said(200).optional(),
  phone: said(40).optional(),
  email: z.email().max(254).optional(),
});

export const assessment = {
  class: reportClass,
  category: categoryCode,
  title: line.optional(),
  place: place.optional(),
  urgency: z.enum(urgencies).optional(),
  supervisory: z.boolean().optional(),
  maladministration: z.array(z.enum(maladministrationTypes)).max(10).optional(),
  accused: accused.optional(),
};

/** What verify sets and correct changes, each part of it optional. */
export const assessmentInput = z.strictObject(assessment).partial();
export type AssessmentInput = z.infer<typeof assessmentInput>;

/** Drops what is undefined: an absent field and an undefined one mean the same, and events hold neither. */
export function present<T extends object>(given: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  // Proof: only entries whose value is not undefined are kept.
  return Object.fromEntries(Object.entries(given).filter(([, v]) => v !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
