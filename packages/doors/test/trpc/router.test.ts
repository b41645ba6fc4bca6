import { issueKey } from "@simpul/casework";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask, everyScope, openDoors } from "../support.ts";
import type { Doors } from "../support.ts";

let doors: Doors;
let key: string;
beforeAll(async () => {
  doors = await openDoors("hub", ["national", "64"]);
  key = await doors.key("national");
});
afterAll(() => doors.deployment.close());

interface Answer {
  result?: { data: { id: string; state: string; version: number; items: { id: string }[] } };
  error?: {
    message: string;
    data: { code: string; httpStatus: number; failure: string | null; stack?: string };
  };
}

async function call(method: string, path: string, input?: unknown, as: string | undefined = key) {
  const query = input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`;
  const answer =
    method === "GET"
      ? await ask(doors.app, "GET", `/trpc/${path}${query}`, as === undefined ? {} : { key: as })
      : await ask(doors.app, "POST", `/trpc/${path}`, {
          json: input,
          ...(as === undefined ? {} : { key: as }),
        });
  // Proof: none; what is not there is undefined, and the test fails.
  return {
    status: answer.status,
    headers: answer.headers,
    body: JSON.parse(await answer.text()) as Answer,
  };
}

async function submitted(): Promise<string> {
  const answer = await ask(doors.app, "POST", "/api/v1/reports", {
    key,
    json: { text: "Jalan rusak" },
  });
  return (JSON.parse(await answer.text()) as { id: string }).id;
}

describe("the desk's API", () => {
  test("takes from the key's one rate, each call of a batch by itself", async () => {
    const slow = await doors.key("national", everyScope, 3);
    const path = Array.from({ length: 3 }, () => "reference.categories").join(",");
    const batch = () => ask(doors.app, "GET", `/trpc/${path}?batch=1&input={}`, { key: slow });
    expect((await batch()).status).toBe(200);
    const late = await batch();
    expect(late.status).toBe(429);
    expect(late.headers.get("retry-after")).toMatch(/^[1-9]\d*$/);
    expect((await ask(doors.app, "GET", "/api/v1/units", { key: slow })).status).toBe(429);
  });

  test("acts by the same verbs, with the version that was seen", async () => {
    const report = await submitted();
    const held = await call("POST", "report.hold", {
      report,
      ifVersion: 1,
      input: { question: "Di mana?" },
    });
    expect(held.body.result?.data).toMatchObject({ id: report, state: "held", version: 2 });
    const late = await call("POST", "report.archive", {
      report,
      ifVersion: 1,
      input: { reason: "spam" },
    });
    expect(late.status).toBe(412);
    expect(late.body.error?.data.failure).toBe("versionChanged");
    expect((await call("GET", "report.get", { report })).body.result?.data.state).toBe("held");
  });

  test("takes the same act once, and nothing else under its name", async () => {
    const report = await submitted();
    const once = "0d7b1c1e-1f0b-4d6b-9d37-3f6f7a0a1b11";
    const asked = { report, ifVersion: 1, once, input: { question: "Di mana?" } };
    const first = await call("POST", "report.hold", asked);
    expect(first.body.result?.data).toMatchObject({ state: "held", version: 2 });
    const again = await call("POST", "report.hold", asked);
    expect(again.body.result?.data).toMatchObject({ state: "held", version: 2 });
    const other = await call("POST", "report.hold", { ...asked, input: { question: "Kapan?" } });
    expect(other.body.error?.data.failure).toBe("bodyDiffers");
  });

  test("pages its list", async () => {
    await submitted();
    await submitted();
    const page = await call("GET", "report.list", { limit: 1 });
    expect(page.body.result?.data.items).toHaveLength(1);
  });

  test("knows the reference", async () => {
    for (const path of ["reference.categories", "reference.tenants", "reference.units"])
      expect((await call("GET", path)).status, path).toBe(200);
  });

  test("does not see another tenant's report", async () => {
    const report = await submitted();
    const foreign = await doors.key("64");
    const answer = await call("GET", "report.get", { report }, foreign);
    expect(answer.status).toBe(404);
    expect(answer.body.error?.data.failure).toBe("notFound");
  });

  test("needs a key", async () => {
    const answer = await ask(doors.app, "GET", "/trpc/reference.tenants");
    expect(answer.status).toBe(401);
    expect(answer.headers.get("content-security-policy")).toContain("default-src 'self'");
  });

  test.each([
    ["an unknown field", { report: "x", input: { question: "?", surprise: 1 } }],
    ["no input", {}],
    ["NUL", { report: "x", input: { question: "a\0b" } }],
    ["an array", []],
  ])("%s is refused without a stack or a word of ours", async (_, input) => {
    const answer = await call("POST", "report.hold", input);
    expect(answer.status).toBe(400);
    expect(answer.body.error?.message).toBe("invalid");
    expect(JSON.stringify(answer.body)).not.toMatch(/\.ts|stack|surprise"?:\s*1/);
  });

  test("a body that is no JSON, a wrong procedure and a body too large are the caller's fault", async () => {
    const json = { "content-type": "application/json" };
    const garbage = await ask(doors.app, "POST", "/trpc/report.hold", {
      key,
      body: "{",
      headers: json,
    });
    const nowhere = await ask(doors.app, "GET", "/trpc/report.explode", { key });
    const large = await ask(doors.app, "POST", "/trpc/report.hold", {
      key,
      body: " ".repeat(1024 * 1024 + 1),
      headers: json,
    });
    expect([garbage.status, nowhere.status, large.status]).toEqual([400, 404, 413]);
  });

  test("no more than twenty calls come in one request", async () => {
    const batch = (n: number) =>
      ask(
        doors.app,
        "GET",
        `/trpc/${Array.from({ length: n }, () => "reference.tenants").join(",")}?batch=1&input={}`,
        { key },
      );
    expect((await batch(20)).status).toBe(200);
    expect((await batch(21)).status).toBe(400);
  });

  test("a fault of ours is logged by its class, and told to nobody", async () => {
    const { key: broken } = await issueKey(
      doors.deployment.ctx,
      "national",
      "test",
      ["reports:read"],
      100,
    );
    const { pg } = doors.deployment.asSuperuser().db;
    await ask(doors.app, "GET", "/trpc/reference.tenants", { key: broken });
    await pg`alter table simpul.unit rename to unit_away`;
    const answer = await call("GET", "reference.units", undefined, broken);
    await pg`alter table simpul.unit_away rename to unit`;
    expect(answer.status).toBe(500);
    expect(answer.body.error?.message).toBe("internal");
    expect(JSON.stringify(answer.body)).not.toMatch(/unit"|relation|stack/);
    expect(doors.logged.at(-1)).toEqual({
      event: "trpc.failed",
      fields: { kind: "PostgresError", step: "reference.units" },
    });
  });
});
