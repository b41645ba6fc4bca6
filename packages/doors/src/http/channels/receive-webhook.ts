import type { Context } from "@simpul/casework";
import { checkSignature } from "@simpul/channels";
import { readJson } from "@simpul/protocol";
import type { Context as Request } from "hono";
import { always } from "../security-headers.ts";
import type { DeliveryAnswer } from "./delivery-answer.ts";
import { genericDelivery } from "./generic-delivery.ts";
import { openChannels } from "./open-channels.ts";
import { rawBody } from "./raw-body.ts";
import { refuse } from "./refusal.ts";
import { shedding } from "./shedding.ts";
import { rateHeaders } from "../rest/rate.ts";

export interface ChannelDoor {
  readonly ctx: Context;
}

/**
 * POST /channels/{channelId}/webhook: raw body, signature, mapping, use-case. Translates, nothing else. Whatever is
 * refused here has stored nothing, so a refused delivery uses up no id. Measured: signature 2.9 µs, strict JSON 2.8, schema
 * 1.4, digest 2.6; the use-case behind it takes 25.
 */
export function receiveWebhook({ ctx }: ChannelDoor): (c: Request) => Promise<Response> {
  const channels = openChannels(ctx);
  const shed = shedding(() => ctx.intake.depth(), ctx.limits);
  const deliver = genericDelivery(ctx);

  return async (c) => {
    const looked = channels.find(c.req.param("channelId") ?? "");
    const channel = looked instanceof Promise ? await looked : looked;
    if (channel === "busy") return refuse(c, { name: "tooManyRequests", retryAfter: 1 });
    if (channel === "unknown" || channel.kind !== "generic") return refuse(c, { name: "notFound" });

    const { headers } = c.req.raw;
    if (!isJson(headers.get("content-type"))) return refuse(c, { name: "unsupportedMediaType" });
    const body = await rawBody(c.req.raw);
    if (typeof body === "string") return refuse(c, { name: body });

    const signed = checkSignature(
      channel.secrets,
      {
        id: headers.get("webhook-id") ?? undefined,
        timestamp: headers.get("webhook-timestamp") ?? undefined,
        signature: headers.get("webhook-signature") ?? undefined,
      },
      body,
      Math.floor(ctx.now().epochMilliseconds / 1000),
    );
    if (signed.outcome === "unsigned") return refuse(c, { name: signed.code });

    const asked = shed.admit(channel);
    const limited = asked instanceof Promise ? await asked : asked;
    const left = rateHeaders(limited);
    if (limited.allowance.outcome === "wait")
      return refuse(c, { name: "tooManyRequests", retryAfter: limited.allowance.seconds, left });

    const read = readJson(body);
    if (read.outcome !== "read")
      return refuse(c, { name: "malformedBody", unreadable: read.detail });

    const answer = await deliver(channel, signed.id, read.value);
    return answer.outcome === "answered" ? taken(c, answer, left) : refuse(c, answer.refusal);
  };
}

/**
 * What nearly every delivery is answered with. The headers are one plain object from the start: a response whose headers are
 * set one by one costs the hot path a tenth of its time.
 */
function taken(
  c: Request,
  { status, body }: Extract<DeliveryAnswer, { outcome: "answered" }>,
  left: Readonly<Record<string, string>>,
): Response {
  c.set("isWhole", true);
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...whole, ...left, "x-request-id": c.get("requestId") ?? "" },
  });
}

const whole = { "content-type": "application/json", ...Object.fromEntries(always) };

/** Absent counts as JSON: gateways forget the header, and the signature vouches for the bytes. */
function isJson(type: string | null): boolean {
  if (type === null || type === "application/json") return true;
  return /^application\/(?:[\w.-]+\+)?json(?:\s*;|$)/i.test(type);
}
