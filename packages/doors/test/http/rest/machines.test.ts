import { verbs } from "@simpul/casework";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fileName } from "../../../src/http/files/file-name.ts";
import { ask, everyScope, openDoors, read } from "../../support.ts";
import type { Doors, Sent } from "../../support.ts";

let doors: Doors;
let key: string;

beforeAll(async () => {
  doors = await openDoors("hub", ["national", "64", "64.02"]);
  key = await doors.key("national");
});
afterAll(() => doors.deployment.close());

const post = (path: string, sent: Sent) =>
  ask(doors.app, "POST", `/api/v1${path}`, { key, ...sent });
const get = (path: string, sent: Sent = {}) =>
  ask(doors.app, "GET", `/api/v1${path}`, { key, ...sent });
const submit = async (json: object, as = key) => read(await post("/reports", { json, key: as }));

/** The smallest file that a decoder takes for a PNG: signature and header. */
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

async function readStored(answer: Response): Promise<{ id: string; type: string; size: number }> {
  // Proof: none; a test that reads what is not there compares with undefined, and fails.
  return JSON.parse(await answer.text()) as { id: string; type: string; size: number };
}

describe("attachments", () => {
  test("a file's content decides its type, and its answer is of what is kept", async () => {
    const answer = await post("/attachments", {
      body: png,
      headers: { "content-type": "application/pdf", "x-filename": "../../foto%20jalan.png" },
    });
    expect(answer.status).toBe(201);
    const stored = await readStored(answer);
    expect(stored.type).toBe("image/png");
    const { id } = await submit({ text: "Dengan foto", attachments: [stored.id] });
    expect(await read(await get(`/reports/${id}`))).toMatchObject({
      attachments: [
        { type: "image/png", size: stored.size, name: "foto jalan.png", available: true },
      ],
    });
  });

  test("nobody encloses another's file", async () => {
    const { id } = await read(await post("/attachments", { body: png }));
    const neighbour = await doors.key("national");
    const answer = await post("/reports", {
      key: neighbour,
      json: { text: "Curian", attachments: [id] },
    });
    expect(answer.status).toBe(422);
    expect(await read(answer)).toMatchObject({
      type: "/problems/attachment-unknown",
      errors: [{ pointer: "/attachments/0" }],
    });
  });

  test.each([
    ["a script", "#!/bin/sh\n"],
    ["a page", "<html><script>alert(1)</script>"],
    ["nothing", ""],
    ["a picture that breaks off", png.subarray(0, 9)],
    ["a program", Buffer.concat([Buffer.from("7f454c46020101", "hex"), Buffer.alloc(64)])],
  ])("%s is refused", async (_, body) => {
    const answer = await post("/attachments", { body, headers: { "content-type": "image/png" } });
    expect(answer.status).toBe(415);
    expect((await read(answer)).type).toBe("/problems/attachment-refused");
  });

  test("more than 25 MB is refused", async () => {
    const answer = await post("/attachments", {
      body: Buffer.concat([png, Buffer.alloc(25 * 1024 * 1024)]),
    });
    expect(answer.status).toBe(413);
    expect((await read(answer)).detail).toContain("25 MB");
  });

  test("a key that may not submit may not upload", async () => {
    const reader = await doors.key("national", ["reports:read"]);
    expect((await post("/attachments", { key: reader, body: png })).status).toBe(403);
  });

  test.each([
    [undefined, undefined, undefined],
    ["..", undefined, undefined],
    ["C:\\dokumen\\surat.pdf", undefined, "surat.pdf"],
    ["a\u202egpj.exe", undefined, "agpj.exe"],
    ["%2e%2e%2fetc%2fpasswd", undefined, "passwd"],
    ["100%", undefined, "100%"],
    [undefined, "attachment; filename*=UTF-8''jalan%20rusak.jpg", "jalan rusak.jpg"],
    [undefined, 'attachment; filename="a<b>.png"', "ab.png"],
    ["x".repeat(300), undefined, "x".repeat(120)],
  ])("a name %j with %j becomes %j", (given, disposition, name) => {
    expect(fileName(given, disposition)).toBe(name);
  });
});

