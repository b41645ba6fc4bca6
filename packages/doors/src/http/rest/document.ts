import { receiveInput } from "@simpul/casework";
import { OpenAPIHono } from "@hono/zod-openapi";
import { z } from "zod";
import type { Endpoint } from "./deps.ts";
import * as shapes from "./shapes.ts";

export const base = "/api/v1";
const json = "application/json";
const failures = {
  "4XX": {
    description: "Refused; nothing was stored",
    content: { "application/problem+json": { schema: shapes.problem } },
  },
} as const;

type Registry = OpenAPIHono["openAPIRegistry"];

/** The OpenAPI 3.1 document of the very table that answers. */
export function documentOf(endpoints: readonly Endpoint[], version: string): object {
  const app = new OpenAPIHono();
  const { openAPIRegistry: registry } = app;
  registry.registerComponent("securitySchemes", "key", {
    type: "http",
    scheme: "bearer",
    description: "An API key of one tenant, with scopes",
  });
  registry.registerComponent("securitySchemes", "reporter", {
    type: "http",
    scheme: "bearer",
    description: "A reporter's session (`rpt_…`) for one report: see `openAccess`",
  });
  for (const endpoint of endpoints) describe(registry, endpoint);
  registry.registerWebhook({
    method: "post",
    path: "report.submitted",
    operationId: "reportSubmitted",
    summary: "A report in the generic channel's envelope, signed by Standard Webhooks",
    request: {
      body: {
        required: true,
        content: {
          [json]: {
            schema: z.strictObject({
              type: z.literal("report.submitted"),
              timestamp: z.iso.datetime({ offset: true }),
              data: receiveInput,
            }),
          },
        },
      },
    },
    responses: {
      201: {
        description: "Received",
        content: { [json]: { schema: shapes.received.pick({ id: true, trackingId: true }) } },
      },
      200: { description: "Received before under this `webhook-id` or `externalId`" },
    },
  });
  return app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Simpul",
      version,
      description: "Complaints to public institutions: intake, tracking and every act on a case.",
      license: { name: "Apache-2.0" },
    },
  });
}

function describe(registry: Registry, endpoint: Endpoint): void {
  const { method, path, id, summary, query, headers, body, answers } = endpoint;
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
  registry.registerPath({
    method,
    path: `${base}${path}`,
    operationId: id,
    summary,
    tags: [path.split("/")[1] ?? ""],
    security: securityOf(endpoint),
    request: {
      ...(names.length === 0
        ? {}
        : { params: z.object(Object.fromEntries(names.map((name) => [name, z.string()]))) }),
      ...(query === undefined ? {} : { query }),
      ...(headers === undefined ? {} : { headers }),
      ...(headers === undefined && method === "post" && body !== "file"
        ? { headers: headersOf(names.length > 0) }
        : {}),
      ...(body === undefined
        ? {}
        : { body: { required: isBytes(body), content: contentOf(body) } }),
    },
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, { description, schema }]) => [
          status,
          { description, ...(schema === undefined ? {} : { content: { [json]: { schema } } }) },
        ]),
      ),
      ...failures,
    },
  });
}

function securityOf({ access, reporters }: Endpoint): Record<string, string[]>[] {
  const keys = { anyone: [], key: [{ key: [] }], keyOrNobody: [{}, { key: [] }], reporter: [] };
  return [...keys[access], ...(reporters === true ? [{ reporter: [] }] : [])];
}

function headersOf(isAct: boolean): z.ZodObject {
  const once = { "Idempotency-Key": z.string().min(1).max(255).optional() };
  return z.object(isAct ? { ...once, "If-Match": z.string().optional() } : once);
}

const isBytes = (body: Endpoint["body"]): body is "file" | "piece" =>
  body === "file" || body === "piece";

function contentOf(body: z.ZodType | "file" | "piece") {
  if (!isBytes(body)) return { [json]: { schema: body } };
  const type = body === "file" ? "application/octet-stream" : "application/offset+octet-stream";
  return { [type]: { schema: z.any().meta({ type: "string", format: "binary" }) } };
}
