import { receive, upload } from "@simpul/casework";
import type { ReceiveInput } from "@simpul/casework";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { prepareFile } from "../../../src/media/prepare-file.ts";
import { openDesk } from "../auth/people.ts";
import type { Browser, Desk, Person } from "../auth/people.ts";

/** Files at a desk: the rules are the reader's, the headers those of the API. */

const here = "64.71";
const base = `/files/t/${here}`;
let desk: Desk;
let admin: Person;
let liaison: Person;

beforeAll(async () => {
  // The demo's logins need no second factor; a test of its own asks for one.
  desk = await openDesk({ kind: "node", hosted: [here, "64.02"], demo: true });
  admin = await desk.officer("admin", { tenant: here, role: "tenantAdmin" });
  liaison = await desk.officer("dpu", { tenant: here, role: "liaison", unit: "dpu" });
});
afterAll(() => desk.deployment.close());

const photo = (color: string) =>
  sharp({ create: { width: 640, height: 480, channels: 3, background: color } })
    .jpeg()
    .withExif({ IFD0: { Artist: "CANARY-NAME" } })
    .toBuffer();
/** The head of an MP4, and noise. */
const video = Buffer.concat([
  Buffer.from("000000186674797069736f6d0000020069736f6d69736f32", "hex"),
  Buffer.alloc(5_000, "v"),
]);

async function at(person: Person, agent?: string): Promise<Browser> {
  const browser = desk.browser(agent === undefined ? {} : { agent });
  expect((await browser.signIn(person.email)).status).toBe(200);
  return browser;
}

/** A report that came by a channel, with one file: where the file is read. */
async function reported(bytes: Uint8Array, given: Partial<ReceiveInput> = {}): Promise<string> {
  const { ctx } = desk.deployment;
  const channel = { kind: "channel", id: "ch_1", tenant: here } as const;
  const file = await upload(ctx, channel, bytes, "bukti.jpg", prepareFile);
  if (file.outcome === "failed") throw new Error(file.code);
  const taken = await receive(
    ctx,
    channel,
    { text: "Lihat foto", ...given, attachments: [file.value.id] },
    { channel: "generic", channelId: "ch_1", dedup: [], by: "reporter" },
  );
  if (taken.outcome === "failed") throw new Error(taken.code);
  const { pg } = desk.deployment.asSuperuser().db;
  const [content] = await pg<{ hash: string }[]>`
    select hash from simpul.content where report = ${taken.value.id} and blob is not null`;
  return `/reports/${taken.value.id}/attachments/${content?.hash}`;
}

const typeOf = async (answer: Response): Promise<[number, string]> => [
  answer.status,
  (JSON.parse(await answer.text()) as { type: string }).type,
];
const rows = async (verb: string) => (await desk.audit()).filter((row) => row.verb === verb);
const stale = (person: Person) =>
  desk.deployment.asSuperuser().db.pg`
    update auth.session set fresh_at = null where user_id = ${person.account}`;

describe("an upload", () => {
  test("by who may add to a report, of one unit too, is kept as theirs and made harmless", async () => {
    const browser = await at(liaison);
    const bytes = new Uint8Array(await photo("#c0392b"));
    const headers = { "x-filename": "selesai%20diperbaiki.jpg" };
    const answer = await browser.raw("POST", `${base}/attachments`, headers, undefined, bytes);
    expect(answer.status).toBe(201);
    const kept = JSON.parse(await answer.text()) as { id: string; sha256: string; type: string };
    expect(kept.type).toBe("image/jpeg");
    const { pg } = desk.deployment.asSuperuser().db;
    expect(
      await pg`select tenant, owner, name from simpul.attachment where id = ${kept.id}`,
    ).toMatchObject([
      { tenant: here, owner: `staff:${liaison.account}`, name: "selesai diperbaiki.jpg" },
    ]);
    const blob = Buffer.from(kept.sha256, "hex").toString("base64url");
    const stored = await desk.deployment.ctx.blobs.get(blob);
    expect(Buffer.from(stored).toString("latin1")).not.toContain("CANARY");
    expect(await rows("upload")).toContainEqual(
      expect.objectContaining({ actor: `staff:${liaison.account}`, outcome: "stored" }),
    );
  });

  test("from another page is refused, whatever cookie it carries", async () => {
    const browser = await at(liaison);
    const before = (await rows("upload")).length;
    for (const foreign of [
      { origin: "https://evil.example" },
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
    ] as Record<string, string>[])
      expect(
        await typeOf(
          await browser.raw("POST", `${base}/attachments`, foreign, undefined, new Uint8Array(9)),
        ),
      ).toEqual([403, "/problems/cross-site"]);
    expect(await rows("upload")).toHaveLength(before);
  });

  test("of a kind that is not taken, or of more than 25 MB, is refused as by the API", async () => {
    const browser = await at(liaison);
    const html = new Uint8Array(Buffer.from("<!doctype html><script>alert(1)</script>"));
    expect(
      await typeOf(await browser.raw("POST", `${base}/attachments`, {}, undefined, html)),
    ).toEqual([415, "/problems/attachment-refused"]);
    const large = new Uint8Array(25 * 1024 * 1024 + 1);
    const answer = await browser.raw("POST", `${base}/attachments`, {}, undefined, large);
    expect(answer.status).toBe(413);
  });

  test("by who only watches is forbidden, and without a session nobody is asked what it is", async () => {
    const auditor = await desk.officer("auditor", { tenant: here, role: "auditor" });
    const body = new Uint8Array(await photo("#27ae60"));
    expect(
      await typeOf(
        await (await at(auditor)).raw("POST", `${base}/attachments`, {}, undefined, body),
      ),
    ).toEqual([403, "/problems/forbidden"]);
    const nobody = await desk.browser().raw("POST", `${base}/attachments`, {}, undefined, body);
    expect(nobody.status).toBe(401);
  });
});

