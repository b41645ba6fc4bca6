import type { ReceiveInput } from "@simpul/casework";
import { receiveInput, verbs } from "@simpul/casework";
import { z } from "zod";
import type { Misfit } from "../misfit.ts";
import { misfitsOf } from "../misfit.ts";

/**
 * What a gateway says on the generic channel, as input of a verb. Strict: an unknown field is an error, so a misspelt
 * one is not a silent loss.
 */
export type GenericMessage =
  | { readonly type: "receive"; readonly input: ReceiveInput }
  | Speech<"reply">
  | Speech<"rate">
  | Speech<"object">;

/** The reporter's word about a report: the verb's name and its input. */
interface Speech<V extends "reply" | "rate" | "object"> {
  readonly type: V;
  /** An id or a tracking id. */
  readonly report: string;
  readonly input: z.infer<(typeof verbs)[V]["input"]>;
}

export type GenericReading =
  | { readonly outcome: "read"; readonly message: GenericMessage }
  | { readonly outcome: "misfit"; readonly misfits: readonly Misfit[] };

const reportId = z.string().min(1).max(64);
const { text, attachments } = receiveInput.shape;

const envelope = <T extends string, D extends z.ZodType>(type: T, data: D) =>
  z.strictObject({ type: z.literal(type), timestamp: z.iso.datetime({ offset: true }), data });

// Built once: building a schema costs a hundred times what parsing by it does.
const schemas = {
  "report.submitted": envelope("report.submitted", receiveInput),
  "message.received": envelope(
    "message.received",
    z.strictObject({
      from: z
        .string()
        .min(1)
        .max(200)
        .refine((value) => value.isWellFormed() && !value.includes("\0")),
      text,
      reportId: reportId.optional(),
      attachments,
    }),
  ),
  "reply.submitted": envelope("reply.submitted", verbs.reply.input.extend({ reportId })),
  "rating.submitted": envelope("rating.submitted", verbs.rate.input.extend({ reportId })),
  "objection.submitted": envelope("objection.submitted", verbs.object.input.extend({ reportId })),
};
type GenericType = keyof typeof schemas;

const anyEnvelope = z.looseObject({
  // Proof: the keys of `schemas`, which is not empty.
  type: z.enum(Object.keys(schemas) as [GenericType, ...GenericType[]]),
});

export function readGeneric(body: unknown): GenericReading {
  const kind = anyEnvelope.safeParse(body);
  if (!kind.success) return { outcome: "misfit", misfits: misfitsOf(kind.error, body) };
  switch (kind.data.type) {
    case "report.submitted":
      return reading(schemas["report.submitted"], body, (input) => ({ type: "receive", input }));
    case "message.received":
      return reading(schemas["message.received"], body, ({ from, reportId: report, ...said }) =>
        report === undefined
          ? { type: "receive", input: { ...said, contact: contactOf(from) } }
          : { type: "reply", report, input: said },
      );
    case "reply.submitted":
      return reading(schemas["reply.submitted"], body, ({ reportId: report, ...input }) => ({
        type: "reply",
        report,
        input,
      }));
    case "rating.submitted":
      return reading(schemas["rating.submitted"], body, ({ reportId: report, ...input }) => ({
        type: "rate",
        report,
        input,
      }));
    case "objection.submitted":
      return reading(schemas["objection.submitted"], body, ({ reportId: report, ...input }) => ({
        type: "object",
        report,
        input,
      }));
  }
}

function reading<D>(
  schema: z.ZodType<{ data: D }>,
  body: unknown,
  message: (data: D) => GenericMessage,
): GenericReading {
  const parsed = schema.safeParse(body);
  return parsed.success
    ? { outcome: "read", message: message(parsed.data.data) }
    : { outcome: "misfit", misfits: misfitsOf(parsed.error, body) };
}

const phone = /^\+?\d[\d ().-]{4,38}$/;

/** Whom a gateway speaks for: a number can be called back, anything else is a name. */
function contactOf(from: string): NonNullable<ReceiveInput["contact"]> {
  return phone.test(from) ? { phone: from } : { name: from };
}
