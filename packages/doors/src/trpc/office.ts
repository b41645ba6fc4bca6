import {
  caseCursor,
  caseFilter,
  exportCases,
  failed,
  officeCases,
  readDossierFacts,
} from "@simpul/casework";
import type { OfficeCase } from "@simpul/casework";
import { exportDossier } from "@simpul/federation";
import { z } from "zod";
import { deployed, procedure, router, unwrap } from "./procedure.ts";

const about = z.strictObject({ report: z.string().min(1).max(64) });

/** A larger archive is checked where it holds nobody up: `simpul verify`. */
const mostChecked = 64 * 1024 * 1024;

async function textOf(format: "csv" | "json", cases: readonly OfficeCase[]): Promise<string> {
  const { caseRow, casesCsv } = await import("@simpul/documents");
  return format === "csv" ? casesCsv(cases) : `${JSON.stringify(cases.map(caseRow), null, 2)}\n`;
}

/** For the Ombudsman's office: what was referred to it, and whether what it received is whole. */
export const officeRouter = router({
  cases: procedure
    .input(
      z.strictObject({
        filter: caseFilter.default({}),
        cursor: caseCursor.optional(),
        /** What the client of an endless list says of itself; there is one direction. */
        direction: z.literal("forward").optional(),
        limit: z.int().min(1).max(100).default(50),
      }),
    )
    .query(async ({ ctx, input: { filter, cursor, limit } }) =>
      unwrap(await officeCases(ctx.ctx, ctx.actor, filter, cursor, limit)),
    ),
  /** A mutation: it leaves a row. At most 5000 cases a file; `nextCursor` asks for the next one. */
  exportCases: procedure
    .input(
      z.strictObject({
        filter: caseFilter.default({}),
        cursor: caseCursor.optional(),
        format: z.enum(["csv", "json"]),
      }),
    )
    .mutation(async ({ ctx, input: { filter, cursor, format } }) => {
      const { items, nextCursor } = unwrap(
        await exportCases(ctx.ctx, ctx.actor, filter, cursor, format),
      );
      const text = await textOf(format, items);
      const type = format === "csv" ? "text/csv; charset=utf-8" : "application/json";
      return { name: `kasus.${format}`, type, text, rows: items.length, nextCursor };
    }),
  /** Where a case stands with the office, and what its law asks. */
  dossier: procedure
    .input(about)
    .query(async ({ ctx, input }) =>
      unwrap(await readDossierFacts(ctx.ctx, ctx.actor, input.report)),
    ),
  /**
   * A mutation: it leaves a row. The dossier of what lies here is made and read as a stranger would read it, by code that
   * shares nothing with what wrote it, against the root that this deployment pinned when it was enrolled.
   */
  verify: procedure.input(about).mutation(async ({ ctx, input }) => {
    const deployment = deployed(ctx);
    const { composeDossier } = await import("@simpul/documents");
    const { pieces, root } = unwrap(
      await exportDossier(deployment, ctx.actor, input.report, composeDossier, "verifyDossier"),
    );
    const size = pieces.reduce((sum, piece) => sum + piece.length, 0);
    if (size > mostChecked) return unwrap(failed("fileTooLarge"));
    const { verifyArchive } = await import("@simpul/verify");
    const found = verifyArchive(Buffer.concat(pieces), { root });
    if (found.outcome === "refuted") return { ...found, root };
    const { events, receipts, contents, streams } = found;
    return { outcome: found.outcome, root, events, receipts, contents, size, streams };
  }),
});
