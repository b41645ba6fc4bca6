import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { verifyAuditExport } from "@simpul/verify";
import { done, failed, Misused, type Said } from "./command.ts";

const beginning = Buffer.from('{"format":"simpul-audit/');

/** By its first bytes; what cannot be read is none, and whoever reads it next says why. */
export async function isAuditExport(path: string): Promise<boolean> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(
        Buffer.alloc(beginning.length),
        0,
        beginning.length,
        0,
      );
      return bytesRead === beginning.length && beginning.equals(buffer);
    } finally {
      await file.close();
    }
  } catch {
    return false;
  }
}

/** @param root the thumbprint that it is compared with */
export async function sayAuditExport(path: string, root: string | undefined): Promise<Said> {
  const options = root === undefined ? {} : { root };
  const found = await verifyAuditExport(createReadStream(path), options).catch((error: unknown) => {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw new Misused(`${path} cannot be read (${code})`);
  });
  if (found.outcome === "refuted")
    return failed([`not genuine: ${found.code} at ${found.where}`, found.detail], found);
  const { tenant, by, madeAt, head, rows, swept, checkpoints } = found;
  const compared =
    root === undefined ? "COMPARED WITH NOTHING: give the hub's own with --root" : "as pinned";
  return done(
    [
      `genuine: audit of ${tenant}, made ${madeAt} by ${by}`,
      `chain     ${head.seq} links, ends at ${head.hash}`,
      `rows      ${rows} as they were sealed, ${swept} removed at their age`,
      `signed    ${checkpoints} checkpoints, and the end`,
      `root      ${found.root} (${compared})`,
    ],
    found,
  );
}