describe("a file of a report", () => {
  test("is shown where it is a picture, with the headers of the API", async () => {
    const path = await reported(await photo("#2980b9"));
    const browser = await at(admin);
    const answer = await browser.raw("GET", `${base}${path}`);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "image/jpeg",
      "content-length": String(bytes.length),
      "content-disposition": `inline; filename="bukti.jpg"; filename*=UTF-8''bukti.jpg`,
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
      "cross-origin-resource-policy": "same-origin",
      "cache-control": "private, no-cache",
      vary: "authorization, cookie",
    });
    const small = await browser.raw("GET", `${base}${path}/thumbnail`);
    expect(small.headers.get("content-type")).toBe("image/webp");
    const tag = { "if-none-match": answer.headers.get("etag") ?? "" };
    expect((await browser.raw("GET", `${base}${path}`, tag)).status).toBe(304);
    const head = await browser.raw("HEAD", `${base}${path}`);
    expect([head.status, head.headers.get("content-length"), await head.text()]).toEqual([
      200,
      String(bytes.length),
      "",
    ]);
  });

  test("that is no picture is handed over, and in parts", async () => {
    const path = await reported(video);
    const browser = await at(admin);
    const answer = await browser.raw("GET", `${base}${path}`, { range: "bytes=4-7" });
    expect(answer.headers.get("content-disposition")).toMatch(/^attachment; /);
    expect([
      answer.status,
      answer.headers.get("content-range"),
      Buffer.from(await answer.arrayBuffer()).toString(),
    ]).toEqual([206, `bytes 4-7/${video.length}`, "ftyp"]);
    expect((await browser.raw("GET", `${base}${path}/thumbnail`)).status).toBe(404);
  });

  test("is not there for a colleague of another unit, for another desk, and for nobody", async () => {
    const path = await reported(await photo("#8e44ad"));
    expect((await (await at(liaison)).raw("GET", `${base}${path}`)).status).toBe(404);
    const neighbour = await desk.officer("kukar", { tenant: "64.02", role: "tenantAdmin" });
    const theirs = await at(neighbour);
    for (const where of [base, "/files/t/64.02", "/files", "/files/t/34.04"])
      expect([where, (await theirs.raw("GET", `${where}${path}`)).status]).toEqual([where, 404]);
    expect((await desk.browser().raw("GET", `${base}${path}`)).status).toBe(401);
  });

  test("of a secret report is opened right after a sign-in alone, each time audited, and kept by nobody", async () => {
    const path = await reported(await photo("#f39c12"), { secret: true });
    const browser = await at(admin);
    const answer = await browser.raw("GET", `${base}${path}`);
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    const tag = { "if-none-match": answer.headers.get("etag") ?? "" };
    expect((await browser.raw("GET", `${base}${path}`, tag)).status).toBe(200);
    await stale(admin);
    for (const part of ["", "/thumbnail"])
      expect(await typeOf(await browser.raw("GET", `${base}${path}${part}`))).toEqual([
        403,
        "/problems/fresh-sign-in-needed",
      ]);
    expect((await rows("readFile")).filter((row) => "hash" in row.detail)).toHaveLength(2);
  });

  test("needs the second factor where the role does", async () => {
    const path = await reported(await photo("#16a085"));
    const strict = await openDesk({ kind: "node", hosted: [here] });
    try {
      const { email } = await strict.officer("admin", { tenant: here, role: "tenantAdmin" });
      const browser = strict.browser();
      await browser.signIn(email);
      for (const where of ["/files", base])
        expect(await typeOf(await browser.raw("GET", `${where}${path}`))).toEqual([
          403,
          "/problems/second-factor-missing",
        ]);
    } finally {
      await strict.deployment.close();
    }
  });
});

describe("an original", () => {
  const keep = async (browser: Browser, keeps: boolean) =>
    expect((await browser.post(`/trpc/t/${here}/files.keepOriginals`, { keeps })).status).toBe(200);

  test("is handed over to who may export, right after a sign-in, each time audited", async () => {
    const browser = await at(admin);
    await keep(browser, true);
    const bytes = await photo("#7f8c8d");
    const path = await reported(bytes);
    await keep(browser, false);
    const original = `${base}${path.replace("/attachments/", "/originals/")}`;
    const answer = await browser.raw("GET", original);
    expect(bytes.equals(Buffer.from(await answer.arrayBuffer()))).toBe(true);
    expect(answer.headers.get("content-disposition")).toMatch(/^attachment; /);
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    await stale(admin);
    expect(await typeOf(await browser.raw("GET", original))).toEqual([
      403,
      "/problems/fresh-sign-in-needed",
    ]);
    expect(await rows("readOriginal")).toMatchObject([
      { tenant: here, actor: `staff:${admin.account}`, outcome: "done" },
    ]);
    const without = await reported(await photo("#2c3e50"));
    const fresh = await at(admin);
    expect(
      (await fresh.raw("GET", `${base}${without.replace("/attachments/", "/originals/")}`)).status,
    ).toBe(404);
  });
});
