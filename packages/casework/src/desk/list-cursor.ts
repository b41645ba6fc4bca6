import type { ListOrder, ListPlace } from "@simpul/db";
import { decodeBase64url, encodeBase64url } from "@simpul/protocol";
import { z } from "zod";

const place = z.strictObject({
  part: z.enum(["due", "undue", "newest", "changed"]),
  // A database knows no year 0.
  at: z.iso.datetime({ precision: 3 }).refine((at) => at > "0001"),
  id: z.uuid(),
});

/** Opaque to callers: what is in it may change, so it is not written in the open. */
export const writeListCursor = (at: ListPlace): string => encodeBase64url(JSON.stringify(at));

/** Of another order it says nothing here. */
export function readListCursor(text: string, order: ListOrder): ListPlace | "invalid" {
  try {
    const bytes = decodeBase64url(text);
    const read = place.safeParse(
      bytes === undefined ? undefined : JSON.parse(Buffer.from(bytes).toString()),
    );
    if (!read.success) return "invalid";
    const { part } = read.data;
    return part === order || (part === "undue" && order === "due") ? read.data : "invalid";
  } catch {
    return "invalid";
  }
}
