import { readOutlook } from "@simpul/casework";
import { z } from "zod";
import { failureProblem, problem } from "../problem.ts";
import { keyed } from "./deps.ts";
import type { Endpoint, KeyedRequest } from "./deps.ts";

const past = z
  .array(
    z.object({
      day: z.int().describe("Working days since the file was complete"),
      reports: z
        .int()
        .nullable()
        .describe("null: one to four more than the next count that is shown, or than none"),
    }),
  )
  .describe("Each count includes those of the days behind it");

const outlook = z.object({
  asOf: z.iso.datetime({ precision: 3 }),
  institutions: z
    .array(z.object({ institution: z.string(), name: z.string(), past }))
    .describe("Whom unsettled reports are with; none of whistleblowing"),
  whistleblowing: past.describe("Of the whole nation"),
});

const scope = "referrals:outlook";
const kept = { "cache-control": "private, no-store" } as const;
const summary = "How many unsettled reports come towards the Ombudsman, by institution";

/** At the hub only: every report is there. A key with the scope `referrals:outlook`, which opens nothing else. */
export const outlookEndpoints: readonly Endpoint[] = [
  {
    method: "get",
    path: "/referrals/outlook",
    id: "readOutlook",
    summary: `${summary}; for a key with the scope ${scope}`,
    access: "key",
    answers: { 200: { description: "Counts, small ones withheld", schema: outlook } },
    handle: keyed((request) => counts(request, "json")),
  },
  {
    method: "get",
    path: "/referrals/outlook.csv",
    id: "readOutlookCsv",
    summary: `${summary}: as CSV (RFC 4180) with a head; * is a count that is withheld`,
    access: "key",
    answers: { 200: { description: "text/csv" } },
    handle: keyed((request) => counts(request, "csv")),
  },
];

async function counts({ c, ctx, machine }: KeyedRequest, as: "csv" | "json"): Promise<Response> {
  if (!machine.scopes.includes(scope)) return problem(c, "missingScope", { parameters: { scope } });
  const read = await readOutlook(ctx, machine);
  if (read.outcome === "failed") return failureProblem(c, read);
  if (as === "json") return c.json(read.value, 200, kept);
  const { outlookCsv } = await import("@simpul/documents");
  return c.body(outlookCsv(read.value), 200, {
    ...kept,
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": `attachment; filename="menuju-ombudsman-${read.value.asOf.slice(0, 10)}.csv"`,
  });
}
