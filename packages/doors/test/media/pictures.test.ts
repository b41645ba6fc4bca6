import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { prepareFile } from "../../src/media/prepare-file.ts";
import { thumbnailOf } from "../../src/media/pictures.ts";

const paper = { width: 60, height: 40, channels: 3, background: "#c0392b" } as const;
const plain = () => sharp({ create: paper });

/** As a phone writes it: the place, the owner, and that it was held sideways. */
const fromPhone = () =>
  plain()
    .jpeg()
    .withExif({
      IFD0: { Artist: "Sari Dewi", Make: "Telepon" },
      IFD3: {
        GPSLatitudeRef: "S",
        GPSLatitude: "1/1 16/1 0/1",
        GPSLongitudeRef: "E",
        GPSLongitude: "116/1 49/1 0/1",
      },
    })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">CANARY-XMP</x:xmpmeta>')
    .withIccProfile("p3")
    .withMetadata({ orientation: 6 })
    .toBuffer();

/** Of one colour and one bit a pixel, as nobody's camera makes it. */
function pngOf(width: number, height: number): Buffer {
  const chunk = (type: string, bytes: Buffer): Buffer => {
    const named = Buffer.concat([Buffer.from(type), bytes]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(bytes.length);
    sum.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 1;
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(Buffer.alloc(height * (1 + Math.ceil(width / 8))), { level: 1 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

async function kept(bytes: Uint8Array) {
  const prepared = await prepareFile(bytes);
  if (prepared.outcome === "failed") throw new Error(prepared.code);
  return prepared;
}

describe("a photo", () => {
  test("comes back without the place, the name and the profile, and upright", async () => {
    const sent = await fromPhone();
    expect(Object.keys(await sharp(sent).metadata())).toEqual(
      expect.arrayContaining(["exif", "xmp", "icc"]),
    );
    expect(sent.toString("latin1")).toContain("Sari Dewi");
    const { bytes, type } = await kept(sent);
    expect(type).toBe("image/jpeg");
    const after = await sharp(bytes).metadata();
    expect(after).toMatchObject({ format: "jpeg", width: 40, height: 60, space: "srgb" });
    for (const trace of ["exif", "xmp", "iptc", "icc", "orientation", "comments"])
      expect(after).not.toHaveProperty(trace);
    for (const canary of ["Sari Dewi", "Telepon", "CANARY-XMP", "Exif", "GPS"])
      expect(Buffer.from(bytes).toString("latin1")).not.toContain(canary);
  });

  test.each(["png", "webp", "gif"] as const)(
    "of type %s stays one, without what hid in it",
    async (format) => {
      const sent = await plain()
        .toFormat(format)
        .withExif({ IFD0: { Artist: "Sari Dewi" } })
        .withXmp("<x:xmpmeta>CANARY-XMP</x:xmpmeta>")
        .toBuffer();
      const { bytes, type, thumbnail } = await kept(sent);
      expect(type).toBe(`image/${format}`);
      const after = await sharp(bytes).metadata();
      expect(after).toMatchObject({ format, width: 60, height: 40 });
      expect(after).not.toHaveProperty("exif");
      expect(after).not.toHaveProperty("xmp");
      expect(thumbnail).toBeDefined();
    },
  );

  test("has a small picture beside it, never larger than itself", async () => {
    const large = await sharp({ create: { ...paper, width: 900, height: 600 } })
      .png()
      .toBuffer();
    const { thumbnail } = await kept(large);
    expect(await sharp(thumbnail).metadata()).toMatchObject({
      format: "webp",
      width: 320,
      height: 213,
    });
    expect(
      await sharp((await kept(await plain().png().toBuffer())).thumbnail).metadata(),
    ).toMatchObject({
      width: 60,
      height: 40,
    });
  });

  test("that moves still does, and its thumbnail stands still", async () => {
    const frames = await Promise.all(
      ["#c0392b", "#2980b9", "#27ae60"].map((background) =>
        sharp({ create: { ...paper, background } })
          .png()
          .toBuffer(),
      ),
    );
    const sent = await sharp(frames, { join: { animated: true } })
      .gif({ loop: 0, delay: [90, 90, 90] })
      .toBuffer();
    const { bytes, type, thumbnail } = await kept(sent);
    expect(type).toBe("image/gif");
    expect(await sharp(bytes, { animated: true }).metadata()).toMatchObject({
      pages: 3,
      pageHeight: 40,
    });
    expect((await sharp(thumbnail, { animated: true }).metadata()).pages ?? 1).toBe(1);
  });
});

describe("what hides in a picture", () => {
  test("a page in a JPEG's comment is gone", async () => {
    const jpeg = await plain().jpeg().toBuffer();
    const page = Buffer.from("<html><script>alert('CANARY')</script></html>");
    const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, page.length + 2]), page]);
    const polyglot = Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2), page]);
    expect((await sharp(polyglot).metadata()).format).toBe("jpeg");
    const { bytes } = await kept(polyglot);
    expect(Buffer.from(bytes).toString("latin1")).not.toMatch(/CANARY|script/);
  });

  test("an archive behind a PNG is gone", async () => {
    const polyglot = Buffer.concat([
      await plain().png().toBuffer(),
      Buffer.from("PK\u0003\u0004CANARY"),
    ]);
    expect(Buffer.from((await kept(polyglot)).bytes).toString("latin1")).not.toContain("CANARY");
  });
});

