import type { Context, Source } from "@simpul/casework";
import { receive, verbs } from "@simpul/casework";
import type { GenericMessage } from "@simpul/channels";
import { bodyDigest, readGeneric } from "@simpul/channels";
import type { DedupKey } from "@simpul/db";
import type { DeliveryAnswer } from "./delivery-answer.ts";
import type { OpenChannel } from "./open-channels.ts";
import { refusalOf } from "./refusal.ts";
import type { Refusal } from "./refusal.ts";

/** Says what was read by the use-case it is meant for: once, by its `webhook-id`. */
export function genericDelivery(ctx: Context) {
  return async (
    channel: OpenChannel,
    webhookId: string,
    body: unknown,
  ): Promise<DeliveryAnswer> => {
    const reading = readGeneric(body);
    if (reading.outcome === "misfit")
      return refused({ name: "invalidBody", misfits: reading.misfits });
    const { message } = reading;
    // The type and its data; the envelope's timestamp is the attempt's and may differ when it is sent again.
    const { type, data } = envelope(body);
    const digest = ctx.vault.digest(bodyDigest([type, data]));
    const source = `channel:${channel.id}`;
    if (message.type === "receive")
      return submit(ctx, channel, message.input, { source, key: webhookId, digest });
    return speak(ctx, channel, message, { source, key: webhookId, digest });
  };
}

async function submit(
  ctx: Context,
  channel: OpenChannel,
  input: Extract<GenericMessage, { type: "receive" }>["input"],
  key: DedupKey,
): Promise<DeliveryAnswer> {
  const external =
    input.externalId === undefined
      ? []
      : [{ source: `channel:${channel.id}:external`, key: input.externalId, digest: key.digest }];
  const source: Source = {
    channel: "generic",
    channelId: channel.id,
    dedup: [key, ...external],
    by: "reporter",
  };
  const result = await receive(
    ctx,
    { kind: "channel", id: channel.id, tenant: channel.tenant },
    input,
    source,
  );
  if (result.outcome === "failed") return refused(refusalOf(result));
  const { outcome, id, trackingId } = result.value;
  return answered(outcome === "received" ? 201 : 200, id, trackingId);
}

async function speak(
  ctx: Context,
  channel: OpenChannel,
  message: Exclude<GenericMessage, { type: "receive" }>,
  key: DedupKey,
): Promise<DeliveryAnswer> {
  const actor = { kind: "channel", id: channel.id, tenant: channel.tenant } as const;
  const target = { report: message.report, dedup: [key] };
  const result = await said(message);
  if (result.outcome === "failed") return refused(refusalOf(result));
  return answered(200, result.value.id, result.value.trackingId);

  function said(each: typeof message) {
    switch (each.type) {
      case "reply":
        return verbs.reply.run(ctx, actor, target, each.input);
      case "rate":
        return verbs.rate.run(ctx, actor, target, each.input);
      case "object":
        return verbs.object.run(ctx, actor, target, each.input);
    }
  }
}

function envelope(body: unknown): { type: unknown; data: unknown } {
  // Proof: `readGeneric` accepted it, so it is an object with both.
  return body as { type: unknown; data: unknown };
}

function answered(status: 200 | 201, id: string, trackingId: string): DeliveryAnswer {
  return { outcome: "answered", status, body: { id, trackingId } };
}

function refused(refusal: Refusal): DeliveryAnswer {
  return { outcome: "refused", refusal };
}
