import {
  accessInput,
  askLimits,
  endAccess,
  guessLimits,
  makeSecret,
  openAccess,
  readReport,
  requestCode,
  typedTrackingId,
} from "@simpul/casework";
import type { Failure } from "@simpul/casework";
import type { Context } from "hono";
import { z } from "zod";
import { addressOf, isOfNobody } from "../limits/address.ts";
import { inEvenTime } from "../limits/even-time.ts";
import { admitted } from "../limits/limited.ts";
import { failureProblem, languageOf, problem } from "../problem.ts";
import { keyed } from "./deps.ts";
import type { Endpoint, KeyedRequest, RestRequest } from "./deps.ts";
import { validBody } from "./validated.ts";

const session = z.strictObject({
  token: z.string().describe("`Authorization: Bearer rpt_…` for this one report"),
  expiresAt: z.iso.datetime({ precision: 3 }).describe("At the latest"),
  idleSeconds: z.int().describe("It ends when it is not used for as long"),
});
const nothing = z.strictObject({});
const ending = z.strictObject({
  everywhere: z.boolean().optional().describe("Every session of this report"),
});

/** How a reporter without an account comes back to their report. */
export const accessEndpoints: readonly Endpoint[] = [
  {
    method: "post",
    path: "/reports/{id}/access/code",
    id: "requestAccessCode",
    summary:
      "Send the reporter a one-time code by the contact that they gave; the answer is the same whether there is one or not",
    access: "anyone",
    body: nothing,
    answers: { 202: { description: "Heard", schema: z.strictObject({}) } },
    handle: askForCode,
  },
  {
    method: "post",
    path: "/reports/{id}/access",
    id: "openAccess",
    summary: "A code or the reporter's secret for a session",
    access: "anyone",
    body: accessInput,
    answers: { 200: { description: "The session; its token is told once", schema: session } },
    handle: open,
  },
  {
    method: "post",
    path: "/reports/{id}/access/end",
    id: "endAccess",
    summary: "End the reporter's session, or all of them",
    access: "reporter",
    reporters: true,
    body: ending,
    answers: { 200: { description: "Ended", schema: z.strictObject({}) } },
    handle: end,
  },
  {
    method: "post",
    path: "/reports/{id}/secret",
    id: "makeReporterSecret",
    summary:
      "Make the secret by which a reporter without a contact comes back: told once, to the key that took the report in; `Idempotency-Key` has no effect here, for no stored answer holds a secret",
    access: "key",
    body: nothing,
    answers: {
      201: {
        description: "Give it to the reporter and keep no copy",
        schema: z.strictObject({ secret: z.string() }),
      },
    },
    handle: keyed(secret),
  },
];

/** Nobody in between keeps what opens a report. */
const unkept = { "cache-control": "no-store" };

async function askForCode({ c, ctx }: RestRequest): Promise<Response> {
  const address = addressOf(c);
  const may = await admitted(c, ctx, askLimits(address, isOfNobody(address)));
  if (may.outcome === "wait") return may.answer;
  const body = await validBody(c, nothing);
  if (body.outcome === "answered") return body.answer;
  const id = c.req.param("id") ?? "";
  const result = await evenly(id, requestCode(ctx, id, languageOf(c)));
  if (result.outcome === "failed") return refusedTo(c, result);
  return c.json({}, 202, { ...may.headers, ...unkept });
}

async function open({ c, ctx }: RestRequest): Promise<Response> {
  const body = await validBody(c, accessInput);
  if (body.outcome === "answered") return body.answer;
  const id = c.req.param("id") ?? "";
  const address = addressOf(c);
  const may = await admitted(c, ctx, guessLimits(id, address, isOfNobody(address)));
  if (may.outcome === "wait") return may.answer;
  const result = await evenly(id, openAccess(ctx, id, body.value.input));
  if (result.outcome === "failed") return refusedTo(c, result);
  return c.json(result.value, 200, { ...may.headers, ...unkept });
}

/** What is no number at all hides nothing. */
const evenly = <T>(id: string, work: Promise<T>): Promise<T> =>
  typedTrackingId(id).length > 8 ? inEvenTime(work) : work;

function refusedTo(c: Context, failure: Failure): Response {
  if (failure.code === "notFound") return problem(c, "trackingIdUnknown");
  const answer = failureProblem(c, failure);
  if (failure.code === "accessBusy") answer.headers.set("retry-after", "3");
  return answer;
}

async function end({ c, ctx, reporter, token }: RestRequest): Promise<Response> {
  const body = await validBody(c, ending);
  if (body.outcome === "answered") return body.answer;
  if (reporter === undefined || token === undefined) return problem(c, "unauthenticated");
  const own = await readReport(ctx, reporter, c.req.param("id") ?? "");
  if (own.outcome === "failed") return failureProblem(c, own);
  await endAccess(ctx, reporter, body.value.input.everywhere === true ? "all" : { token });
  return c.json({}, 200, unkept);
}

async function secret({ c, ctx, machine }: KeyedRequest): Promise<Response> {
  const body = await validBody(c, nothing);
  if (body.outcome === "answered") return body.answer;
  const result = await makeSecret(ctx, machine, c.req.param("id") ?? "");
  return result.outcome === "failed" ? refusedTo(c, result) : c.json(result.value, 201, unkept);
}
