import { openConnection } from "./connection.ts";
import type { Connection } from "./connection.ts";
import { signedRequests } from "./deliveries.ts";
import type { Target } from "./deliveries.ts";
import { program } from "./program.ts";

export interface SendOptions extends Target {
  readonly connections: number;
  readonly seconds: number;
  /** At most so many are signed beforehand; the load ends when they are used up. */
  readonly most: number;
  /** Intakes a second, whatever the answers (open loop); as fast as they are answered unless given. */
  readonly rate?: number;
}

export interface Sent {
  readonly perSecond: number;
  /** By status; only 201 is an intake. */
  readonly statuses: Record<number, number>;
  /** Milliseconds of each answer; in an open loop from the moment it was due, so that waiting is not hidden. */
  readonly latencies: number[];
}

await program<SendOptions>(async (options) => {
  const requests = signedRequests(options, options.most);
  const open = await Promise.all(
    Array.from({ length: options.connections }, () => openConnection(options.port)),
  );
  return async () => {
    const statuses: Record<number, number> = {};
    const latencies: number[] = [];
    const started = performance.now();
    let next = 0;
    let scheduled = 0;
    const sendOne = async (connection: Connection, due: number): Promise<void> => {
      const request = requests[next];
      next += 1;
      if (request === undefined) return;
      const status = await connection.send(request);
      statuses[status] = (statuses[status] ?? 0) + 1;
      latencies.push(performance.now() - due);
    };
    const end = started + options.seconds * 1000;
    await Promise.all(
      options.rate === undefined
        ? open.map(async (connection) => {
            while (performance.now() < end && next < requests.length)
              await sendOne(connection, performance.now());
          })
        : open.map((connection) => paced(connection, options.rate ?? 1)),
    );
    const took = (performance.now() - started) / 1000;
    for (const connection of open) connection.end();
    return { perSecond: (statuses[201] ?? 0) / took, statuses, latencies } satisfies Sent;

    /** Whoever is free takes the next moment; a moment that has passed is served at once, and late. */
    async function paced(connection: Connection, rate: number): Promise<void> {
      for (;;) {
        const due = started + (scheduled * 1000) / rate;
        scheduled += 1;
        if (due >= end || next >= requests.length) return;
        const wait = due - performance.now();
        if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
        await sendOne(connection, due);
      }
    }
  };
});
