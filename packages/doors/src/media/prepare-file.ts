import type { Prepared } from "@simpul/casework";
import { isPicture, remake } from "./pictures.ts";

/** What an upload becomes: a picture is made anew, anything else stays as it is and is only ever handed over. */
export async function prepareFile(bytes: Uint8Array): Promise<Prepared> {
  const type = await typeOf(bytes);
  if (type === undefined) return { outcome: "failed", code: "unsupportedFile" };
  if (!isPicture(type)) return { outcome: "prepared", type, bytes };
  const made = await remake(bytes, type);
  switch (made.outcome) {
    case "remade":
      return { outcome: "prepared", type, bytes: made.bytes, thumbnail: made.thumbnail };
    case "broken":
      return { outcome: "failed", code: "brokenPicture" };
    case "tooLarge":
      return { outcome: "failed", code: "pictureTooLarge" };
    case "full":
      return { outcome: "failed", code: "filesBusy" };
  }
}

/** A file that pretends to be of a type and then breaks off is of none. */
async function typeOf(bytes: Uint8Array): Promise<string | undefined> {
  const { fileTypeFromBuffer } = await import("file-type");
  try {
    const type = (await fileTypeFromBuffer(bytes))?.mime;
    return type === "image/apng" ? "image/png" : type;
  } catch {
    return undefined;
  }
}
