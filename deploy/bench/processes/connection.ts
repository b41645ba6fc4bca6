import { connect } from "node:net";

export interface Connection {
  /** One request at a time. @returns the answer's status */
  send(request: Buffer): Promise<number>;
  end(): void;
}

/**
 * HTTP/1.1 as bytes on a kept connection: an HTTP client takes as much of the machine as the door that is measured. It
 * reads the status and the length and nothing else; an answer of unknown length is a fault of the measurement.
 */
export function openConnection(port: number): Promise<Connection> {
  const socket = connect({ port, host: "127.0.0.1", noDelay: true });
  let waiting: { resolve: (status: number) => void; reject: (error: Error) => void } | undefined;
  let buffered = "";
  socket.setEncoding("latin1");
  socket.on("data", (chunk: string) => {
    buffered += chunk;
    const head = buffered.indexOf("\r\n\r\n");
    if (head < 0) return;
    const length = /\r\ncontent-length: (\d+)/i.exec(buffered.slice(0, head + 2))?.[1];
    if (length === undefined)
      return void socket.destroy(new Error("an answer without content-length"));
    if (buffered.length < head + 4 + Number(length)) return;
    const status = Number(buffered.slice(9, 12));
    buffered = buffered.slice(head + 4 + Number(length));
    waiting?.resolve(status);
    waiting = undefined;
  });
  const fail = (error?: Error): void => {
    waiting?.reject(error ?? new Error("the connection was closed"));
    waiting = undefined;
  };
  socket.on("error", fail);
  socket.on("close", () => fail());
  return new Promise((resolve, reject) => {
    socket.once("error", reject);
    socket.once("connect", () =>
      resolve({
        send: (request) =>
          new Promise((settle, refuse) => {
            waiting = { resolve: settle, reject: refuse };
            socket.write(request);
          }),
        end: () => socket.end(),
      }),
    );
  });
}
