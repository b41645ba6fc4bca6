import { randomUUID } from "node:crypto";
import {
  type Answer,
  type Api,
  type Channel,
  deliver,
  envelope,
  listOf,
  textOf,
} from "./client.ts";
import { until } from "./until.ts";

/** A report by its two names. */
export interface Reported {
  readonly id: string;
  readonly trackingId: string;
}

export const sentence = "Jalan berlubang di depan Pasar Klandasan, sudah dua pengendara jatuh.";

/** Taken in by the generic channel. */
export async function submit(channel: Channel, data: object = {}): Promise<Reported> {
  const answer = await deliver(
    channel,
    envelope({ text: sentence, externalId: randomUUID(), ...data }),
  );
  if (answer.status !== 201)
    throw new Error(`the report was answered ${answer.status}: ${answer.text}`);
  return { id: textOf(answer, "id"), trackingId: textOf(answer, "trackingId") };
}

export async function verify(api: Api, id: string): Promise<void> {
  await api.act(id, "verify", { class: "complaint", category: "road", title: "Jalan berlubang" });
}

/** Waits until the report stands so for this key: what another site did has arrived. */
export async function awaitState(
  api: Api,
  id: string,
  state: string,
  withinMs = 30_000,
): Promise<Answer> {
  let last = "nothing";
  return until(
    `${id} ${state}`,
    async () => {
      const answer = await api.get(`/reports/${id}`);
      last = `${answer.status} ${String(answer.body["state"])}`;
      return answer.body["state"] === state ? answer : undefined;
    },
    withinMs,
  ).catch((error: unknown) => {
    throw new Error(`${String(error)}; last seen: ${last}`);
  });
}

export const stepsOf = (answer: Answer): unknown[] =>
  listOf(answer, "history").map((entry) => entry["type"]);
