import { describe, expect, test } from "vitest";
import { signMessages } from "../fixtures/sign.ts";
import {
  contentHash,
  encodeBase64url,
  openContent,
  parsePostAnswer,
  parsePostBody,
  parsePullAnswer,
  parsePullBody,
  sha256,
  type ContentItem,
} from "../src/index.ts";

const { event: jws, receipt } = await signMessages();
const salt = Buffer.alloc(16, 3);
const bytes = Buffer.from("Jalan berlubang");
const content: ContentItem = {
  hash: contentHash(salt, bytes),
  salt: encodeBase64url(salt),
  size: bytes.length,
  type: "text/plain; charset=utf-8",
  bytes: encodeBase64url(bytes),
};
const item = {
  position: 7,
  to: "64.71",
  jws,
  content: [content],
  traceparent: `00-${"a".repeat(32)}-${"b".repeat(16)}-01`,
};
const post = { generation: "g1", items: [item, { ...item, position: 9 }] };
const postAnswer = { receipt, want: [sha256("x")], directory: 3 };
const pull = { generation: "g1", after: 0, receipt, wait: 25, backlog: 4 };
const pullAnswer = { generation: "g1", items: [item], more: false, directory: 3, want: [] };

test("bodies and answers are read as they were written", () => {
  expect(parsePostBody(post)).toEqual({ outcome: "parsed", body: post });
  expect(parsePostAnswer(postAnswer)).toEqual({ outcome: "parsed", body: postAnswer });
  expect(parsePullBody(pull)).toEqual({ outcome: "parsed", body: pull });
  const [messages, taken] = [[jws], [sha256("x")]];
  for (const [parse, body] of [
    [parsePostBody, { ...post, messages }],
    [parsePostAnswer, { ...postAnswer, taken }],
    [parsePullBody, { ...pull, taken: [] }],
    [parsePullAnswer, { ...pullAnswer, messages }],
  ] as const)
    expect(parse(body)).toEqual({ outcome: "parsed", body });
  expect(parsePullBody({ generation: "g1", after: 0, backlog: 0 })).toMatchObject({
    outcome: "parsed",
  });
  expect(parsePullAnswer(pullAnswer)).toEqual({ outcome: "parsed", body: pullAnswer });
});

describe("a refusal points at what is wrong", () => {
  const withItem = (change: object) => ({ ...post, items: [{ ...item, ...change }] });
  const withContent = (change: object) => withItem({ content: [{ ...content, ...change }] });

  test.each<[string, unknown]>([
    ["", null],
    ["", []],
    ["/items", { generation: "g1" }],
    ["/generation", { ...post, generation: "a b" }],
    [
      "/items",
      { ...post, items: Array.from({ length: 101 }, (_, n) => ({ ...item, position: n + 1 })) },
    ],
    ["/items/1/position", { ...post, items: [item, item] }],
    ["/items/0/position", withItem({ position: 0 })],
    ["/items/0/to", withItem({ to: "Kota Balikpapan" })],
    ["/items/0/jws", withItem({ jws: "a.b" })],
    ["/items/0/traceparent", withItem({ traceparent: undefined })],
    ["/items/0/more", withItem({ more: 1 })],
    ["/items/0/content/0/salt", withContent({ salt: "AAAA" })],
    ["/items/0/content/0/size", withContent({ size: -1 })],
    ["/items/0/content/0/type", withContent({ type: "text" })],
    ["/items/0/content/0/bytes", withContent({ bytes: "A" })],
    ["/items/0/content/0/name", withContent({ name: "" })],
  ])("%s %#", (pointer, body) => {
    expect(parsePostBody(body)).toMatchObject({ outcome: "refused", code: "malformed", pointer });
  });

  test.each<[string, object]>([
    ["/wait", { wait: 26 }],
    ["/after", { after: -1 }],
    ["/receipt", { receipt: null }],
    ["/backlog", { backlog: undefined }],
  ])("%s of a pull", (pointer, change) => {
    expect(parsePullBody({ ...pull, ...change })).toMatchObject({ code: "malformed", pointer });
  });

  test("of the answers", () => {
    expect(parsePostAnswer({ ...postAnswer, want: ["x"] })).toMatchObject({ pointer: "/want/0" });
    expect(parsePullAnswer({ ...pullAnswer, more: "no" })).toMatchObject({ pointer: "/more" });
  });
});

describe("content that came inline", () => {
  const { bytes: _, ...elsewhere } = content;

  test("is opened if it is what its hash names", () => {
    expect(openContent(content)).toEqual({ outcome: "opened", bytes });
    expect(openContent(elsewhere)).toEqual({ outcome: "elsewhere" });
  });

  test.each<[string, Partial<ContentItem>]>([
    ["other bytes", { bytes: encodeBase64url("Jalan berlubanG") }],
    ["another salt", { salt: encodeBase64url(Buffer.alloc(16, 4)) }],
    ["another size", { size: 14 }],
    [
      "a byte moved from the content to the salt",
      { hash: contentHash(Buffer.concat([salt, bytes.subarray(0, 1)]), bytes) },
    ],
  ])("is refused with %s", (_what, change) => {
    expect(openContent({ ...content, ...change })).toMatchObject({ code: "contentMismatch" });
  });
});
