import { unitTree, wholeOf, withScope } from "@simpul/db";
import type { LoadedReport, Tx } from "@simpul/db";
import type { Actor } from "@simpul/access";
import { dateIn } from "@simpul/domain";
import { z } from "zod";
import type { Context } from "../context.ts";
import type { Words } from "../enclose.ts";
import { failed } from "../failure.ts";
import type { Failure } from "../failure.ts";
import { date, unitCode } from "../input.ts";
import { termsOf } from "../terms.ts";
import { authorize } from "../upon-report.ts";

/** A unit that works by paper: whose answer it is, of which day, and the scan of it. */
export const onBehalfInput = z.strictObject({
  unit: unitCode,
  /** The date on the paper. */
  dated: date,
  /** An upload of whoever records it; the first file of the answer. */
  scan: z.uuid(),
});
export type OnBehalf = z.infer<typeof onBehalfInput>;

/**
 * For whoever gives cases to units: refused with `forbidden`, `unknownUnit`, `unitRetired`, and `invalid` of a paper from the
 * future.
 */
export async function mayRecord(
  ctx: Context,
  tx: Tx,
  actor: Actor & { tenant: string },
  loaded: LoadedReport,
  { unit, dated }: OnBehalf,
): Promise<"yes" | Failure> {
  const may = authorize(ctx, actor, "assign", loaded);
  if (may !== "yes") return may;
  const found = (await unitTree(tx, loaded.tenant)).find(({ code }) => code === unit);
  if (found === undefined) return failed("unknownUnit", "/onBehalf/unit");
  if (found.retiredOn !== undefined) return failed("unitRetired", "/onBehalf/unit");
  const today = dateIn(termsOf(ctx).zoneOf(loaded.tenant), ctx.caseNow());
  return dated > today ? failed("invalid", "/onBehalf/dated") : "yes";
}

/** As the words of the answer keep it: other parties know no units of this one, so it is named. */
export async function wordsOfBehalf(
  ctx: Context,
  tenant: string,
  { unit, dated }: OnBehalf,
): Promise<Words> {
  const units = await withScope(ctx.db, wholeOf([tenant]), (tx) => unitTree(tx, tenant));
  const name = units.find(({ code }) => code === unit)?.name ?? unit;
  return { onBehalfOf: unit, onBehalfName: name, paperDated: dated };
}

export interface RecordedBehalf {
  readonly unit: string;
  readonly name: string;
  /** ISO date on the paper; the scan is the answer's first file. */
  readonly dated: string;
}

/** What words say beside their text; a stranger's may say anything. */
export function saidBeside(words: Record<string, string | number> | undefined): {
  readonly basis?: string;
  readonly onBehalf?: RecordedBehalf;
} {
  const { basis, onBehalfOf: unit, onBehalfName: name, paperDated: dated } = words ?? {};
  const isRecorded =
    typeof unit === "string" && typeof name === "string" && typeof dated === "string";
  return {
    ...(typeof basis === "string" ? { basis } : {}),
    ...(isRecorded ? { onBehalf: { unit, name, dated } } : {}),
  };
}
