import { Hono } from "hono";
import { expect, test } from "vitest";
import { deskOf } from "../../../src/http/auth/desk.ts";

/** Which desk a request is at, for a deployment of these tenants. */
async function at(here: readonly string[], host: string, inPath?: string): Promise<string> {
  const tenantHosts = new Map([
    ["lapor.balikpapan.go.id", "64.71"],
    ["lapor.sleman.go.id", "34.04"],
  ]);
  // Proof: `deskOf` looks at nothing else of the context.
  const ctx = { here: { tenants: () => here } } as unknown as Parameters<typeof deskOf>[0]["ctx"];
  const app = new Hono().get("/", (c) => c.text(deskOf({ ctx, tenantHosts }, c, inPath) ?? "none"));
  return (await app.request("/", { headers: { host } })).text();
}

test("the path names the desk, before the host", async () => {
  expect(await at(["64", "64.71"], "lapor.balikpapan.go.id", "64")).toBe("64");
});

test("a host names its tenant's desk, with or without a port, and however it is written", async () => {
  expect(await at(["64", "64.71"], "lapor.balikpapan.go.id")).toBe("64.71");
  expect(await at(["64", "64.71"], "Lapor.Balikpapan.go.id:8443")).toBe("64.71");
});

test("the only tenant has the only desk", async () => {
  expect(await at(["national"], "anything.example")).toBe("national");
});

test("of several tenants an unknown host names none", async () => {
  expect(await at(["64", "64.71"], "anything.example")).toBe("none");
});

test("a tenant that is hosted elsewhere has no desk here", async () => {
  expect(await at(["64", "64.71"], "lapor.sleman.go.id")).toBe("none");
  expect(await at(["64", "64.71"], "lapor.balikpapan.go.id", "34.04")).toBe("none");
  expect(await at(["64.71"], "lapor.sleman.go.id")).toBe("none");
});
