import {
  auditCursor,
  auditFilter,
  checkSeal,
  exportAudits,
  readAuditPeople,
  readSeal,
  searchAudits,
} from "@simpul/casework";
import type { AuditedAct } from "@simpul/casework";
import { auditSignatures } from "@simpul/federation";
import { z } from "zod";
import { deployed, procedure, router, unwrap } from "./procedure.ts";

async function textOf(format: "csv" | "json", acts: readonly AuditedAct[]): Promise<string> {
  if (format === "json") return `${JSON.stringify(acts, null, 2)}\n`;
  const { auditCsv } = await import("@simpul/documents");
  return auditCsv(acts);
}

/** For the auditor of a desk: what was done there. */
export const auditRouter = router({
  search: procedure
    .input(
      z.strictObject({
        filter: auditFilter.default({}),
        cursor: auditCursor.optional(),
        /** What the client of an endless list says of itself; there is one direction. */
        direction: z.literal("forward").optional(),
        limit: z.int().min(1).max(200).default(50),
      }),
    )
    .query(async ({ ctx, input: { filter, cursor, limit } }) =>
      unwrap(await searchAudits(ctx.ctx, ctx.actor, filter, cursor, limit)),
    ),
  /** Whose acts they are, by the names of the desk's own roster. */
  people: procedure.query(async ({ ctx }) => unwrap(await readAuditPeople(ctx.ctx, ctx.actor))),
  /** Up to where it is sealed. */
  seal: procedure.query(async ({ ctx }) => unwrap(await readSeal(ctx.ctx, ctx.actor))),
  /** A mutation: it leaves a row. Computes the chain from its first row on. */
  verify: procedure.mutation(async ({ ctx }) =>
    unwrap(await checkSeal(ctx.ctx, ctx.actor, auditSignatures(deployed(ctx)).open)),
  ),
  /** A mutation: it leaves a row. At most 10 000 acts a file; `nextCursor` asks for the next one. */
  export: procedure
    .input(
      z.strictObject({
        filter: auditFilter.default({}),
        cursor: auditCursor.optional(),
        format: z.enum(["csv", "json"]),
      }),
    )
    .mutation(async ({ ctx, input: { filter, cursor, format } }) => {
      const { items, nextCursor } = unwrap(
        await exportAudits(ctx.ctx, ctx.actor, filter, cursor, format),
      );
      const text = await textOf(format, items);
      const type = format === "csv" ? "text/csv; charset=utf-8" : "application/json";
      return { name: `audit.${format}`, type, text, rows: items.length, nextCursor };
    }),
});
