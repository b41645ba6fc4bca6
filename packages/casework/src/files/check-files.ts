import {
  claimFile,
  insertAudit,
  keepThumbnail,
  postponeFiles,
  settleFile,
  takeDueFiles,
  wholeOf,
  withScope,
} from "@simpul/db";
import type { DueFile, FileState } from "@simpul/db";
import { sha256 } from "@simpul/protocol";
import type { Context } from "../context.ts";

/** What a scanner says of bytes. `refused`: it is there and would not look; `away`: nobody answered as a scanner does. */
export type Scanned =
  | { readonly outcome: "clean" | "away" | "refused" }
  | { readonly outcome: "infected"; readonly found: string };

/** What looking at files needs; the root brings it. */
export interface FileCare {
  /** None where no scanner is configured. */
  readonly scan?: (bytes: Uint8Array) => Promise<Scanned>;
  /** A small picture, if the bytes are one. */
  readonly thumbnail: (bytes: Uint8Array) => Promise<Uint8Array | "none">;
  readonly alarm: (kind: FileAlarm, fields: Readonly<Record<string, string | number>>) => void;
}

export type FileAlarm = "fileInfected" | "scannerAway" | "fileNotScanned";

/** So few that all are through before the five minutes for which they were taken. */
const atOnce = 8;
/** Of one run; the next comes in a minute. */
const mostRounds = 25;

/**
 * Looks at files that nobody has looked at: the scanner where there is one, and a thumbnail where a picture came from
 * elsewhere. What the scanner knows loses its bytes. While the scanner is away everything stays as it is, and is tried again.
 */
export async function checkFiles(ctx: Context, care: FileCare): Promise<void> {
  for (let round = 0; round < mostRounds; round += 1) {
    const due = await withScope(ctx.db, wholeOf(ctx.here.tenants()), (tx) =>
      takeDueFiles(tx, moment(ctx), care.scan !== undefined, atOnce),
    );
    for (const [index, file] of due.entries())
      if ((await checkOne(ctx, care, file)) === "away") {
        // All of them at the next minute: whether it is back shows in the first.
        const left = due.slice(index).map(({ blob }) => blob);
        await postpone(ctx, left, 1);
        care.alarm("scannerAway", { waiting: left.length });
        return;
      }
    if (due.length < atOnce) return;
  }
}

async function checkOne(ctx: Context, care: FileCare, file: DueFile): Promise<"looked" | "away"> {
  const bytes = await ctx.blobs.get(file.blob);
  if (bytes === "missing") {
    // Being put at this moment, or by a process that died; the sweeper removes what nothing names.
    await postpone(ctx, [file.blob], Math.min(60, file.attempts));
    return "looked";
  }
  const scanned: Scanned | undefined = await care.scan?.(bytes);
  switch (scanned?.outcome) {
    case "away":
      return "away";
    case "refused":
      await postpone(ctx, [file.blob], 60);
      care.alarm("fileNotScanned", { size: bytes.length });
      return "looked";
    case "infected":
      await condemn(ctx, care, file.blob, scanned.found);
      return "looked";
    case "clean":
    case undefined: {
      if (!file.hasThumbnail) await addThumbnail(ctx, care, file, bytes);
      await settle(ctx, file.blob, scanned === undefined ? "unscanned" : "clean");
      return "looked";
    }
  }
}

async function settle(ctx: Context, blob: string, state: FileState): Promise<void> {
  await withScope(ctx.db, wholeOf(ctx.here.tenants()), (tx) =>
    settleFile(tx, blob, state, moment(ctx)),
  );
}

async function condemn(ctx: Context, care: FileCare, blob: string, found: string): Promise<void> {
  const at = moment(ctx);
  const owners = await withScope(ctx.db, wholeOf(ctx.here.tenants()), async (tx) => {
    const concerned = await settleFile(tx, blob, "infected", at);
    if (concerned === "settled") return concerned;
    for (const { tenant, report } of concerned)
      await insertAudit(tx, tenant, at, {
        actor: "system",
        verb: "scanFile",
        outcome: "infected",
        ...(report === undefined ? {} : { report }),
        detail: { blob },
      });
    // Before the commit, while its row is locked: whoever puts the same bytes now is refused, or has them looked at again.
    await ctx.blobs.remove(blob);
    return concerned;
  });
  if (owners !== "settled") care.alarm("fileInfected", { found, tenants: owners.length });
}

async function addThumbnail(
  ctx: Context,
  care: FileCare,
  { blob, tenants }: DueFile,
  bytes: Uint8Array,
): Promise<void> {
  const small = await care.thumbnail(bytes);
  if (small === "none") return;
  const scope = wholeOf(ctx.here.tenants());
  const name = sha256(small);
  await withScope(ctx.db, scope, (tx) => claimFile(tx, name, tenants, "clean", moment(ctx)));
  await ctx.blobs.put(name, small);
  await withScope(ctx.db, scope, (tx) => keepThumbnail(tx, blob, name));
}

async function postpone(ctx: Context, blobs: readonly string[], minutes: number): Promise<void> {
  const until = ctx.now().add({ minutes }).toString({ fractionalSecondDigits: 3 });
  await withScope(ctx.db, wholeOf(ctx.here.tenants()), (tx) => postponeFiles(tx, blobs, until));
}

const moment = (ctx: Context): string => ctx.now().toString({ fractionalSecondDigits: 3 });
