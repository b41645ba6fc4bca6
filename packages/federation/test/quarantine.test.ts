import { checkFiles, readReport, receive, upload, verbs } from "@simpul/casework";
import type { Context, FileCare } from "@simpul/casework";
import { keptAs } from "@simpul/testkit";
import type { Federation } from "@simpul/testkit";
import { afterAll, beforeAll, expect, it } from "vitest";
import { callsTo, CallFailure } from "../src/calls.ts";
import { heldBytes } from "../src/content.ts";
import { expectHealed, key, nodeOf, openFederation, stateAt, until, value } from "./support.ts";

/** Files travel when they were looked at, and are looked at again where they arrive. */

let federation: Federation;
beforeAll(async () => {
  federation = await openFederation({ scansFiles: true });
}, 60_000);
afterAll(() => federation?.close());

const kaltim = () => nodeOf(federation, "kaltim");
const hub = () => federation.hub.deployment;

const care: FileCare = {
  scan: async (bytes) =>
    Buffer.from(bytes).includes("EVIL")
      ? { outcome: "infected", found: "Test.Evil" }
      : { outcome: "clean" },
  thumbnail: async () => "none",
  alarm: () => {},
};

async function withFile(ctx: Context, tenant: string, text: string): Promise<string> {
  const bytes = Buffer.from(text);
  const file = value(await upload(ctx, key(tenant), bytes, undefined, keptAs("application/pdf")));
  const source = { channel: "api", channelId: "key:test", dedup: [], by: "reporter" } as const;
  return value(
    await receive(ctx, key(tenant), { text: "Lihat berkas", attachments: [file.id] }, source),
  ).id;
}

const fileOf = async (ctx: Context, tenant: string, report: string) => {
  const [file] = value(await readReport(ctx, key(tenant), report)).attachments;
  if (file === undefined) throw new Error("no file is named");
  return file;
};

it("a file in quarantine is not sent; once clean it is, and its receiver looks for itself", async () => {
  const conversation = kaltim().startConversation();
  const { ctx } = kaltim().deployment;
  const id = await withFile(ctx, "64.71", "bersih");
  await stateAt(hub().ctx, "national", id, "received");
  const { hash } = await fileOf(ctx, "64.71", id);
  const puts = () => federation.path.passed((m) => m.method === "PUT");
  const asks = () => federation.path.passed((m) => m.path.endsWith("/events"));
  const before = asks();
  // The hub asks again with every answer, and there is nothing to send. A second report makes two answers at least.
  await stateAt(hub().ctx, "national", await withFile(ctx, "64.71", "satu lagi"), "received");
  await until(() => (asks() > before ? true : undefined), "another answer of the hub");
  expect(puts()).toBe(0);
  expect(await heldBytes(kaltim().deployment, hash)).toBe("missing");
  expect(await fileOf(hub().ctx, "national", id)).toMatchObject({ available: false });

  await checkFiles(ctx, care);
  // What the hub lacks it says where a pull begins or ends: a new conversation does not wait for the end of a long one.
  await conversation.stop();
  const again = kaltim().startConversation();
  const arrived = await until(async () => {
    const file = await fileOf(hub().ctx, "national", id);
    return file.check === undefined ? undefined : file;
  }, "the file at the hub");
  expect(arrived).toMatchObject({ check: "pending", available: false });
  expect(await heldBytes(hub(), hash)).toBe("missing");
  await checkFiles(hub().ctx, care);
  expect(await fileOf(hub().ctx, "national", id)).toMatchObject({
    check: "clean",
    available: true,
  });
  await again.stop();
  await expectHealed(federation, [id]);
});

it("the hub gives a party its file only once it is clean, and what is infected to nobody ever", async () => {
  const asked = async (hash: string) => {
    const calls = callsTo(kaltim().deployment, federation.hubUrl);
    return calls.getContent(hash, { from: 0, to: 20 }, AbortSignal.timeout(20_000)).then(
      (bytes) => Buffer.from(bytes).toString(),
      (error: unknown) => {
        if (error instanceof CallFailure) return error.code;
        throw error;
      },
    );
  };
  const hashes: string[] = [];
  for (const text of ["juga bersih", "EVIL"]) {
    const id = await withFile(hub().ctx, "national", text);
    const report = { report: id };
    const assessed = { class: "complaint", category: "road" } as const;
    value(await verbs.verify.run(hub().ctx, key("national"), report, assessed));
    value(await verbs.forward.run(hub().ctx, key("national"), report, { tenant: "64.71" }));
    hashes.push((await fileOf(hub().ctx, "national", id)).hash);
  }
  expect(await Promise.all(hashes.map(asked))).toEqual(["contentMissing", "contentMissing"]);
  await checkFiles(hub().ctx, care);
  expect(await Promise.all(hashes.map(asked))).toEqual(["juga bersih", "contentMissing"]);
});
