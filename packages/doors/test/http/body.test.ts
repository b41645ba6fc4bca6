import { Hono } from "hono";
import { expect, test } from "vitest";
import { readBody } from "../../src/http/body.ts";

const limit = { bytes: 10, said: "10 bytes", milliseconds: 50 };
const app = new Hono().post("/", async (c) => {
  const body = await readBody(c, limit);
  return body.outcome === "answered" ? body.answer : c.text(Buffer.from(body.value).toString());
});
const send = (body: NonNullable<RequestInit["body"]>, headers: Record<string, string> = {}) =>
  Promise.resolve(app.request("/", { method: "POST", body, headers, duplex: "half" }));

test("a body is read whole, to its last byte", async () => {
  expect(await (await send("0123456789")).text()).toBe("0123456789");
});

test.each([
  ["declared", { "content-length": "11" }],
  ["not declared", {}],
])("one byte more is refused, %s", async (_, headers: Record<string, string>) => {
  const answer = await send("0123456789a", headers);
  expect(answer.status).toBe(413);
  expect(await answer.text()).toContain("10 bytes");
});

test("a declared length that is not kept does not matter", async () => {
  expect((await send("0123456789a", { "content-length": "3" })).status).toBe(413);
});

test("who sends too slowly is answered before the end", async () => {
  const silent = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new Uint8Array(1)),
  });
  const answer = await send(silent);
  expect(answer.status).toBe(408);
  expect(answer.headers.get("connection")).toBe("close");
});

test("who breaks off is not our fault", async () => {
  const broken = new ReadableStream<Uint8Array>({
    start: (controller) => controller.error(new Error("gone")),
  });
  expect((await send(broken)).status).toBe(400);
});
