import type { FileState } from "@simpul/db";
import { failed } from "../failure.ts";
import type { Failure } from "../failure.ts";

/** The one rule of who gets bytes: nobody before they were looked at, nobody what a scanner knows, nobody what is not known. */
export function givenOut(state: FileState | undefined): "yes" | Failure {
  switch (state) {
    case "clean":
    case "unscanned":
      return "yes";
    case "infected":
      return failed("infectedFile");
    case "pending":
    case undefined:
      return failed("beingChecked");
  }
}
