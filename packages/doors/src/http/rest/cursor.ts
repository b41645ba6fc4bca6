import { decodeBase64url, encodeBase64url } from "@simpul/protocol";
import { z } from "zod";

/** Opaque to callers: what is in it may change, so it is not written in the open. */
function cursor<T>(shape: z.ZodType<T>) {
  return {
    write: (place: T): string => encodeBase64url(JSON.stringify(place)),
    read(text: string): T | "invalid" {
      try {
        const bytes = text.length > 200 ? undefined : decodeBase64url(text);
        const place = shape.safeParse(
          bytes === undefined ? undefined : JSON.parse(Buffer.from(bytes).toString()),
        );
        return place.success ? place.data : "invalid";
      } catch {
        return "invalid";
      }
    },
  };
}

export const reportCursor = cursor(
  z.strictObject({ receivedAt: z.iso.datetime({ precision: 3 }), id: z.uuid() }),
);

/** The first version; another order of arrival (a restored database) would need another letter. */
export const changeCursor = cursor(z.strictObject({ o: z.int().min(0) }));
