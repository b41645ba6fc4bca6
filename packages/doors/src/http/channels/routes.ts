import { Hono } from "hono";
import { receiveWebhook } from "./receive-webhook.ts";
import type { ChannelDoor } from "./receive-webhook.ts";

/** Every inbound channel has the same path; its kind is the channel's. */
export function channelRoutes(door: ChannelDoor): Hono {
  return new Hono().post("/channels/:channelId/webhook", receiveWebhook(door));
}
