import { rmSync } from "node:fs";
import { open, rename } from "node:fs/promises";
import { Refused } from "./command.ts";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * A file for its user alone (0600), whole or not at all: an archive that was cut off must not look like one, and what is in
 * it must not be left lying about under another name, whatever ends this process but SIGKILL.
 */
export async function writeWhole(
  path: string,
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  overwrite: boolean,
): Promise<"written" | "exists"> {
  const partial = `${path}.${process.pid}.partial`;
  let leftovers = [partial];
  const clear = (): void => {
    for (const one of leftovers) rmSync(one, { force: true });
  };
  const stop = (signal: NodeJS.Signals): void => {
    clear();
    process.removeListener(signal, stop);
    process.kill(process.pid, signal);
  };
  for (const signal of signals) process.on(signal, stop);
  try {
    if (!overwrite) {
      // Taken at once, so that nobody's file that comes meanwhile is overwritten; a stick knows no links.
      await (await open(path, "wx", 0o600)).close();
      leftovers = [partial, path];
    }
    const file = await open(partial, "wx", 0o600);
    try {
      for await (const piece of pieces) await file.writeFile(piece);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(partial, path);
    leftovers = [];
    return "written";
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    if (code === "EEXIST") return "exists";
    throw new Refused("notWritten", `${path} cannot be written (${code})`);
  } finally {
    clear();
    for (const signal of signals) process.removeListener(signal, stop);
  }
}
