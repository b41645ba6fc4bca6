import { areasByCode, areasByName } from "@simpul/db";
import type { Area } from "@simpul/db";
import { z } from "zod";
import type { Context } from "../context.ts";
import { areaCode } from "../input.ts";

/** Places by the beginnings of their names' words or by a code, as somebody types; or those of codes that are known. */
export const areasInput = z.union([
  z.strictObject({ q: z.string().max(100) }),
  z.strictObject({ codes: z.array(areaCode).max(100) }),
]);

export interface FoundArea extends Pick<Area, "code" | "name" | "kind"> {
  /** The names of those it lies in, the nearest first: "Balikpapan Tengah, Kota Balikpapan, Kalimantan Timur". */
  readonly path: string;
}

const mostFound = 20;

export async function findAreas(
  ctx: Context,
  input: z.infer<typeof areasInput>,
): Promise<FoundArea[]> {
  const found =
    "codes" in input ? await areasByCode(ctx.db, input.codes) : await areasTyped(ctx, input.q);
  const above = await areasByCode(ctx.db, [
    ...new Set(found.flatMap(({ code }) => codesAbove(code))),
  ]);
  const names = new Map(above.map(({ code, name }) => [code, name]));
  return found.map(({ code, name, kind }) => ({
    code,
    name,
    kind,
    path: codesAbove(code)
      .flatMap((each) => names.get(each) ?? [])
      .join(", "),
  }));
}

async function areasTyped(ctx: Context, typed: string): Promise<Area[]> {
  const text = typed.trim();
  if (/^[\d.]+$/.test(text)) return areasByCode(ctx.db, [text]);
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return areasByName(ctx.db, words.slice(0, 8), mostFound);
}

/** Kemendagri codes nest: `64.71.05.1001` lies in `64.71.05`, in `64.71`, in `64`. */
function codesAbove(code: string): string[] {
  const parts = code.split(".");
  return parts.slice(1).map((_, n) => parts.slice(0, parts.length - 1 - n).join("."));
}
