import { files } from "../address.ts";

/** The server did not take a file: a code of its table, or `offline`. */
export class FileRefused extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** Uploads a file as whoever is signed in; what becomes of it is said by the form that names its id. */
export async function sendFile(file: File): Promise<{ id: string; size: number; type: string }> {
  const answer = await fetch(`${files}/attachments`, {
    method: "POST",
    headers: {
      accept: "application/json",
      "x-filename": encodeURIComponent(file.name),
      "content-type": "application/octet-stream",
    },
    body: file,
  }).catch(() => undefined);
  if (answer === undefined) throw new FileRefused("offline");
  const read: unknown = await answer.json().catch(() => null);
  if (!answer.ok) {
    // Proof: a problem (RFC 9457) says its type; anything else between us and the server has none.
    const { type } = (read ?? {}) as { type?: string };
    throw new FileRefused(type?.split("/").at(-1) ?? "invalid");
  }
  // Proof: the answer of our own route.
  return read as { id: string; size: number; type: string };
}
