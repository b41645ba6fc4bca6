import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { serve } from "../../../src/serve.ts";
import type { Served } from "../../../src/serve.ts";
import { ask, openDoors } from "../../support.ts";
import type { Doors, Sent } from "../../support.ts";

let doors: Doors;
let key: string;
let served: Served;

beforeAll(async () => {
  doors = await openDoors("hub", ["national", "64", "64.02"]);
  key = await doors.key("national");
  served = await serve(doors.app, { host: "127.0.0.1", port: 0 });
});
afterAll(async () => {
  await served?.close();
  await doors?.deployment.close();
});

const call = (method: string, path: string, sent: Sent = {}) =>
  ask(doors.app, method, `/api/v1${path}`, { key, ...sent });
const json = async (answer: Response) => JSON.parse(await answer.text());

const photo = () =>
  sharp({ create: { width: 640, height: 480, channels: 3, background: "#2980b9" } })
    .jpeg()
    .withExif({
      IFD0: { Artist: "CANARY-NAME" },
      IFD3: { GPSLatitudeRef: "S", GPSLatitude: "1/1 16/1 0/1" },
    })
    .toBuffer();
/** The head of an MP4, and noise. */
const video = Buffer.concat([
  Buffer.from("000000186674797069736f6d0000020069736f6d69736f32", "hex"),
  randomBytes(200_000),
]);

async function enclosed(bytes: Uint8Array, given: object = {}, name = "bukti jalan «1».jpg") {
  const stored = await json(
    await call("POST", "/attachments", {
      body: Buffer.from(bytes),
      headers: { "x-filename": encodeURIComponent(name) },
    }),
  );
  const { id } = await json(
    await call("POST", "/reports", { json: { text: "Lihat", ...given, attachments: [stored.id] } }),
  );
  const report = await json(await call("GET", `/reports/${id}`));
  const { hash } = report.attachments[0];
  return { stored, report, path: `/reports/${id}/attachments/${hash}`, hash };
}

describe("a photo", () => {
  test("is answered for as it is kept and shown: without the place and the name", async () => {
    const { stored, report, path } = await enclosed(await photo());
    expect(report.attachments).toMatchObject([
      { check: "unscanned", available: true, thumbnail: true, size: stored.size },
    ]);
    const answer = await call("GET", path);
    expect(answer.status).toBe(200);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(stored.sha256);
    expect(bytes.length).toBe(stored.size);
    expect(await sharp(bytes).metadata()).not.toHaveProperty("exif");
    expect(bytes.toString("latin1")).not.toContain("CANARY");
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "image/jpeg",
      "content-length": String(stored.size),
      "content-disposition": `inline; filename="bukti_jalan__1_.jpg"; filename*=UTF-8''bukti%20jalan%20%C2%AB1%C2%BB.jpg`,
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-cache",
      vary: "authorization, cookie",
    });
    const tag = answer.headers.get("etag") ?? "";
    expect((await call("GET", path, { headers: { "if-none-match": tag } })).status).toBe(304);
  });

  test("has a thumbnail", async () => {
    const { path } = await enclosed(await photo());
    const answer = await call("GET", `${path}/thumbnail`);
    expect(answer.headers.get("content-type")).toBe("image/webp");
    expect(await sharp(Buffer.from(await answer.arrayBuffer())).metadata()).toMatchObject({
      format: "webp",
      width: 320,
      height: 240,
    });
  });

  test("that breaks off is refused with a code", async () => {
    const answer = await call("POST", "/attachments", { body: (await photo()).subarray(0, 1_500) });
    expect([answer.status, (await json(answer)).type]).toEqual([415, "/problems/broken-picture"]);
  });

  test("of a secret report is stored nowhere on its way", async () => {
    const { path } = await enclosed(await photo(), { secret: true });
    const answer = await call("GET", path);
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    const tag = answer.headers.get("etag") ?? "";
    expect((await call("GET", path, { headers: { "if-none-match": tag } })).status).toBe(200);
  });
});

