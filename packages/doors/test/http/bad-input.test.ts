import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask, openDoors, read } from "../support.ts";
import type { Doors, Sent } from "../support.ts";

let doors: Doors;
let key: string;
let report: string;

beforeAll(async () => {
  doors = await openDoors("hub");
  key = await doors.key("national");
  report = (
    await read(await ask(doors.app, "POST", "/api/v1/reports", { key, json: { text: "Ada" } }))
  ).id;
});
afterAll(() => doors.deployment.close());

const json = { "content-type": "application/json" };
const bytes = (...parts: (string | number[])[]) =>
  new Uint8Array(
    Buffer.concat(
      parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Buffer.from(part))),
    ),
  );

const bodies: readonly [string, number, Sent][] = [
  ["broken off", 400, { body: '{"text":"a"', headers: json }],
  ["no JSON", 400, { body: "text=a", headers: json }],
  ["a byte order mark", 400, { body: bytes([0xef, 0xbb, 0xbf], '{"text":"a"}'), headers: json }],
  ["two values", 400, { body: '{"text":"a"}{}', headers: json }],
  ["a member that stands twice", 400, { body: '{"text":"a","text":"b"}', headers: json }],
  ["__proto__", 400, { body: '{"text":"a","__proto__":{}}', headers: json }],
  [
    "nested a thousand deep",
    400,
    { body: `{"text":${"[".repeat(1000)}${"]".repeat(1000)}}`, headers: json },
  ],
  ["nested a hundred thousand deep", 400, { body: "[".repeat(100_000), headers: json }],
  ["NUL", 400, { body: '{"text":"a\\u0000b"}', headers: json }],
  ["a lone surrogate", 400, { body: '{"text":"\\ud800"}', headers: json }],
  ["invalid UTF-8", 400, { body: bytes('{"text":"', [0xc3, 0x28], '"}'), headers: json }],
  ["a number out of range", 400, { body: '{"text":"a","score":1e999}', headers: json }],
  ["over 1 MB", 413, { body: `{"text":"${"a".repeat(1024 * 1024)}"}`, headers: json }],
  [
    "form data",
    415,
    { body: "text=a", headers: { "content-type": "application/x-www-form-urlencoded" } },
  ],
  [
    "multipart",
    415,
    { body: "--x--", headers: { "content-type": "multipart/form-data; boundary=x" } },
  ],
  ["text", 415, { body: '{"text":"a"}', headers: { "content-type": "text/plain" } }],
  [
    "another charset",
    415,
    { body: '{"text":"a"}', headers: { "content-type": "application/json; charset=utf-16" } },
  ],
  [
    "compressed",
    415,
    { body: bytes([0x1f, 0x8b]), headers: { ...json, "content-encoding": "gzip" } },
  ],
  ["an array", 422, { json: [] }],
  ["null", 422, { json: null }],
  ["a string", 422, { json: "text" }],
  ["a wrong type", 422, { json: { text: 5, question: 5 } }],
  ["empty text", 422, { json: { text: "", question: "" } }],
  ["text too long", 422, { json: { text: "a".repeat(20_001), question: "a".repeat(20_001) } }],
  ["an unknown field", 422, { json: { text: "a", question: "a", surprise: true } }],
];

describe.each([
  ["a new report", () => "/api/v1/reports"],
  ["a verb", () => `/api/v1/reports/${report}/hold`],
])("%s", (_, path) => {
  test.each(bodies)("with %s is answered %i, and nothing is stored", async (name, status, sent) => {
    const before = await count();
    const answer = await ask(doors.app, "POST", path(), { key, ...sent });
    expect(answer.status, name).toBe(status);
    expect(answer.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
    const body = await read(answer);
    expect(Object.keys(body).filter((each) => each !== "errors")).toEqual([
      "type",
      "title",
      "status",
      "detail",
    ]);
    expect(body.status).toBe(status);
    expect(body.detail).not.toMatch(/[{}]|undefined/);
    if (status === 422) expect(body.errors.length).toBeGreaterThan(0);
    expect(await count()).toEqual(before);
  });

  test("without a key, with a wrong one or with none of ours is 401", async () => {
    const wrong = `${key.slice(0, -1)}${key.endsWith("A") ? "B" : "A"}`;
    const others = ["", "x", wrong, key.replace("national", "64.02"), `${key}_x`, "ü".repeat(10)];
    for (const each of [undefined, ...others.map((k) => `Bearer ${k}`), `Basic ${key}`, key]) {
      const answer = await ask(doors.app, "POST", path(), {
        json: { text: "a" },
        headers: each === undefined ? {} : { authorization: encodeURI(each) },
      });
      expect(answer.status, each).toBe(401);
      expect(answer.headers.get("www-authenticate")).toBe("Bearer");
    }
  });
});

async function count(): Promise<unknown> {
  const [row] = await doors.deployment.asSuperuser().db.pg`
    select (select count(*) from simpul.report) as reports, (select count(*) from simpul.event) as events,
      (select count(*) from simpul.dedup) as keys`;
  return row;
}

test.each([
  ["20 000 characters beyond the basic plane", "😀".repeat(20_000), 201],
  ["20 001 characters beyond the basic plane", "😀".repeat(20_001), 422],
])("%s", async (_, text, status) => {
  expect((await ask(doors.app, "POST", "/api/v1/reports", { key, json: { text } })).status).toBe(
    status,
  );
});

test("each field at fault is pointed at, in the reader's language", async () => {
  const sent = {
    key,
    json: { text: 5, place: { area: "64", latitud: 1 }, contact: { email: "x" } },
  };
  const body = await read(
    await ask(doors.app, "POST", "/api/v1/reports", {
      ...sent,
      headers: { "accept-language": "en" },
    }),
  );
  expect(body.title).toBe("Some fields are not right");
  expect(body.errors.map((e) => e.pointer).toSorted()).toEqual([
    "/contact/email",
    "/place/latitud",
    "/text",
  ]);
  expect(body.errors.find((e) => e.pointer === "/place/latitud")?.detail).toBe(
    "Remove the field latitud or check its spelling.",
  );
  const indonesian = await ask(doors.app, "POST", "/api/v1/reports", sent);
  expect(indonesian.headers.get("content-language")).toBe("id");
  expect((await read(indonesian)).title).toBe("Ada isian yang belum benar");
});

test.each([
  "/api/v1/reports/%00",
  "/api/v1/reports/%ff",
  "/api/v1/reports/%E0%A4%A",
  `/api/v1/reports/${"a".repeat(5000)}`,
  "/api/v1/reports/..%2f..%2fetc",
])("%s names no report", async (path) => {
  for (const sent of [{ key }, {}])
    expect((await ask(doors.app, "GET", path, sent)).status).toBe(404);
});

test("a body that never ends is cut off, after its sender had time to hear why", async () => {
  let given = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      given += 65_536;
      controller.enqueue(new Uint8Array(65_536).fill(0x20));
    },
  });
  const answer = await ask(doors.app, "POST", "/api/v1/reports", {
    key,
    body: endless,
    headers: json,
    duplex: "half",
  });
  expect(answer.status).toBe(413);
  expect(given).toBeLessThan((64 + 1 + 1) * 1024 * 1024);
});

test.each(["idempotency-key"])("%s of something unprintable is refused", async (name) => {
  for (const value of ["\u00e9", "x".repeat(256)]) {
    const answer = await ask(doors.app, "POST", "/api/v1/reports", {
      key,
      json: { text: "a" },
      headers: { [name]: value },
    });
    expect(answer.status).toBe(400);
    expect((await read(answer)).type).toBe("/problems/idempotency-key-invalid");
  }
});
