import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import { onTestFinished } from "vitest";

/** The file that every scanner knows, in two halves so that none stops at this one (EICAR, 2003). */
export const eicar = Buffer.from(
  `X5O!P%@AP[4\\PZX54(P^)7CC)7}$${"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"}!$H+H*`,
);

export interface Clamd {
  readonly address: string;
  /** What it was given, whole. */
  readonly seen: Buffer[];
  close(): Promise<void>;
}

export interface ClamdManners {
  /** `StreamMaxLength`. */
  readonly most?: number;
  /** A socket's path instead of a port. */
  readonly path?: string;
  /** What it does instead of answering. */
  readonly instead?: (socket: Socket) => void;
}

/** Plays a clamd: INSTREAM with the zero-terminated framing of clamd(8), and knows one signature. */
export async function clamdFake({
  most = 26_214_400,
  path,
  instead,
}: ClamdManners = {}): Promise<Clamd> {
  const seen: Buffer[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
    if (instead !== undefined) {
      instead(socket);
      return;
    }
    let waiting = Buffer.alloc(0);
    let begun = false;
    const parts: Buffer[] = [];
    socket.on("data", (part: Buffer) => {
      waiting = Buffer.concat([waiting, part]);
      if (!begun) {
        const end = waiting.indexOf(0);
        if (end < 0) return;
        if (waiting.subarray(0, end).toString() !== "zINSTREAM") {
          socket.end("UNKNOWN COMMAND\0");
          return;
        }
        begun = true;
        waiting = waiting.subarray(end + 1);
      }
      while (waiting.length >= 4) {
        const length = waiting.readUInt32BE(0);
        if (length === 0) {
          const whole = Buffer.concat(parts);
          seen.push(whole);
          socket.end(
            whole.includes(eicar) ? "stream: Eicar-Test-Signature FOUND\0" : "stream: OK\0",
          );
          return;
        }
        if (waiting.length < 4 + length) return;
        parts.push(waiting.subarray(4, 4 + length));
        waiting = waiting.subarray(4 + length);
        if (parts.reduce((sum, each) => sum + each.length, 0) > most) {
          socket.end("INSTREAM size limit exceeded. ERROR\0");
          return;
        }
      }
    });
  });
  server.listen(path ?? { host: "127.0.0.1", port: 0 });
  await once(server, "listening");
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    if (server.listening) {
      server.close();
      await once(server, "close");
    }
  };
  onTestFinished(close);
  // Proof: a server that listens on a port has an AddressInfo.
  const address = path ?? `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { address, seen, close };
}
