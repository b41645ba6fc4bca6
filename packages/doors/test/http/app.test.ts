import { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { problemAt, statuses, typeOf } from "../../src/failures.ts";
import { healthRoutes } from "../../src/health.ts";
import { createApp } from "../../src/http/app.ts";
import { ask, openDoors, read } from "../support.ts";
import type { Doors } from "../support.ts";

let doors: Doors;
beforeAll(async () => {
  doors = await openDoors("hub");
});
afterAll(() => doors.deployment.close());

describe("every answer", () => {
  test.each([
    "/healthz",
    "/docs",
    "/nowhere",
    "/api/v1/reports",
    "/api/v1/categories",
    "/problems/not-found",
  ])("of %s carries what protects its reader", async (path) => {
    const { headers } = await ask(doors.app, "GET", path);
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{32,36}$/);
  });

  test("is counted by its route's pattern, never by its path", async () => {
    await ask(doors.app, "GET", "/api/v1/reports/7K3M-92QX-4TVB-X");
    expect(doors.observed.at(-1)).toMatchObject({
      method: "GET",
      route: "/api/v1/reports/:id",
      status: 404,
    });
    await ask(doors.app, "GET", "/wp-login.php");
    expect(doors.observed.at(-1)).toMatchObject({ route: "unmatched", status: 404 });
    expect(doors.observed.at(-1)?.seconds).toBeGreaterThan(0);
  });
});

describe("what nobody foresaw", () => {
  const failing = (error: Error) => {
    const logged: { event: string; fields: object }[] = [];
    const part = new Hono().get("/fails", () => {
      throw error;
    });
    const log = { error: (event: string, fields: object) => void logged.push({ event, fields }) };
    return { logged, app: createApp({ parts: [part], log, observe: () => {} }) };
  };

  test("is told with the request's id and nothing else", async () => {
    const { app, logged } = failing(
      Object.assign(new TypeError("Budi's phone is 0812"), { code: "42P01" }),
    );
    const answer = await app.request("/fails", { headers: { "accept-language": "en" } });
    const text = await answer.text();
    expect(answer.status).toBe(500);
    expect(text).not.toMatch(/Budi|0812|TypeError|\.ts/);
    expect(text).toContain(answer.headers.get("x-request-id"));
    expect(logged).toEqual([
      {
        event: "request.failed",
        fields: { kind: "TypeError", code: "42P01", method: "GET", route: "/fails" },
      },
    ]);
  });

  test("is no fault of ours while the database is away", async () => {
    const { app } = failing(Object.assign(new Error("connect"), { code: "ECONNREFUSED" }));
    const answer = await app.request("/fails");
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBe("5");
  });
});

describe("problems", () => {
  test.each(Object.keys(statuses))("%s has an address that explains it", async (name) => {
    // Proof: a key of `statuses`.
    const type = typeOf(name as keyof typeof statuses);
    expect(type).toMatch(/^\/problems\/[a-z]+(-[a-z]+)*$/);
    expect(problemAt(type)).toBe(name);
    const page = await ask(doors.app, "GET", type, { headers: { "accept-language": "en" } });
    expect(page.status).toBe(200);
    expect(await page.text()).toMatch(/<html lang="en">[^]*<h1>[A-Z]/);
  });

  test("of another name have none", async () => {
    for (const slug of ["nothing", "NotFound", "constructor"])
      expect((await ask(doors.app, "GET", `/problems/${slug}`)).status).toBe(404);
  });
});

test("a wrong method is told from a wrong address", async () => {
  const wrong = await ask(doors.app, "DELETE", "/api/v1/reports");
  expect(wrong.status).toBe(405);
  expect(wrong.headers.get("allow")).toBe("GET, POST, HEAD");
  expect((await ask(doors.app, "HEAD", "/healthz")).status).toBe(200);
  const nowhere = await ask(doors.app, "POST", "/api/v1/nowhere");
  expect(nowhere.status).toBe(404);
  expect(await read(nowhere)).toMatchObject({ type: "/problems/not-found", status: 404 });
});

describe("readiness", () => {
  const app = (ok: () => Promise<boolean>) =>
    healthRoutes([
      { name: "database", ok: async () => true },
      { name: "worker", ok },
    ]);

  test("is what all checks agree on", async () => {
    expect((await app(async () => true).request("/readyz")).status).toBe(200);
  });

  test.each([
    ["says no", async () => false],
    ["throws", () => Promise.reject(new Error("gone"))],
    ["never answers", () => new Promise<boolean>(() => {})],
  ])("names the check that %s", async (_, ok) => {
    const answer = await app(ok).request("/readyz");
    expect(answer.status).toBe(503);
    expect((await read(answer)).failing).toEqual(["worker"]);
    expect((await app(ok).request("/healthz")).status).toBe(200);
  });
});
