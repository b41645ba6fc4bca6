import type { FileCare } from "@simpul/casework";
import { clamdAt } from "./clamd.ts";
import { thumbnailOf } from "./pictures.ts";

/** @param clamd its address; without one files are not scanned, and said to be so */
export function fileCare(alarm: FileCare["alarm"], clamd?: string): FileCare {
  return {
    thumbnail: thumbnailOf,
    alarm,
    ...(clamd === undefined ? {} : { scan: clamdAt(clamd) }),
  };
}
