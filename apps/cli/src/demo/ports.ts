import { once } from "node:events";
import { createServer } from "node:net";

/** Gives out ports from the first on; says so where one is taken and the next free one is used. */
export function portsFrom(first: number, say: (line: string) => void) {
  let next = first;
  return async (what: string): Promise<number> => {
    for (let port = next; port <= 65_535; port += 1) {
      if (!(await isFree(port))) continue;
      if (port !== next) say(`port ${next} is taken: ${what} uses ${port}`);
      next = port + 1;
      return port;
    }
    throw new Error("no port is free");
  };
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  probe.listen(port, "127.0.0.1");
  try {
    await once(probe, "listening");
  } catch {
    return false;
  }
  probe.close();
  await once(probe, "close");
  return true;
}
