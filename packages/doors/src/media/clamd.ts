import { connect } from "node:net";
import type { Scanned } from "@simpul/casework";

/** To connect, and then for the whole of one file: an archive may take the scanner a while. */
const connectMs = 5_000;
const scanMs = 90_000;
const chunkBytes = 64 * 1024;
const longestAnswer = 4_096;

/**
 * Asks a clamd about bytes, by its INSTREAM command (clamd(8)): each chunk behind its length, then a length of zero, and one
 * line back. Never throws: whoever does not answer as a clamd does is away.
 * @param address `host:port`, or the path of a unix socket
 */
export function clamdAt(address: string): (bytes: Uint8Array) => Promise<Scanned> {
  return (bytes) => scan(targetOf(address), bytes);
}

type Target = { readonly path: string } | { readonly host: string; readonly port: number };

function targetOf(address: string): Target {
  if (address.startsWith("/")) return { path: address };
  const colon = address.lastIndexOf(":");
  const host = address.slice(0, colon).replace(/^\[(.*)\]$/, "$1");
  return { host, port: Number(address.slice(colon + 1)) };
}

function scan(target: Target, bytes: Uint8Array): Promise<Scanned> {
  return new Promise((settle) => {
    const socket = connect(target);
    let answer = "";
    const end = (scanned: Scanned): void => {
      clearTimeout(timer);
      socket.destroy();
      settle(scanned);
    };
    let timer = setTimeout(() => end({ outcome: "away" }), connectMs);
    socket.on("connect", () => {
      clearTimeout(timer);
      timer = setTimeout(() => end({ outcome: "away" }), scanMs);
      socket.write("zINSTREAM\0");
      void sendAll(socket, bytes);
    });
    socket.on("data", (part: Buffer) => {
      answer += part.toString("latin1");
      if (answer.length > longestAnswer) end({ outcome: "away" });
      else if (answer.includes("\0")) end(read(answer));
    });
    // It may refuse in the middle and close: what it said before counts.
    socket.on("error", () => end(read(answer)));
    socket.on("close", () => end(read(answer)));
  });
}

async function sendAll(socket: ReturnType<typeof connect>, bytes: Uint8Array): Promise<void> {
  for (let from = 0; from < bytes.length && socket.writable; from += chunkBytes) {
    const chunk = bytes.subarray(from, from + chunkBytes);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(chunk.length);
    socket.write(length);
    if (!socket.write(chunk))
      await new Promise<void>((go) => {
        socket.once("drain", go);
        socket.once("close", go);
      });
  }
  if (socket.writable) socket.write(Buffer.alloc(4));
}

/** `stream: OK`, `stream: <name> FOUND`, or `<reason> ERROR`. */
function read(answer: string): Scanned {
  const line = answer.split("\0")[0]?.trim() ?? "";
  if (line === "stream: OK") return { outcome: "clean" };
  const found = /^stream: ([\x21-\x7e]{1,200}) FOUND$/.exec(line)?.[1];
  if (found !== undefined) return { outcome: "infected", found };
  return { outcome: line.endsWith(" ERROR") ? "refused" : "away" };
}
