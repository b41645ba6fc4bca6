import { createHmac, randomUUID } from "node:crypto";

/** What came back, read once. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Empty unless it is a JSON object. */
  readonly body: Readonly<Record<string, unknown>>;
}

export async function send(url: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, { redirect: "manual", ...init });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: objectIn(text) };
}

function objectIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    // Proof: an object that JSON.parse made has string keys.
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

export function textOf(answer: Answer, name: string): string {
  const value = answer.body[name];
  if (typeof value !== "string")
    throw new Error(`${answer.status} without ${name}: ${answer.text.slice(0, 500)}`);
  return value;
}

export function listOf(answer: Answer, name: string): readonly Record<string, unknown>[] {
  const value = answer.body[name];
  if (!Array.isArray(value))
    throw new Error(`${answer.status} without ${name}: ${answer.text.slice(0, 500)}`);
  // Proof: what these lists hold (items, history, errors) are objects by SURFACE.
  return value as Record<string, unknown>[];
}

/** The REST API as one key sees it; without a key as anybody does. */
export class Api {
  readonly base: string;
  readonly #key: string | undefined;

  constructor(serviceUrl: string, key?: string) {
    this.base = `${serviceUrl}/api/v1`;
    this.#key = key;
  }

  /** The same key at another service. */
  at(serviceUrl: string): Api {
    return new Api(serviceUrl, this.#key);
  }

  get(path: string): Promise<Answer> {
    return send(`${this.base}${path}`, { headers: this.headers() });
  }

  post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.raw(path, JSON.stringify(body), { "content-type": "application/json", ...headers });
  }

  raw(path: string, body: string | Buffer, headers: Record<string, string>): Promise<Answer> {
    return send(`${this.base}${path}`, {
      method: "POST",
      body,
      headers: { ...this.headers(), ...headers },
    });
  }

  /** A verb that must succeed. */
  async act(id: string, verb: string, body: unknown = {}): Promise<Answer> {
    const answer = await this.post(`/reports/${id}/${verb}`, body);
    if (answer.status !== 200)
      throw new Error(`${verb} was answered ${answer.status}: ${answer.text}`);
    return answer;
  }

  headers(): Record<string, string> {
    return this.#key === undefined ? {} : { authorization: `Bearer ${this.#key}` };
  }
}

/** A channel as its provider holds it. */
export interface Channel {
  readonly url: string;
  readonly secret: string;
}

export interface Delivery {
  readonly id?: string;
  /** Unix seconds. */
  readonly timestamp?: number;
  readonly signature?: string;
  readonly headers?: Record<string, string>;
}

/** Standard Webhooks by its specification, not by our code: both must mean the same. */
export function deliver(
  channel: Channel,
  body: string | Uint8Array,
  delivery: Delivery = {},
): Promise<Answer> {
  const id = delivery.id ?? `msg_${randomUUID()}`;
  const timestamp = String(delivery.timestamp ?? Math.floor(Date.now() / 1000));
  const signature =
    delivery.signature ??
    `v1,${createHmac("sha256", Buffer.from(channel.secret.replace("whsec_", ""), "base64"))
      .update(`${id}.${timestamp}.`)
      .update(body)
      .digest("base64")}`;
  return send(channel.url, {
    method: "POST",
    body: typeof body === "string" ? body : Buffer.from(body),
    headers: {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": timestamp,
      "webhook-signature": signature,
      ...delivery.headers,
    },
  });
}

export function envelope(data: unknown, type = "report.submitted"): string {
  return JSON.stringify({ type, timestamp: new Date().toISOString(), data });
}
