import { misfitsOf } from "@simpul/channels";
import type { Context } from "hono";
import type { z } from "zod";
import { readJsonBody } from "../body.ts";
import type { Reading } from "../body.ts";
import { detailOf } from "../../failures.ts";
import { errorsOf, languageOf, problem } from "../problem.ts";

/** A body by its verb's own schema; what is wrong with it is named place by place. */
export async function validBody<S extends z.ZodType>(
  c: Context,
  schema: S,
): Promise<Reading<{ readonly input: z.infer<S>; readonly sent: unknown }>> {
  const body = await readJsonBody(c);
  if (body.outcome === "answered") return body;
  const parsed = schema.safeParse(body.value);
  if (parsed.success) return { outcome: "read", value: { input: parsed.data, sent: body.value } };
  const errors = errorsOf(c, misfitsOf(parsed.error, body.value));
  return { outcome: "answered", answer: problem(c, "invalidBody", { errors }) };
}

/** A misspelt filter would answer with everything, so unknown parameters are refused too. */
export function validQuery<S extends z.ZodType>(c: Context, schema: S): Reading<z.infer<S>> {
  const parsed = schema.safeParse(c.req.query());
  if (parsed.success) return { outcome: "read", value: parsed.data };
  const lang = languageOf(c);
  const errors = parsed.error.issues
    .flatMap((issue) =>
      issue.code === "unrecognized_keys" ? issue.keys : [String(issue.path[0] ?? "")],
    )
    .slice(0, 20)
    .map((each) => each.slice(0, 100))
    .map((parameter) => ({
      parameter,
      detail: detailOf(lang, "invalidField", { name: parameter }),
    }));
  return { outcome: "answered", answer: problem(c, "invalidQuery", { errors }) };
}