describe("what changed", () => {
  test("is told once, in the order of arrival, to the tenant it happened to", async () => {
    const mine = await doors.key("64");
    const first = await submit({ text: "Satu" }, mine);
    await submit({ text: "Milik pusat" });
    const second = await submit({ text: "Dua" }, mine);
    await post(`/reports/${first.id}/hold`, { key: mine, json: { question: "Di mana?" } });

    const seen: Record<string, unknown>[] = [];
    let after: string | null = null;
    for (;;) {
      const page = await read(
        await get(`/changes?limit=2${after === null ? "" : `&after=${after}`}`, { key: mine }),
      );
      after = page.nextCursor;
      expect(after).not.toBeNull();
      if (page.items.length === 0) break;
      seen.push(...page.items);
    }
    expect(seen.map(({ reportId, type }) => [reportId, type])).toEqual([
      [first.id, "received"],
      [second.id, "received"],
      [first.id, "held"],
    ]);
    expect(seen[0]).toMatchObject({ trackingId: first.trackingId, state: "held" });
    await submit({ text: "Tiga" }, mine);
    expect((await read(await get(`/changes?after=${after}`, { key: mine }))).items).toHaveLength(1);
  });

  test("never passes over what a transaction that is still open will bring", async () => {
    const mine = await doors.key("64.02");
    await submit({ text: "Lebih dulu" }, mine);
    const start = (await read(await get("/changes", { key: mine }))).nextCursor;
    const { pg } = doors.deployment.asSuperuser().db;
    const early = await pg.reserve();
    await early`begin`;
    // A slow writer: it has its place in the order before the others, and commits after them.
    await early`
      insert into simpul.event (tenant, report, writer, seq, hash, id, type, epoch, at, payload)
      select tenant, report, 'slow', seq, hash, id, 'noted', epoch, at, payload
      from simpul.event where tenant = '64.02'`;
    await submit({ text: "Menyalip" }, mine);
    const meanwhile = await read(await get(`/changes?after=${start}`, { key: mine }));
    expect(meanwhile).toEqual({ items: [], nextCursor: start });
    await early`commit`;
    early.release();
    const then = await read(await get(`/changes?after=${start}`, { key: mine }));
    expect(then.items.map(({ type }) => type)).toEqual(["noted", "received"]);
  });

  test("about an accused tenant is not told to it", async () => {
    const mine = await doors.key("64");
    const { id } = await submit(
      { text: "Dugaan", class: "whistleblowing", accused: { tenant: "64" } },
      mine,
    );
    const told = await read(await get("/changes?limit=100", { key: mine }));
    expect(told.items.length).toBeGreaterThan(0);
    expect(told.items.map(({ reportId }) => reportId)).not.toContain(id);
  });

  test("needs its own scope, and a cursor of ours", async () => {
    const submitter = await doors.key("national", [
      "reports:submit",
      "reports:read",
      "reports:act",
    ]);
    const refused = await get("/changes", { key: submitter });
    expect(refused.status).toBe(403);
    expect((await read(refused)).detail).toContain("changes:read");
    expect((await get("/changes?after=eyJvIjotMX0")).status).toBe(400);
    const only = await doors.key("national", ["changes:read"]);
    expect((await get("/changes", { key: only })).status).toBe(200);
    expect((await get("/reports", { key: only })).status).toBe(403);
  });
});

describe("reference", () => {
  test("categories are named in the reader's language, tenants and units have their place", async () => {
    const categories = await read(
      await ask(doors.app, "GET", "/api/v1/categories", { headers: { "accept-language": "en" } }),
    );
    expect(categories.items).toContainEqual({
      code: "road",
      parent: "infrastructure",
      name: "Damaged road",
      asksRoadStatus: true,
    });
    const tenants = await read(await ask(doors.app, "GET", "/api/v1/tenants"));
    expect(tenants.items).toContainEqual(
      expect.objectContaining({ code: "64.02", parent: "64", kind: "regency" }),
    );
    const units = await read(await get("/units"));
    expect(units.items).toContainEqual({
      code: "inspektorat",
      name: "Inspektorat",
      parent: null,
      kind: "inspectorate",
    });
  });

  test("units are the key's own tenant's", async () => {
    expect((await get("/units?tenant=national")).status).toBe(200);
    expect((await get("/units?tenant=64")).status).toBe(404);
    expect((await ask(doors.app, "GET", "/api/v1/units")).status).toBe(401);
  });
});

