import { once } from "node:events";
import { createServer } from "node:net";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { readMail, startSandbox } from "../../../testkit/src/index.ts";
import type { Sandbox } from "../../../testkit/src/index.ts";
import { smtpClient } from "../../src/index.ts";
import type { OutgoingMail, SmtpClient } from "../../src/index.ts";

const answers: Readonly<Record<string, number>> = {
  "nobody@warga.example": 550,
  "full@warga.example": 452,
};
let sandbox: Sandbox;
const clients: SmtpClient[] = [];

beforeAll(async () => {
  sandbox = await startSandbox({ refuses: (to) => answers[to] });
});
afterAll(() => sandbox.close());
afterEach(() => {
  for (const each of clients.splice(0)) each.close();
});

function client(url = sandbox.smtpUrl): SmtpClient {
  const made = smtpClient({ url, from: "simpul@hub.example" });
  clients.push(made);
  return made;
}

const mail = (changes: Partial<OutgoingMail> = {}): OutgoingMail => ({
  messageId: "0199aaaa-0000-7000-8000-000000000001",
  fromName: "Kota Balikpapan",
  to: "rahma@warga.example",
  lang: "id",
  subject: "Kode untuk laporan",
  text: "Kode Anda: 4815",
  html: "<!doctype html><p>Kode Anda: 4815</p>",
  ...changes,
});

test("a mail arrives as it was meant: both forms, who writes, and that a machine did", async () => {
  expect(await client().send(mail())).toEqual({ outcome: "sent" });
  const [got] = sandbox.list("email").slice(-1);
  expect(got).toMatchObject({ channel: "email", to: "rahma@warga.example" });
  const read = await readMail(got?.raw ?? "");
  expect(read.from).toEqual({ name: "Kota Balikpapan", address: "simpul@hub.example" });
  expect(read.subject).toBe("Kode untuk laporan");
  expect(read.text?.trim()).toBe("Kode Anda: 4815");
  expect(read.html).toContain("<p>Kode Anda: 4815</p>");
  expect(read.messageId).toBe("<0199aaaa-0000-7000-8000-000000000001@hub.example>");
  const headers = new Map(read.headers.map(({ key, value }) => [key, value]));
  expect(headers.get("auto-submitted")).toBe("auto-generated");
  expect(headers.get("content-language")).toBe("id");
  expect(read.attachments).toEqual([]);
});

test("what was typed into a name or a subject makes no header and no second recipient", async () => {
  const evil = "Kota\r\nBcc: all@evil.example\r\nX-Evil: 1\n\n<script>";
  expect(await client().send(mail({ fromName: evil, subject: evil }))).toEqual({ outcome: "sent" });
  const [got] = sandbox.list("email").slice(-1);
  expect(got?.to).toBe("rahma@warga.example");
  const { headers, bcc, from } = await readMail(got?.raw ?? "");
  expect(headers.map(({ key }) => key)).not.toContain("x-evil");
  expect(bcc ?? []).toEqual([]);
  expect(from?.address).toBe("simpul@hub.example");
});

test.each([
  "a@b.example\r\nRCPT TO:<c@b.example>",
  "a@b.example>\r\nDATA",
  "a@b.example,c@b.example",
])("an address that is none reaches nobody: %j", async (to) => {
  const before = sandbox.list().length;
  expect(await client().send(mail({ to }))).toEqual({ outcome: "refused", code: "badAddress" });
  expect(sandbox.list()).toHaveLength(before);
});

test("a mailbox that is not there is refused for good, a full one later", async () => {
  const both = client();
  expect(await both.send(mail({ to: "nobody@warga.example" }))).toEqual({
    outcome: "refused",
    code: "smtp550",
  });
  expect(await both.send(mail({ to: "full@warga.example" }))).toEqual({
    outcome: "later",
    code: "smtp452",
  });
});

test("a server that is away, and one that takes no one in, are asked again", async () => {
  const silent = createServer((socket) => socket.end("554 not today\r\n"));
  silent.listen(0, "127.0.0.1");
  await once(silent, "listening");
  const address = silent.address();
  const port = typeof address === "object" ? address?.port : 0;
  expect(await client(`smtp://127.0.0.1:${port}`).send(mail())).toMatchObject({ outcome: "later" });
  silent.close();
  await once(silent, "close");
  expect(await client(`smtp://127.0.0.1:${port}`).send(mail())).toMatchObject({ outcome: "later" });
});

test("after it was closed it sends nothing, and says so", async () => {
  const closed = client();
  closed.close();
  expect(await closed.send(mail())).toEqual({ outcome: "later", code: "closing" });
});
