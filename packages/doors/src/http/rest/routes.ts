import {
  everySecond,
  isReporterToken,
  reporterLimit,
  reporterOf,
  tenantLimit,
} from "@simpul/casework";
import type { Context as Casework, Machine } from "@simpul/casework";
import type { Deployment } from "@simpul/federation";
import { Hono } from "hono";
import type { Context } from "hono";
import { byAddress } from "../limits/address.ts";
import { admitted, tooMany } from "../limits/limited.ts";
import type { Asked } from "../limits/limited.ts";
import { failureProblem, problem } from "../problem.ts";
import { attachmentReadEndpoints } from "./attachments-read.ts";
import { uploadEndpoints } from "./attachments-uploads.ts";
import { accessEndpoints } from "./access.ts";
import { attachmentEndpoints } from "./attachments.ts";
import { changeEndpoints } from "./changes.ts";
import type { Endpoint } from "./deps.ts";
import { base, documentOf } from "./document.ts";
import { dossierEndpoints } from "./dossier.ts";
import { keyring } from "./keys.ts";
import { outlookEndpoints } from "./outlook.ts";
import { referenceEndpoints } from "./reference.ts";
import { referencePage } from "./reference-page.ts";
import { reportEndpoints } from "./reports.ts";
import { verbEndpoints } from "./verbs.ts";

export interface RestOptions {
  readonly ctx: Casework;
  readonly version: string;
  /** Signs the dossiers that it hands out; without one there is no such operation. */
  readonly deployment?: Deployment;
}

const everywhere: readonly Endpoint[] = [
  ...reportEndpoints,
  ...verbEndpoints,
  ...attachmentEndpoints,
  ...accessEndpoints,
  ...attachmentReadEndpoints,
  ...uploadEndpoints,
  ...changeEndpoints,
  ...referenceEndpoints,
];

/** REST for machines: /api/v1, its document and its reference page. */
export function restRoutes({ ctx, version, deployment }: RestOptions): Hono {
  const app = new Hono();
  const endpoints = [
    ...everywhere,
    ...(deployment === undefined ? [] : dossierEndpoints(deployment)),
    ...(deployment?.kind === "hub" ? outlookEndpoints : []),
  ];
  const authenticate = keyring(ctx);

  for (const endpoint of endpoints)
    if (endpoint.method !== "head")
      app.on(
        endpoint.method.toUpperCase(),
        `${base}${endpoint.path.replaceAll(/\{(\w+)\}/g, ":$1")}`,
        (c) => answer(c, endpoint),
      );

  let document: string | undefined;
  app.get(`${base}/openapi.json`, (c) => {
    document ??= JSON.stringify(documentOf(endpoints, version));
    return c.body(document, 200, {
      "content-type": "application/json",
      "cache-control": "public, max-age=300",
    });
  });
  app.route("/", referencePage());
  return app;

  async function answer(c: Context, endpoint: Endpoint): Promise<Response> {
    const authorization = c.req.header("authorization");
    if (authorization === undefined || endpoint.access === "anyone") {
      if (endpoint.access === "key" || endpoint.access === "reporter")
        return problem(c, "unauthenticated");
      const may = await admitted(c, ctx, [byAddress(c)]);
      return may.outcome === "wait"
        ? may.answer
        : withHeaders(await endpoint.handle({ c, ctx, machine: undefined }), may.headers);
    }

    const token = /^Bearer +(\S{1,300})$/i.exec(authorization)?.[1] ?? "";
    if (isReporterToken(token)) return answerReporter(c, endpoint, token);
    const known = await authenticate(authorization);
    if (known.outcome === "failed") return failureProblem(c, known);
    if (known.outcome === "wait") return tooMany(c, known.seconds);
    const { actor: machine, rate } = known.value;
    const may = await admitted(c, ctx, limitsOfKey(machine, rate));
    if (may.outcome === "wait") return may.answer;
    // A key is no reporter's session.
    if (endpoint.access === "reporter") return problem(c, "forbidden");
    return withHeaders(await endpoint.handle({ c, ctx, machine }), may.headers);
  }

  async function answerReporter(c: Context, endpoint: Endpoint, token: string): Promise<Response> {
    const guessing = await admitted(c, ctx, [byAddress(c)]);
    if (guessing.outcome === "wait") return guessing.answer;
    const known = await reporterOf(ctx, token);
    if (known.outcome === "failed") return failureProblem(c, known);
    const reporter = known.value;
    if (endpoint.reporters !== true) return problem(c, "forbidden");
    const may = await admitted(c, ctx, [{ limit: reporterLimit, who: reporter.report }]);
    if (may.outcome === "wait") return may.answer;
    const answer = await endpoint.handle({ c, ctx, machine: undefined, reporter, token });
    return withHeaders(answer, may.headers);
  }
}

/** Where an operation has a limit of its own, its answer tells of that one. */
function withHeaders(answer: Response, headers: Readonly<Record<string, string>>): Response {
  if (!answer.headers.has("ratelimit"))
    for (const [name, value] of Object.entries(headers)) answer.headers.set(name, value);
  return answer;
}

/** A key's rate is the key's and a tenant's the tenant's, whichever door they come to. */
export function limitsOfKey({ tenant, id }: Machine, rate: number, cost = 1): readonly Asked[] {
  return [
    { limit: everySecond("key", rate), who: `${tenant}/${id}`, cost },
    { limit: tenantLimit, who: tenant, cost },
  ];
}
