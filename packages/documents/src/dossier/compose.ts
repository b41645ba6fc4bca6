import { createHash } from "node:crypto";
import { termsOf } from "@simpul/casework";
import type { ComposeDossier } from "@simpul/casework";
import { dossierPages } from "../pages/dossier-pages.ts";
import { dossierOf } from "./facts.ts";

/**
 * The files that make an export a dossier: `dossier.json` for machines, `dossier.pdf` for people (it names the digest of the
 * other), and `clocks.json` with the calendar and the policy as the hub signed them. The same report at the same moment makes
 * the same bytes.
 */
export const composeDossier: ComposeDossier = async (referred, around) => {
  const dossier = await dossierOf(referred, termsOf(around.ctx), around);
  const json = jsonBytes(dossier);
  const digest = createHash("sha256").update(json).digest("hex");
  return {
    "clocks.json": jsonBytes(around.signed),
    "dossier.json": json,
    "dossier.pdf": await dossierPages(dossier, {
      digest,
      root: around.root,
      categories: around.ctx.reference.categories(),
      tenants: around.ctx.reference.tenants(),
      areaOf: async (code) => (await around.ctx.reference.area(code))?.name,
    }),
  };
};

const jsonBytes = (value: object): Uint8Array => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
