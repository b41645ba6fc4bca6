import { tenant } from "../address.ts";

const door = tenant === undefined ? "/files" : `/files/t/${tenant}`;
const largest = 25 * 1024 * 1024;

export type Sent =
  | { readonly outcome: "kept"; readonly id: string; readonly type: string; readonly size: number }
  | { readonly outcome: "failed"; readonly code: "offline" | "tooLarge" | "refused" | "unknown" };

/** A file to this desk, whole; `fetch` does not say how far it has come. */
export function sendFile(
  file: File,
  told: (share: number) => void,
  signal: AbortSignal,
): Promise<Sent> {
  if (file.size > largest) return Promise.resolve({ outcome: "failed", code: "tooLarge" });
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const over = (sent: Sent): void => resolve(sent);
    request.open("POST", `${door}/attachments`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.setRequestHeader("x-filename", encodeURIComponent(file.name));
    request.responseType = "json";
    request.upload.addEventListener("progress", ({ loaded, total }) =>
      told(total === 0 ? 0 : loaded / total),
    );
    request.addEventListener("load", () => over(answerOf(request.status, request.response)));
    for (const name of ["error", "timeout", "abort"] as const)
      request.addEventListener(name, () => over({ outcome: "failed", code: "offline" }));
    signal.addEventListener("abort", () => request.abort());
    request.timeout = 10 * 60_000;
    request.send(file);
  });
}

function answerOf(status: number, body: unknown): Sent {
  if (status === 201 && typeof body === "object" && body !== null) {
    // Proof: an object is asked for what it may have.
    const { id, type, size } = body as Record<string, unknown>;
    if (typeof id === "string" && typeof type === "string" && typeof size === "number")
      return { outcome: "kept", id, type, size };
  }
  if (status === 413) return { outcome: "failed", code: "tooLarge" };
  if (status === 415 || status === 410 || status === 422)
    return { outcome: "failed", code: "refused" };
  return { outcome: "failed", code: status === 0 || status >= 500 ? "offline" : "unknown" };
}

/** "2,4 MB" */
export function sizeWords(bytes: number, lang: string): string {
  const unit = bytes < 1024 * 1024 ? "kilobyte" : "megabyte";
  const value = bytes / (unit === "kilobyte" ? 1024 : 1024 * 1024);
  return new Intl.NumberFormat(lang, {
    style: "unit",
    unit,
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value);
}
