import type { Sharp, SharpOptions } from "sharp";
import { oneAtATime } from "./one-at-a-time.ts";

/** All frames together. A phone makes 12 to 50 million; decoded, 64 million are a quarter of a gigabyte. */
const mostPixels = 64_000_000;
const mostFrames = 500;
/** A picture that takes longer is a trick. */
const secondsEach = 20;
/** 25 MB each, waiting. */
const mostWaiting = 12;
const thumbnailEdge = 320;

export type Remade =
  | { readonly outcome: "remade"; readonly bytes: Uint8Array; readonly thumbnail: Uint8Array }
  | { readonly outcome: "broken" | "tooLarge" | "full" };

/** Pictures that are made anew, and as what. */
const remakers: Readonly<Record<string, (picture: Sharp) => Sharp>> = {
  "image/jpeg": (picture) => picture.jpeg({ quality: 88 }),
  "image/png": (picture) => picture.png(),
  "image/webp": (picture) => picture.webp({ quality: 88 }),
  "image/gif": (picture) => picture.gif(),
};

export const isPicture = (type: string): boolean => Object.hasOwn(remakers, type);

const inTurn = oneAtATime(mostWaiting);

/**
 * Decodes a picture and writes it anew: upright, in sRGB, without anything but its pixels. What hid in it (a place, a name, a
 * page, a program) is not in what was written. One at a time in a process.
 * @param type one of which `isPicture` is true
 */
export async function remake(bytes: Uint8Array, type: string): Promise<Remade> {
  const write = remakers[type];
  if (write === undefined) throw new Error("a picture is made anew only as a type that is known");
  const made = await inTurn(async (): Promise<Remade> => {
    const open = await sharpOf();
    try {
      const isMoving = type === "image/gif" || type === "image/webp";
      const options = { ...limits, animated: isMoving };
      const { width, height, pages = 1 } = await open(bytes, options).metadata();
      // Of a moving picture the height is that of all frames, one below the other.
      if (width * height > mostPixels || pages > mostFrames) return { outcome: "tooLarge" };
      const upright = open(bytes, options).timeout({ seconds: secondsEach }).autoOrient();
      const remade = await write(upright).toBuffer();
      return { outcome: "remade", bytes: remade, thumbnail: await shrink(open, remade) };
    } catch (error) {
      return { outcome: reasonOf(error) };
    }
  });
  return made === "full" ? { outcome: "full" } : made;
}

/** Of a picture that came from elsewhere and is kept as it came; `none` where it is none. */
export async function thumbnailOf(bytes: Uint8Array): Promise<Uint8Array | "none"> {
  const made = await inTurn(async () => {
    try {
      return await shrink(await sharpOf(), bytes);
    } catch {
      return "none" as const;
    }
  });
  return made === "full" ? "none" : made;
}

type Open = (bytes: Uint8Array, options: SharpOptions) => Sharp;

const limits: SharpOptions = { limitInputPixels: mostPixels, failOn: "error" };

const shrink = (open: Open, bytes: Uint8Array): Promise<Uint8Array> =>
  open(bytes, limits)
    .timeout({ seconds: secondsEach })
    .autoOrient()
    .resize({
      width: thumbnailEdge,
      height: thumbnailEdge,
      fit: "inside",
      withoutEnlargement: true,
    })
    .webp({ quality: 75 })
    .toBuffer();

/** 40 MB of memory that most processes never need. It keeps nothing between two pictures. */
async function sharpOf(): Promise<Open> {
  const { default: sharp } = await import("sharp");
  sharp.cache(false);
  sharp.concurrency(1);
  return sharp;
}

/** The library's own words are all that tells one from the other. */
function reasonOf(error: unknown): "broken" | "tooLarge" {
  const said = error instanceof Error ? error.message : "";
  return /pixel limit|timeout/i.test(said) ? "tooLarge" : "broken";
}
