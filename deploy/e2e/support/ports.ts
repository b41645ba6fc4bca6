import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";

/**
 * A free port that stays its owner's through a restart: below the range from which the kernel takes ports for outgoing
 * connections, or whoever calls the stopped service might be given its port, and even be connected to itself.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(12_000, 32_000);
    const probe = createServer().listen(port, "127.0.0.1");
    const outcome = await Promise.race([
      once(probe, "listening").then(() => "free"),
      once(probe, "error").then(() => "taken"),
    ]);
    if (outcome === "taken") continue;
    probe.close();
    await once(probe, "close");
    return port;
  }
}
