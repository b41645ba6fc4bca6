import { abilityFor, reportSubject } from "@simpul/access";
import {
  clocksNow,
  line,
  listOf,
  readPublicly,
  readReport,
  receive,
  receiveInput,
} from "@simpul/casework";
import { bodyDigest } from "@simpul/channels";
import { states } from "@simpul/domain";
import { z } from "zod";
import { failureProblem, problem } from "../problem.ts";
import { reportCursor } from "./cursor.ts";
import { keyed, spoken } from "./deps.ts";
import type { Endpoint, KeyedRequest, RestRequest, SpokenRequest } from "./deps.ts";
import { etagOf } from "./etag.ts";
import { once } from "./once.ts";
import { pageSize, withNext } from "./page.ts";
import * as shapes from "./shapes.ts";
import { validBody, validQuery } from "./validated.ts";

const listQuery = z.strictObject({
  state: z.enum(states).optional(),
  externalId: line.optional(),
  cursor: z.string().optional(),
  limit: pageSize,
});

export const reportEndpoints: readonly Endpoint[] = [
  {
    method: "post",
    path: "/reports",
    id: "submitReport",
    summary: "Take a report in",
    access: "key",
    body: receiveInput,
    answers: {
      201: { description: "Received; `Location` is the report's address", schema: shapes.received },
      200: {
        description: "Received before under this `externalId`: the same answer",
        schema: shapes.received,
      },
    },
    handle: keyed(submit),
  },
  {
    method: "get",
    path: "/reports",
    id: "listReports",
    summary: "The tenant's reports, newest first",
    access: "key",
    query: listQuery,
    answers: { 200: { description: "A page", schema: shapes.page(shapes.summary) } },
    handle: keyed(list),
  },
  {
    method: "get",
    path: "/reports/{id}",
    id: "readReport",
    summary:
      "The whole report for a key that may read it; without a key the public view by tracking id",
    access: "keyOrNobody",
    reporters: true,
    answers: {
      200: { description: "The report", schema: z.union([shapes.report, shapes.publicReport]) },
      304: { description: "Not changed since the version in `If-None-Match`" },
    },
    handle: (request) =>
      request.machine === undefined && request.reporter === undefined
        ? readAsAnybody(request)
        : spoken(read)(request),
  },
];

async function submit(request: KeyedRequest): Promise<Response> {
  const { c, ctx, machine } = request;
  const body = await validBody(c, receiveInput);
  if (body.outcome === "answered") return body.answer;
  const { input, sent } = body.value;
  const digest = ctx.vault.digest(bodyDigest(sent));
  return once(request, ctx.vault.digest(bodyDigest(["reports", sent])), async (key) => {
    const source = `key:${machine.id}`;
    const result = await receive(ctx, machine, input, {
      channel: "api",
      channelId: source,
      by: "reporter",
      // In the report's own transaction: a crash before the answer is kept cannot make a second report.
      dedup: [
        ...(key === undefined ? [] : [{ source: `${source}:idem`, key, digest }]),
        ...(input.externalId === undefined
          ? []
          : [{ source: `${source}:external`, key: input.externalId, digest }]),
      ],
    });
    if (result.outcome === "failed") {
      // Only the key can contradict where there is no external id: its kept answer is gone, the report is not.
      const isKey = result.code === "bodyDiffers" && input.externalId === undefined;
      return isKey ? problem(c, "idempotencyMismatch") : failureProblem(c, result);
    }
    const { outcome, ...answer } = result.value;
    const clocks = await clocksNow(ctx, machine.tenant, answer.id);
    return c.json({ ...answer, clocks }, outcome === "received" ? 201 : 200, {
      location: `/api/v1/reports/${answer.id}`,
      // Of a report that is there already the version is not known here, and a wrong tag would be believed.
      ...(outcome === "received" ? { etag: etagOf(1) } : {}),
    });
  });
}

async function list({ c, ctx, machine }: KeyedRequest): Promise<Response> {
  const query = validQuery(c, listQuery);
  if (query.outcome === "answered") return query.answer;
  if (!abilityFor(machine, ctx.hub).can("list", reportSubject({ tenant: machine.tenant })))
    return problem(c, "missingScope", { parameters: { scope: "reports:read" } });
  const { state, externalId, cursor, limit } = query.value;
  const after = cursor === undefined ? undefined : reportCursor.read(cursor);
  if (after === "invalid") return problem(c, "invalidCursor");
  const rows = await listOf(ctx, machine, {
    limit: limit + 1,
    ...(state === undefined ? {} : { state }),
    ...(externalId === undefined ? {} : { externalId }),
    ...(after === undefined ? {} : { after }),
  });
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const next =
    rows.length > limit && last !== undefined
      ? reportCursor.write({ receivedAt: last.receivedAt, id: last.id })
      : null;
  return withNext(c, items, next, "cursor");
}

async function read({ c, ctx, speaker }: SpokenRequest): Promise<Response> {
  const result = await readReport(ctx, speaker, c.req.param("id") ?? "");
  if (result.outcome === "failed") return failureProblem(c, result);
  const headers = {
    etag: etagOf(result.value.version),
    "cache-control": "private, no-cache",
    vary: "authorization",
  };
  if (etags(c.req.header("if-none-match")).includes(headers.etag))
    return c.body(null, 304, headers);
  return c.json(result.value, 200, headers);
}

async function readAsAnybody({ c, ctx }: RestRequest): Promise<Response> {
  const result = await readPublicly(ctx, c.req.param("id") ?? "");
  if (result.outcome === "failed")
    return result.code === "notFound" ? problem(c, "trackingIdUnknown") : failureProblem(c, result);
  return c.json(result.value, 200, { "cache-control": "no-cache", vary: "authorization" });
}

/** Weak or strong is the same here: a version is a version. */
function etags(header: string | undefined): string[] {
  return (header ?? "")
    .slice(0, 1000)
    .split(",")
    .map((each) => each.trim().replace(/^W\//, ""));
}
