import { isMailbox } from "@simpul/casework";
import type { Transporter } from "nodemailer";

/** A message as it goes out; every part of it may have been typed by somebody. */
export interface OutgoingMail {
  /** Without angle brackets; the same at every attempt, so that whoever gets it twice can tell. */
  readonly messageId: string;
  readonly fromName: string;
  readonly to: string;
  readonly lang: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/**
 * `refused`: this message or this mailbox, for good (a 5xx answer to RCPT or DATA, RFC 5321, 4.2.1). `later`: everything
 * else, also a 5xx to us ourselves (greeting, login, sender), which an operator can mend. The code is of ours or a number:
 * what a server says repeats the address.
 */
export type Posted =
  | { readonly outcome: "sent" }
  | { readonly outcome: "refused" | "later"; readonly code: string };

export interface SmtpClient {
  send(mail: OutgoingMail): Promise<Posted>;
  /** Whether the server takes us in: connection, encryption, login. Nothing is sent. */
  knock(): Promise<"open" | { readonly code: string }>;
  /** Ends what is under way: it is sent again, at worst. */
  close(): void;
}

export interface SmtpOptions {
  /** `smtps://user:password@host:465`, or `smtp://` with STARTTLS, which only a server on this machine may do without. */
  readonly url: string;
  /** The address in From, and of the envelope. */
  readonly from: string;
}

/** A server that trickles is no silent one: the whole of a delivery has an end too, well before the mail is due again. */
const deliveryMs = 60_000;
const stepMs = 15_000;
/** Connections at once. */
const most = 4;

/** Loads the SMTP library with the first mail: a process that never sends one does not hold it. */
export function smtpClient({ url, from }: SmtpOptions): SmtpClient {
  let opened: Promise<Transporter> | undefined;
  let isClosed = false;
  const open = (): Promise<Transporter> =>
    (opened ??= import("nodemailer").then(({ createTransport }) =>
      createTransport({
        ...addressOf(url),
        pool: true,
        maxConnections: most,
        // A message whose connection broke may have been taken: its own retry sends it again, under the same id.
        maxRequeues: 0,
        idleTimeout: 20_000,
        connectionTimeout: stepMs,
        greetingTimeout: stepMs,
        dnsTimeout: stepMs,
        socketTimeout: stepMs,
        disableFileAccess: true,
        disableUrlAccess: true,
      }),
    ));
  return {
    async send({ messageId, fromName, to, lang, subject, text, html }) {
      if (isClosed) return { outcome: "later", code: "closing" };
      // The library makes two recipients of an address with a comma, also in the envelope.
      if (!isMailbox(to)) return { outcome: "refused", code: "badAddress" };
      try {
        const transport = await open();
        await transport.sendMail({
          messageId: `<${messageId}@${from.slice(from.lastIndexOf("@") + 1)}>`,
          from: { name: fromName, address: from },
          to,
          subject,
          text,
          html,
          headers: {
            "Content-Language": lang,
            // RFC 3834: holiday notices stay away.
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
          },
          signal: AbortSignal.timeout(deliveryMs),
        });
        return { outcome: "sent" };
      } catch (error) {
        return refusalOf(error);
      }
    },
    async knock() {
      try {
        await (await open()).verify();
        return "open";
      } catch (error) {
        return { code: refusalOf(error).code };
      }
    },
    close() {
      isClosed = true;
      void opened?.then(
        (transport) => transport.close(),
        () => {},
      );
    },
  };
}

/** @param url checked when the configuration was read */
function addressOf(url: string) {
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === "smtps:";
  const host = hostname.replace(/^\[(.*)\]$/, "$1");
  const isHere = ["127.0.0.1", "localhost", "::1"].includes(host);
  return {
    host,
    port: port === "" ? (secure ? 465 : 587) : Number(port),
    secure,
    // Codes and links are secrets: no server in between takes the encryption away.
    requireTLS: !secure && !isHere,
    ignoreTLS: !secure && isHere,
    ...(username !== "" && {
      auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    }),
  };
}

const ofTheMessage = new Set(["RCPT TO", "DATA"]);

type Refusal = Exclude<Posted, { outcome: "sent" }>;

function refusalOf(error: unknown): Refusal {
  // Proof: all three are looked at before they are used.
  const { responseCode, command, code } = Object(error) as SmtpFault;
  if (typeof responseCode === "number" && responseCode >= 400) {
    const isFinal = responseCode >= 500 && ofTheMessage.has(String(command));
    return { outcome: isFinal ? "refused" : "later", code: `smtp${responseCode}` };
  }
  return { outcome: "later", code: typeof code === "string" ? code : "unknown" };
}

/** What the library adds to its errors. */
interface SmtpFault {
  readonly responseCode?: unknown;
  readonly command?: unknown;
  readonly code?: unknown;
}
