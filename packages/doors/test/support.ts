import { issueKey } from "@simpul/casework";
import type { KeyScope } from "@simpul/access";
import type { Hono } from "hono";
import { inject } from "vitest";
import { testDeployment } from "../../testkit/src/index.ts";
import type { Deployment } from "../../testkit/src/index.ts";
import { healthRoutes } from "../src/health.ts";
import { createApp } from "../src/http/app.ts";
import type { Observation } from "../src/http/observed.ts";
import { restRoutes } from "../src/http/rest/routes.ts";
import { trpcRoutes } from "../src/trpc/routes.ts";

export const everyScope: readonly KeyScope[] = [
  "reports:submit",
  "reports:read",
  "reports:act",
  "changes:read",
];

export interface Doors {
  readonly deployment: Deployment;
  readonly app: Hono;
  readonly observed: Observation[];
  readonly logged: { event: string; fields: object }[];
  key(tenant: string, scopes?: readonly KeyScope[], rate?: number): Promise<string>;
}

/** All doors of a deployment in this process; requests go to `app.request`. */
export async function openDoors(kind: "hub" | "node", hosted?: readonly string[]): Promise<Doors> {
  const deployment = await testDeployment({
    adminUrl: inject("adminUrl"),
    kind,
    ...(hosted === undefined ? {} : { hosted }),
  });
  const { ctx } = deployment;
  const observed: Observation[] = [];
  const logged: { event: string; fields: object }[] = [];
  const log = { error: (event: string, fields: object) => void logged.push({ event, fields }) };
  const app = createApp({
    parts: [restRoutes({ ctx, version: "0.0.0" }), trpcRoutes({ ctx, log }), healthRoutes([])],
    log,
    observe: (seen) => void observed.push(seen),
  });
  return {
    deployment,
    app,
    observed,
    logged,
    key: async (tenant, scopes = everyScope, rate = 10_000) =>
      (await issueKey(ctx, tenant, "test", scopes, rate)).key,
  };
}

export type Sent = Omit<RequestInit, "body"> & {
  duplex?: "half";
  key?: string;
  json?: unknown;
  body?: NonNullable<RequestInit["body"]>;
};

export function ask(
  app: Hono,
  method: string,
  path: string,
  { key, json, body, headers, ...rest }: Sent = {},
): Promise<Response> {
  return Promise.resolve(
    app.request(path, {
      method,
      ...rest,
      headers: {
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
        ...(json === undefined ? {} : { "content-type": "application/json" }),
        ...Object.fromEntries(new Headers(headers)),
      },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      ...(body === undefined ? {} : { body }),
    }),
  );
}

/** What a door answered, as far as the tests look at it. */
export interface Told {
  readonly id: string;
  readonly trackingId: string;
  readonly state: string;
  readonly version: number;
  readonly text?: string;
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly errors: readonly { pointer?: string; parameter?: string; detail: string }[];
  readonly items: readonly Record<string, unknown>[];
  readonly nextCursor: string | null;
  readonly notes: readonly unknown[];
  readonly failing: readonly string[];
}

export async function read(answer: Response): Promise<Told> {
  // Proof: none; a test that reads what is not there compares with undefined, and fails.
  return JSON.parse(await answer.text()) as Told;
}
