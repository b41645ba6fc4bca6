import { withScope, wholeOf } from "@simpul/db";
import type { Prepare, Scanned, FileCare, FileAlarm } from "../../src/index.ts";
import { upload } from "../../src/index.ts";
import type { Context, Result, Uploaded } from "../../src/index.ts";
import { channel } from "../reports.ts";

export const here = "64.71";

/** As a picture that was made anew: other bytes than were sent, and a small one beside them. */
export const remade: Prepare = (bytes) =>
  Promise.resolve({
    outcome: "prepared",
    type: "image/jpeg",
    bytes: Buffer.concat([Buffer.from("made anew: "), bytes]),
    thumbnail: Buffer.concat([Buffer.from("small: "), bytes]),
  });

export function must<T>(result: Result<T>): T {
  if (result.outcome === "failed") throw new Error(`failed: ${result.code}`);
  return result.value;
}

export const uploaded = async (ctx: Context, text: string, prepare = remade): Promise<Uploaded> =>
  must(await upload(ctx, channel(here), Buffer.from(text), "foto.jpg", prepare));

export const blobOf = ({ sha256 }: Uploaded): string =>
  Buffer.from(sha256, "hex").toString("base64url");

export interface Care extends FileCare {
  readonly alarms: { kind: FileAlarm; fields: object }[];
}

export function careOf(scan?: (bytes: Uint8Array) => Scanned): Care {
  const alarms: Care["alarms"] = [];
  return {
    alarms,
    thumbnail: (bytes) =>
      Promise.resolve(
        Buffer.from(bytes).toString().startsWith("picture") ? Buffer.from("small") : "none",
      ),
    alarm: (kind, fields) => void alarms.push({ kind, fields }),
    ...(scan === undefined ? {} : { scan: (bytes) => Promise.resolve(scan(bytes)) }),
  };
}

export const scanner = (bytes: Uint8Array): Scanned =>
  Buffer.from(bytes).includes("EVIL")
    ? { outcome: "infected", found: "Test.Evil" }
    : { outcome: "clean" };

export function audited(ctx: Context, verb: string): Promise<Record<string, unknown>[]> {
  return withScope(ctx.db, wholeOf([here]), async (tx) => [
    ...(await tx<Record<string, unknown>[]>`
      select actor, outcome, report, detail from simpul.audit where tenant = ${here} and verb = ${verb} order by id`),
  ]);
}

export async function bytesOf(
  given: Result<{ stream(): Promise<ReadableStream<Uint8Array> | "missing"> }>,
): Promise<string> {
  const stream = await must(given).stream();
  return stream === "missing" ? stream : new Response(stream).text();
}
