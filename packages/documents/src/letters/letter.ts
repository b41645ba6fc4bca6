import type { Lang } from "@simpul/words";

/** A part of a letter, written twice: as plain text and as HTML. */
export type Block =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "list"; readonly lines: readonly string[] }
  /** To be typed elsewhere. */
  | { readonly kind: "code"; readonly code: string }
  | { readonly kind: "link"; readonly label: string; readonly url: string };

/** A letter as its template has it, before it is written. */
export interface Draft {
  readonly lang: Lang;
  readonly subject: string;
  readonly blocks: readonly Block[];
  /** Who writes, why, and what nobody asks for. */
  readonly closing: readonly string[];
  /** Stands above a link's address, for whoever cannot press it. */
  readonly copyAddress: string;
}

/** What is sent: subject, and the same words twice. */
export interface Letter {
  readonly lang: Lang;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}
