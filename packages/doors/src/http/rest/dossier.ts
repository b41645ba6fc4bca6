import { readReferred } from "@simpul/casework";
import type { Context } from "@simpul/casework";
import { exportDossier } from "@simpul/federation";
import type { Deployment } from "@simpul/federation";
import { z } from "zod";
import { streamOf } from "../files/give-archive.ts";
import { failureProblem } from "../problem.ts";
import { keyed } from "./deps.ts";
import type { Endpoint, KeyedRequest } from "./deps.ts";

/** What these answer is a person's case: nothing between us and the asker keeps it. */
const kept = { "cache-control": "private, no-store" } as const;

const row = z.object({
  trackingId: z.string(),
  id: z.uuid(),
  referredAt: z.iso.datetime({ precision: 3 }).describe("RFC 3339 in UTC"),
  due: z.iso.datetime({ precision: 3 }).describe("The deadline that had passed"),
  office: z.string().describe("By its province's code; `pusat` is the seat"),
  officeName: z.string(),
  registerNumber: z.string().describe("The office's own; empty until it has one"),
  class: z.string(),
  category: z.string(),
  supervisory: z.boolean(),
  maladministration: z.string().describe("Codes, separated by spaces"),
  area: z.string(),
  occurredOn: z.string(),
  institution: z.string(),
  receivedAt: z.iso.datetime({ precision: 3 }),
  completeAt: z.string(),
  secret: z.boolean(),
  anonymous: z.boolean(),
  consent: z.enum(["given", "refused", "open"]),
});

/** What the Ombudsman's office is handed; for it and for the hub. @param deployment signs the archive */
export function dossierEndpoints(deployment: Deployment): readonly Endpoint[] {
  return [
    {
      method: "get",
      path: "/reports/{id}/dossier",
      id: "readDossier",
      summary:
        "A referred report's dossier: one archive (tar), which `simpul verify` checks offline",
      access: "key",
      answers: { 200: { description: "application/x-tar: manifest, streams, contents, pages" } },
      handle: keyed((request) => archive(request, deployment)),
    },
    {
      method: "get",
      path: "/reports/{id}/referral.json",
      id: "readReferral",
      summary: "A referred report as one row, for the office's own system",
      access: "key",
      answers: { 200: { description: "The row", schema: row } },
      handle: keyed((request) => referral(request, "json")),
    },
    {
      method: "get",
      path: "/reports/{id}/referral.csv",
      id: "readReferralCsv",
      summary: "The same row as CSV (RFC 4180) with a head, guarded against formulas",
      access: "key",
      answers: { 200: { description: "text/csv" } },
      handle: keyed((request) => referral(request, "csv")),
    },
  ];
}

async function archive({ c, machine }: KeyedRequest, deployment: Deployment): Promise<Response> {
  const { composeDossier } = await documents();
  const made = await exportDossier(deployment, machine, c.req.param("id") ?? "", composeDossier);
  if (made.outcome === "failed") return failureProblem(c, made);
  const { manifest, pieces } = made.value;
  return c.body(streamOf(pieces), 200, {
    ...kept,
    "content-type": "application/x-tar",
    "content-length": String(pieces.reduce((sum, piece) => sum + piece.length, 0)),
    "content-disposition": `attachment; filename="berkas-${manifest.trackingId}.tar"`,
  });
}

async function referral({ c, ctx, machine }: KeyedRequest, as: "csv" | "json"): Promise<Response> {
  const read = await rowFor(ctx, machine, c.req.param("id") ?? "");
  if (read.outcome === "failed") return failureProblem(c, read);
  const { row: value, csv } = read;
  return as === "json"
    ? c.json(value, 200, kept)
    : c.body(csv, 200, {
        ...kept,
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="rujukan-${value.trackingId}.csv"`,
      });
}

async function rowFor(ctx: Context, machine: KeyedRequest["machine"], id: string) {
  const read = await readReferred(ctx, machine, id, "referral");
  if (read.outcome === "failed") return read;
  const { referralCsv, referralRow } = await documents();
  const value = await referralRow(read.value, ctx);
  return { outcome: "row", row: value, csv: referralCsv(value) } as const;
}

/** Only where one is asked for: most processes never make a document. */
const documents = () => import("@simpul/documents");
