import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { clamdAt } from "../../src/media/clamd.ts";
import { clamdFake, eicar } from "./clamd-fake.ts";

// The clamd is played in this process: it speaks the protocol of clamd(8) and knows one signature.

test("what is clean is clean, and the scanner was given every byte of it", async () => {
  const clamd = await clamdFake();
  const bytes = randomBytes(1_000_000);
  expect(await clamdAt(clamd.address)(bytes)).toEqual({ outcome: "clean" });
  expect(clamd.seen.map((each) => each.equals(bytes))).toEqual([true]);
});

test("an empty file too", async () => {
  expect(await clamdAt((await clamdFake()).address)(new Uint8Array())).toEqual({
    outcome: "clean",
  });
});

test("what it knows is named, also across two chunks", async () => {
  const { address } = await clamdFake();
  const found = { outcome: "infected", found: "Eicar-Test-Signature" };
  expect(await clamdAt(address)(eicar)).toEqual(found);
  const across = Buffer.concat([randomBytes(64 * 1024 - 10), eicar, randomBytes(50)]);
  expect(await clamdAt(address)(across)).toEqual(found);
});

test("by a unix socket as by a port", async () => {
  const folder = await mkdtemp(join(tmpdir(), "simpul-clamd-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const { address } = await clamdFake({ path: join(folder, "clamd.sock") });
  expect(await clamdAt(address)(eicar)).toMatchObject({ outcome: "infected" });
});

test("what it will not look at is not clean", async () => {
  const { address } = await clamdFake({ most: 100_000 });
  expect(await clamdAt(address)(randomBytes(5_000_000))).toEqual({ outcome: "refused" });
});

test.each([
  ["closes at once", (socket: { destroy(): void }) => socket.destroy()],
  [
    "says something else",
    (socket: { end(text: string): void }) => socket.end("220 mail.example ESMTP\r\n"),
  ],
  ["says half of a word", (socket: { end(text: string): void }) => socket.end("stream: ")],
  [
    "claims to be clean without the end of its line",
    (socket: { end(text: string): void }) => socket.end("stream: OKAY\0"),
  ],
  [
    "talks for ever",
    (socket: { write(text: string): void }) => {
      socket.write("x".repeat(10_000));
    },
  ],
])("one that %s is away", async (_, instead) => {
  const { address } = await clamdFake({ instead });
  expect(await clamdAt(address)(randomBytes(300_000))).toEqual({ outcome: "away" });
});

test("one that nobody started is away", async () => {
  const clamd = await clamdFake();
  await clamd.close();
  expect(await clamdAt(clamd.address)(eicar)).toEqual({ outcome: "away" });
  expect(await clamdAt("/nowhere/clamd.sock")(eicar)).toEqual({ outcome: "away" });
});
