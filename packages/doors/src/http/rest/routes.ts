import { everySecond, tenantLimit } from "@simpul/casework";
import type { Context as Casework, Machine } from "@simpul/casework";
import type { Deployment } from "@simpul/federation";
import { Hono } from "hono";
import type { Context } from "hono";
import { byAddress } from "../limits/address.ts";
import { admitted, tooMany } from "../limits/limited.ts";
import type { Asked } from "../limits/limited.ts";
import { failureProblem, problem } from "../problem.ts";
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
      if (endpoint.access === "key") return problem(c, "unauthenticated");
      const may = await admitted(c, ctx, [byAddress(c)]);
      return may.outcome === "wait"
        ? may.answer
        : withHeaders(await endpoint.handle({ c, ctx, machine: undefined }), may.headers);
    }

    const known = await authenticate(authorization);
    if (known.outcome === "failed") return failureProblem(c, known);
    if (known.outcome === "wait") return tooMany(c, known.seconds);
    const { actor: machine, rate } = known.value;
    const may = await admitted(c, ctx, limitsOfKey(machine, rate));
    if (may.outcome === "wait") return may.answer;
    return withHeaders(await endpoint.handle({ c, ctx, machine }), may.headers);
  }
}

function withHeaders(answer: Response, headers: Readonly<Record<string, string>>): Response {
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