describe("keys", () => {
  test("a revoked key is refused within seconds", async () => {
    const gone = await doors.key("national");
    expect((await get("/units", { key: gone })).status).toBe(200);
    await doors.deployment.asSuperuser().db
      .pg`update simpul.api_key set revoked_at = now() where id = ${gone.split("_")[2] ?? ""}`;
    await expect
      .poll(async () => (await get("/units", { key: gone })).status, {
        timeout: 5000,
        interval: 100,
      })
      .toBe(401);
  });

  test("a key has its rate, and is told what is left", async () => {
    const slow = await doors.key("national", everyScope, 3);
    const answers = [];
    for (let i = 0; i < 5; i += 1) answers.push(await get("/units", { key: slow }));
    expect(answers[0]?.headers.get("ratelimit-policy")).toBe('"key";q=3;w=1');
    expect(answers[0]?.headers.get("ratelimit")).toMatch(/^"key";r=2;t=\d+$/);
    const late = answers.find((each) => each.status === 429);
    expect(late?.headers.get("retry-after")).toMatch(/^[1-9]\d*$/);
    expect(late?.headers.get("content-type")).toContain("application/problem+json");
    expect((await get("/units")).status).toBe(200);
  });

  test("guessed keys cost no more than so many queries, and keep out no key that was right", async () => {
    const mine = await doors.key("national");
    const read = (authorization: string) =>
      ask(doors.app, "GET", "/api/v1/reports?limit=1", { headers: { authorization } });
    expect((await read(`Bearer ${mine}`)).status).toBe(200);
    const guesses = await Promise.all(
      Array.from({ length: 400 }, (_, i) => read(`Bearer simpul_national_guess${i}_secret`)),
    );
    const statuses = guesses.map((g) => g.status);
    expect(statuses.filter((s) => s === 401).length).toBeLessThan(300);
    expect(statuses.filter((s) => s === 429).length).toBeGreaterThan(100);
    expect((await read(`Bearer ${mine}`)).status).toBe(200);
  });
});

describe("the document", () => {
  interface Document {
    openapi: string;
    paths: Record<
      string,
      Record<
        string,
        {
          operationId: string;
          responses: object;
          requestBody?: { content: object };
          security: object[];
        }
      >
    >;
    webhooks: Record<string, object>;
  }
  const document = async () =>
    JSON.parse(await (await ask(doors.app, "GET", "/api/v1/openapi.json")).text()) as Document;

  test("is OpenAPI 3.1 and lists every verb with its body", async () => {
    const { openapi, paths, webhooks } = await document();
    expect(openapi).toMatch(/^3\.1\.\d$/);
    for (const verb of Object.keys(verbs)) {
      const operation = paths[`/api/v1/reports/{id}/${verb}`]?.["post"];
      expect(operation?.requestBody?.content, verb).toHaveProperty(["application/json", "schema"]);
      expect(operation?.responses).toHaveProperty("4XX");
    }
    expect(Object.keys(webhooks)).toEqual(["report.submitted"]);
    expect(paths["/api/v1/reports"]).toMatchObject({
      post: {
        requestBody: {
          content: {
            "application/json": { schema: { required: ["text"], additionalProperties: false } },
          },
        },
      },
    });
  });

  test("has no operation twice, none that is not there, and no reference that leads nowhere", async () => {
    const whole = await document();
    const operations = Object.entries(whole.paths).flatMap(([path, byMethod]) =>
      Object.entries(byMethod).map(([method, { operationId }]) => ({ path, method, operationId })),
    );
    expect(new Set(operations.map((each) => each.operationId)).size).toBe(operations.length);
    for (const { path, method } of operations) {
      const answer = await ask(
        doors.app,
        method.toUpperCase(),
        path.replace("{id}", "0000-0000-0000-0"),
      );
      if (answer.status === 404)
        expect((await read(answer)).type).toBe("/problems/tracking-id-unknown");
      expect([200, 202, 204, 401, 404, 422]).toContain(answer.status);
    }
    const references = [...JSON.stringify(whole).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(
      ([, at]) => at ?? "",
    );
    for (const at of references) expect(whole).toHaveProperty(at.split("/"));
  });
});

describe("the reference page", () => {
  test("loads nothing from anybody else, and has no script or style of its own", async () => {
    const page = await (await ask(doors.app, "GET", "/docs")).text();
    const loaded = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(
      ([, address]) => address ?? "",
    );
    expect(loaded.filter((each) => !each.startsWith("/docs/"))).toEqual(["data:,"]);
    expect(page).not.toMatch(/<script>|<style|\son\w+=|style=/);
    for (const address of loaded.filter((each) => each.startsWith("/docs/"))) {
      const answer = await ask(doors.app, "GET", address);
      expect(answer.status, address).toBe(200);
      expect(answer.headers.get("content-type")).toMatch(/^text\/(css|javascript); charset=utf-8$/);
      expect((await answer.text()).length).toBeGreaterThan(50);
    }
  });
});