describe("a video", () => {
  test("is only handed over, in the parts that are asked for", async () => {
    const { path } = await enclosed(video, {}, "rekaman.mp4");
    const whole = await call("GET", path);
    expect(whole.headers.get("content-type")).toBe("video/mp4");
    expect(whole.headers.get("content-disposition")).toMatch(/^attachment; /);
    expect(video.equals(Buffer.from(await whole.arrayBuffer()))).toBe(true);
    for (const [range, from, to] of [
      ["bytes=0-0", 0, 1],
      ["bytes=1000-2999", 1_000, 3_000],
      ["bytes=200000-", 200_000, video.length],
      ["bytes=-24", video.length - 24, video.length],
      ["bytes=100-999999", 100, video.length],
    ] as const) {
      const part = await call("GET", path, { headers: { range } });
      expect([part.status, part.headers.get("content-range")]).toEqual([
        206,
        `bytes ${from}-${to - 1}/${video.length}`,
      ]);
      expect(video.subarray(from, to).equals(Buffer.from(await part.arrayBuffer()))).toBe(true);
    }
    const none = await call("GET", path, { headers: { range: `bytes=${video.length}-` } });
    expect([none.status, none.headers.get("content-range")]).toEqual([
      416,
      `bytes */${video.length}`,
    ]);
    for (const range of ["bytes=5-2", "bytes=0-1,4-5", "lines=1-2", "bytes=-", "bytes=x"])
      expect((await call("GET", path, { headers: { range } })).status).toBe(200);
    const stale = await call("GET", path, {
      headers: { range: "bytes=0-9", "if-range": '"another"' },
    });
    expect(stale.status).toBe(200);
    expect((await call("GET", `${path}/thumbnail`)).status).toBe(404);
  });
});