describe("refused", () => {
  test.each([
    ["jpeg", 0.6],
    ["png", 0.6],
    ["webp", 0.5],
  ] as const)("a %s that breaks off", async (format, share) => {
    const noise = {
      ...paper,
      width: 200,
      height: 200,
      noise: { type: "gaussian", mean: 128, sigma: 40 },
    } as const;
    const whole = await sharp({ create: noise }).toFormat(format).toBuffer();
    expect(await prepareFile(whole.subarray(0, Math.floor(whole.length * share)))).toEqual({
      outcome: "failed",
      code: "brokenPicture",
    });
  });

  test("a bomb: a few hundred kilobytes that would be 400 million pixels", async () => {
    const bomb = pngOf(20_000, 20_000);
    expect(bomb.length).toBeLessThan(1_000_000);
    expect((await kept(pngOf(20, 20))).type).toBe("image/png");
    expect(await prepareFile(bomb)).toEqual({ outcome: "failed", code: "pictureTooLarge" });
    expect(await thumbnailOf(bomb)).toBe("none");
  });

  test("a bomb of frames: each is small, all together are not", async () => {
    const one = await sharp({ create: { ...paper, width: 1500, height: 1500 } })
      .gif()
      .toBuffer();
    const palette = 13 + 3 * 2 ** (((one[10] ?? 0) & 7) + 1);
    const frame = one.subarray(palette, -1);
    const gif = Buffer.concat([
      one.subarray(0, palette),
      ...Array(40).fill(frame),
      one.subarray(-1),
    ]);
    expect(await sharp(gif, { animated: true, limitInputPixels: false }).metadata()).toMatchObject({
      pages: 40,
    });
    expect(await prepareFile(gif)).toEqual({ outcome: "failed", code: "pictureTooLarge" });
  });

  test.each([
    ["a page", "<html><script>alert(1)</script>"],
    ["a drawing with a script", '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'],
    ["nothing", ""],
  ])("%s, whatever it is called", async (_, text) => {
    const made = await prepareFile(Buffer.from(text));
    expect(made.outcome === "failed" ? made.code : made.type).toMatch(/unsupportedFile|xml/);
  });

  test("a JPEG's head before something else", async () => {
    const fake = Buffer.concat([
      Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
      Buffer.from("x".repeat(2_000)),
    ]);
    expect(await prepareFile(fake)).toEqual({ outcome: "failed", code: "brokenPicture" });
  });
});

test("a document stays as it came", async () => {
  const pdf = Buffer.from("%PDF-1.7\n%CANARY\n1 0 obj\n<<>>\nendobj\n");
  expect(await prepareFile(pdf)).toEqual({
    outcome: "prepared",
    type: "application/pdf",
    bytes: pdf,
  });
});

test("more pictures at once than the queue holds are told to come again", async () => {
  const photo = await plain().jpeg().toBuffer();
  const made = await Promise.all(Array.from({ length: 20 }, () => prepareFile(photo)));
  const codes = made.map((one) => (one.outcome === "failed" ? one.code : one.outcome));
  expect(codes.filter((code) => code === "prepared")).toHaveLength(12);
  expect(codes.filter((code) => code === "filesBusy")).toHaveLength(8);
  expect((await prepareFile(photo)).outcome).toBe("prepared");
});
