import { randomUUID } from "node:crypto";
import { SMTPServer } from "smtp-server";
import type { Kept } from "./kept.ts";
import { readMail } from "./read-mail.ts";

export interface MailServerOptions {
  /** 0 takes any free one. */
  readonly port: number;
  /** Refuses instead of keeping: the code answered to RCPT TO of an address, or undefined. */
  readonly refuses?: (to: string) => number | undefined;
  /** Called when a message was read and is not yet answered; what it throws is what the client is told. */
  readonly onMessage?: () => Promise<void> | void;
}

export interface MailServer {
  readonly port: number;
  close(): Promise<void>;
}

/** A real mail server on the loopback that delivers to nobody: what it takes can be looked at. */
export async function startMailServer(
  messages: Kept,
  { port, refuses, onMessage }: MailServerOptions,
): Promise<MailServer> {
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    size: 1_000_000,
    closeTimeout: 500,
    onRcptTo({ address }, _session, done) {
      const code = refuses?.(address);
      if (code === undefined) return done();
      done(Object.assign(new Error("not here"), { responseCode: code }));
    },
    onData(stream, session, done) {
      const take = async (): Promise<void> => {
        const pieces: Buffer[] = [];
        // Proof: the server hands out bytes.
        for await (const piece of stream) pieces.push(piece as Buffer);
        const raw = Buffer.concat(pieces);
        const { text = "" } = await readMail(raw);
        await onMessage?.();
        messages.keep({
          id: randomUUID(),
          channel: "email",
          kind: "email",
          to: session.envelope.rcptTo.map(({ address }) => address).join(", "),
          text,
          at: new Date().toISOString(),
          raw: raw.toString("utf8"),
        });
      };
      void (async () => {
        try {
          await take();
        } catch {
          // The client is told to come again.
          done(Object.assign(new Error("not kept"), { responseCode: 451 }));
          return;
        }
        done();
      })();
    },
  });
  // A client that goes away in the middle is no fault of this process.
  server.on("error", () => {});
  const listening = await new Promise<number>((settle, fail) => {
    server.once("error", fail);
    const { server: socket } = server;
    server.listen(port, "127.0.0.1", () => {
      server.off("error", fail);
      const address = socket.address();
      settle(typeof address === "object" && address !== null ? address.port : port);
    });
  });
  return {
    port: listening,
    close: () => new Promise((settle) => server.close(() => settle())),
  };
}
