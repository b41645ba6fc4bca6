import { actorName } from "@simpul/access";
import type { Actor } from "@simpul/access";

/** What an upload becomes before anybody sees it. */
export type Prepared =
  | {
      readonly outcome: "prepared";
      /** What its own bytes say it is: no name and no header is believed. */
      readonly type: string;
      /** What is kept and shown. Of a picture it was made anew; anything else is as it came. */
      readonly bytes: Uint8Array;
      /** Of a picture: a small one beside it, `image/webp`. */
      readonly thumbnail?: Uint8Array;
    }
  | { readonly outcome: "failed"; readonly code: UnpreparedCode };

export type UnpreparedCode =
  | "unsupportedFile"
  /** A picture that breaks off, or is none. */
  | "brokenPicture"
  /** More pixels than anybody's camera makes, or more work than they are worth. */
  | "pictureTooLarge"
  /** Too many wait already. */
  | "filesBusy";

export type Prepare = (bytes: Uint8Array) => Promise<Prepared>;

export const largestFile = 25 * 1024 * 1024;

/**
 * What is not on the list is refused. Pictures are on it that can be made anew; a HEIC cannot (its codec is licensed), and it
 * would carry the place where it was taken.
 */
export const allowedTypes: ReadonlySet<string> = new Set([
  "image/jpeg",
  "image/png",
  "image/webp",
  "image/gif",
  "video/mp4",
  "video/webm",
  "video/quicktime",
  "video/3gpp",
  "audio/mpeg",
  "audio/ogg",
  "audio/mp4",
  "audio/x-m4a",
  "application/pdf",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
]);

/** Whose an upload is: audit rows call every reporter the same, uploads must not. */
export function uploaderOf(actor: Actor): string {
  return actor.kind === "reporter" ? `reporter:${actor.report}` : actorName(actor);
}
