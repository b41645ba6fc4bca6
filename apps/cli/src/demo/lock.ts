import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DemoFolder } from "./folder.ts";

/**
 * One demo a folder. The lock is a listening socket in Linux's abstract namespace, which the kernel takes back however
 * the process ends: no lock is ever left over, and no process number is mistaken for another's.
 */
export async function takeLock(folder: DemoFolder): Promise<Server | "running"> {
  const name = `simpul-demo-${createHash("sha256").update(folder.path).digest("hex").slice(0, 24)}`;
  const server = createServer();
  server.listen(process.platform === "linux" ? `\0${name}` : join(tmpdir(), name));
  try {
    await once(server, "listening");
  } catch {
    return "running";
  }
  server.unref();
  return server;
}