test("a key that does not read the words does not get the file, and nobody does without one", async () => {
  const { path } = await enclosed(await photo());
  const neighbour = await doors.key("64");
  const submitting = await doors.key("national", ["reports:submit"]);
  for (const other of [neighbour, submitting]) {
    const answers = [
      await call("GET", path, { key: other }),
      await call("GET", `${path}/thumbnail`, { key: other }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
  }
  expect((await ask(doors.app, "GET", `/api/v1${path}`)).status).toBe(401);
});

describe("a file in pieces (tus 1.0.0)", () => {
  const tus = { "tus-resumable": "1.0.0" };
  const piece = { ...tus, "content-type": "application/offset+octet-stream" };
  const begin = async (size: number, more: Record<string, string> = {}) => {
    const answer = await call("POST", "/uploads", {
      headers: { ...tus, "upload-length": String(size), ...more },
    });
    expect(answer.status).toBe(201);
    return (answer.headers.get("location") ?? "").replace("/api/v1", "");
  };
  const offset = async (path: string) =>
    Number((await call("HEAD", path, { headers: tus })).headers.get("upload-offset"));
  const send = (path: string, at: number, body: Uint8Array, more: Record<string, string> = {}) =>
    call("PATCH", path, {
      body: Buffer.from(body),
      headers: { ...piece, "upload-offset": String(at), ...more },
    });

  test("says what it can", async () => {
    const answer = await ask(doors.app, "OPTIONS", "/api/v1/uploads");
    expect(answer.status).toBe(204);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "tus-resumable": "1.0.0",
      "tus-version": "1.0.0",
      "tus-extension": "creation,expiration,checksum",
      "tus-max-size": "26214400",
      "tus-checksum-algorithm": "sha1,sha256",
    });
  });

  test("goes through the same intake, and is enclosed under the upload's id", async () => {
    const bytes = await photo();
    const path = await begin(bytes.length, {
      "upload-metadata": `filename ${Buffer.from("jalan.jpg").toString("base64")},x`,
    });
    const head = await call("HEAD", path, { headers: tus });
    expect([head.status, await head.text()]).toEqual([200, ""]);
    expect(Object.fromEntries(head.headers)).toMatchObject({
      "upload-offset": "0",
      "upload-length": String(bytes.length),
      "cache-control": "no-store",
      "upload-expires": "Tue, 03 Mar 2026 01:00:00 GMT",
    });
    const first = await send(path, 0, bytes.subarray(0, 1_000));
    expect([first.status, first.headers.get("upload-offset")]).toEqual([204, "1000"]);
    const sum = createHash("sha1").update(bytes.subarray(1_000)).digest("base64");
    expect(
      (await send(path, 1_000, bytes.subarray(1_000), { "upload-checksum": `sha1 ${sum}` })).status,
    ).toBe(204);
    const { id, received, size } = await json(await call("GET", path));
    expect(received).toBe(size);
    const report = await json(
      await call("POST", "/reports", { json: { text: "Lihat", attachments: [id] } }),
    );
    const { attachments } = await json(await call("GET", `/reports/${report.id}`));
    expect(attachments).toMatchObject([{ type: "image/jpeg", name: "jalan.jpg", thumbnail: true }]);
  });

  test("over a line that is cut in the middle of a piece: what came counts, and the rest follows", async () => {
    const path = await begin(video.length * 10);
    const bytes = Buffer.concat(Array.from({ length: 10 }, () => video));
    const socket = connect(served.port, "127.0.0.1");
    await once(socket, "connect");
    socket.write(
      [
        `PATCH /api/v1${path} HTTP/1.1`,
        "host: x",
        `authorization: Bearer ${key}`,
        ...Object.entries(piece).map(([n, v]) => `${n}: ${v}`),
        "upload-offset: 0",
        `content-length: ${bytes.length}`,
        "",
        "",
      ].join("\r\n"),
    );
    await new Promise<void>((written) =>
      socket.write(bytes.subarray(0, 1_500_000), () => written()),
    );
    // The first pieces are durable while the line is still there; cut then, the rest of what came follows.
    await expect.poll(() => offset(path), { timeout: 10_000 }).toBeGreaterThan(500_000);
    socket.destroy();
    await expect.poll(() => offset(path), { timeout: 10_000 }).toBe(1_500_000);
    expect((await send(path, 1_500_000, bytes.subarray(1_500_000))).status).toBe(204);
    expect((await json(await call("GET", path))).received).toBe(bytes.length);
  });

  test.each([
    ["another version", { "upload-offset": "0", "tus-resumable": "0.2.2" }, 412, "tus-version"],
    ["no version", { "upload-offset": "0", "tus-resumable": "" }, 412, "tus-version"],
    [
      "another type",
      { "upload-offset": "0", "content-type": "image/jpeg" },
      415,
      "unsupported-media-type",
    ],
    ["no offset", {}, 400, "upload-header"],
    ["an offset that is no number", { "upload-offset": "-1" }, 400, "upload-header"],
    ["an offset that is not there", { "upload-offset": "7" }, 409, "upload-offset"],
    [
      "a checksum of another kind",
      { "upload-offset": "0", "upload-checksum": "crc32 AAAA" },
      400,
      "upload-header",
    ],
    [
      "a checksum that is wrong",
      { "upload-offset": "0", "upload-checksum": "sha1 AAAA" },
      460,
      "checksum-mismatch",
    ],
  ])("a piece with %s is refused, and does not count", async (_, headers, status, type) => {
    const path = await begin(1_000);
    const answer = await call("PATCH", path, {
      body: randomBytes(10),
      headers: { ...piece, ...headers },
    });
    expect([answer.status, (await json(answer)).type]).toEqual([status, `/problems/${type}`]);
    expect(answer.headers.get("tus-resumable")).toBe("1.0.0");
    expect(await offset(path)).toBe(0);
  });

  test.each([
    ["none", ""],
    ["nothing", "0"],
    ["less than nothing", "-5"],
    ["words", "ten"],
  ])("a length of %s is refused", async (_, length) => {
    const answer = await call("POST", "/uploads", { headers: { ...tus, "upload-length": length } });
    expect([answer.status, (await json(answer)).type]).toEqual([400, "/problems/upload-header"]);
  });

  test("more than 25 MB is refused before a byte of it is sent", async () => {
    const answer = await call("POST", "/uploads", {
      headers: { ...tus, "upload-length": "26214401" },
    });
    expect(answer.status).toBe(413);
  });

  test("is not there for another key, nor for one that may not upload", async () => {
    const path = await begin(1_000);
    const neighbour = await doors.key("national");
    for (const method of ["HEAD", "GET"])
      expect((await call(method, path, { key: neighbour, headers: tus })).status).toBe(404);
    const answer = await call("PATCH", path, {
      key: neighbour,
      body: randomBytes(9),
      headers: { ...piece, "upload-offset": "0" },
    });
    expect(answer.status).toBe(404);
    const reader = await doors.key("national", ["reports:read"]);
    expect(
      (await call("POST", "/uploads", { key: reader, headers: { ...tus, "upload-length": "9" } }))
        .status,
    ).toBe(403);
  });

  test("what no upload takes is refused with the last piece, and is gone", async () => {
    const page = Buffer.from("<html><script>alert(1)</script>");
    const path = await begin(page.length);
    const answer = await send(path, 0, page);
    expect([answer.status, (await json(answer)).type]).toEqual([
      415,
      "/problems/attachment-refused",
    ]);
    expect((await call("HEAD", path, { headers: tus })).status).toBe(404);
  });
});

test("the document tells of all of them", async () => {
  const { paths } = await json(await ask(doors.app, "GET", "/api/v1/openapi.json"));
  expect(Object.keys(paths["/api/v1/uploads/{id}"]).toSorted()).toEqual(["get", "head", "patch"]);
  expect(Object.keys(paths["/api/v1/uploads"]).toSorted()).toEqual(["options", "post"]);
  expect(paths).toHaveProperty("/api/v1/reports/{id}/attachments/{hash}/thumbnail");
  const { parameters, requestBody } = paths["/api/v1/uploads/{id}"].patch;
  expect(parameters.map(({ name }: { name: string }) => name)).toContain("Upload-Offset");
  expect(Object.keys(requestBody.content)).toEqual(["application/offset+octet-stream"]);
});
