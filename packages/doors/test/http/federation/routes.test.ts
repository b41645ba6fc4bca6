import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { testFederation } from "../../../../testkit/src/index.ts";
import type { Federation } from "../../../../testkit/src/index.ts";
import { federationRoutes } from "../../../src/http/federation/routes.ts";

let federation: Federation;
beforeAll(async () => {
  federation = await testFederation({ adminUrl: inject("adminUrl"), nodes: {} });
}, 60_000);
afterAll(() => federation?.close());

describe("a caller whom nobody knows", () => {
  it.each<[string, Record<string, string>]>([
    ["without a token", {}],
    ["with a token that is none", { "simpul-hop": "nobody.knows.this" }],
  ])("%s has no more of a body taken than a node's own calls are long", async (_, headers) => {
    const { deployment } = federation.hub;
    const { routes, side } = federationRoutes({ deployment, publicUrl: federation.hubUrl });
    let given = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        given += 65_536;
        controller.enqueue(new Uint8Array(65_536));
      },
    });
    const init: RequestInit & { duplex: "half" } = {
      method: "PUT",
      body: endless,
      headers,
      duplex: "half",
    };
    const answered = await routes.request(`/federation/v1/content/${"A".repeat(43)}`, init);
    side.close();
    expect(answered.status).toBe(401);
    expect(given).toBeLessThan(5 * 1024 * 1024);
  });
});
