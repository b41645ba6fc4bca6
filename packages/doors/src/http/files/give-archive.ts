import type { Staff } from "@simpul/access";
import type { DossierFiles, Result } from "@simpul/casework";
import { exportDossier, exportReport } from "@simpul/federation";
import type { Archive, Deployment } from "@simpul/federation";
import type { Context } from "hono";
import { failureProblem } from "../problem.ts";

/** What of a report somebody takes away from a desk: its archive, its dossier, or the dossier's pages alone. */
export type Taken = "export.tar" | "dossier.tar" | "dossier.pdf";

/**
 * Made when it is asked for, and kept by nobody in between. Each leaves an audit row before a byte is gathered; who may, and
 * when a fresh sign-in is asked for, is the use-case's (`openExport`).
 */
export async function giveArchive(
  c: Context,
  deployment: Deployment,
  actor: Staff,
  what: Taken,
): Promise<Response> {
  const id = c.req.param("id") ?? "";
  let files: DossierFiles | undefined;
  let made: Result<Archive>;
  if (what === "export.tar") made = await exportReport(deployment, actor, id);
  else {
    const { composeDossier } = await import("@simpul/documents");
    made = await exportDossier(deployment, actor, id, async (...about) => {
      files = await composeDossier(...about);
      return files;
    });
  }
  if (made.outcome === "failed") return failureProblem(c, made);
  const { manifest, pieces } = made.value;
  const pages = what === "dossier.pdf" && files !== undefined ? [files["dossier.pdf"]] : pieces;
  const [name, suffix] = what.split(".");
  return c.body(streamOf(pages), 200, {
    "cache-control": "private, no-store",
    "content-type": suffix === "pdf" ? "application/pdf" : "application/x-tar",
    "content-length": String(pages.reduce((sum, piece) => sum + piece.length, 0)),
    "content-disposition": `attachment; filename="${name === "export" ? "ekspor" : "berkas"}-${manifest.trackingId}.${suffix}"`,
    "x-content-type-options": "nosniff",
  });
}

/** Piece by piece: an archive is not copied into one. */
export function streamOf(pieces: readonly Uint8Array[]): ReadableStream {
  const left = pieces.values();
  return new ReadableStream({
    pull(controller) {
      const next = left.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
  });
}
