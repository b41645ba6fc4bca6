import type { Context as Casework } from "@simpul/casework";
import type { Deployment } from "@simpul/federation";
import { Hono } from "hono";
import type { Context } from "hono";
import { failureProblem, problem } from "../problem.ts";
import { attachmentEndpoints } from "./attachments.ts";
import { changeEndpoints } from "./changes.ts";
import type { Endpoint } from "./deps.ts";
import { base, documentOf } from "./document.ts";
import { dossierEndpoints } from "./dossier.ts";
import { keyring } from "./keys.ts";
import { outlookEndpoints } from "./outlook.ts";
import { rateHeaders, rates } from "./rate.ts";
import type { Admit } from "./rate.ts";
import { referenceEndpoints } from "./reference.ts";
import { referencePage } from "./reference-page.ts";
import { reportEndpoints } from "./reports.ts";
import { verbEndpoints } from "./verbs.ts";

export interface RestOptions {
  readonly ctx: Casework;
  readonly version: string;
  /** Shared with the other doors that a key opens: its rate is the key's, not the door's. */
  readonly admit?: Admit;
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
export function restRoutes({ ctx, version, admit = rates(), deployment }: RestOptions): Hono {
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
    if (authorization === undefined || endpoint.access === "anyone")
      return endpoint.access === "key"
        ? problem(c, "unauthenticated")
        : endpoint.handle({ c, ctx, machine: undefined });

    const known = await authenticate(authorization);
    if (known.outcome === "failed") return failureProblem(c, known);
    if (known.outcome === "wait") return tooMany(c, known.seconds);
    const { actor: machine, rate } = known.value;
    const allowance = admit(`${machine.tenant}/${machine.id}`, rate);
    const headers = rateHeaders(rate, allowance);
    if (allowance.outcome === "wait") return tooMany(c, allowance.seconds, headers);
    const given = await endpoint.handle({ c, ctx, machine });
    for (const [name, value] of Object.entries(headers)) given.headers.set(name, value);
    return given;
  }
}

/** @param seconds until it is worth asking again */
export function tooMany(
  c: Context,
  seconds: number,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return problem(c, "tooManyRequests", {
    parameters: { seconds },
    headers: { ...headers, "retry-after": String(seconds) },
  });
}
