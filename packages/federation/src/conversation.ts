import { randomUUID } from "node:crypto";
import { noteConversation, releaseLease, takeLease } from "@simpul/db";
import type { Lease } from "@simpul/db";
import { backoffMs } from "./backoff.ts";
import { CallFailure, callsTo } from "./calls.ts";
import type { Calls } from "./calls.ts";
import { fetchMissing, sendWanted } from "./content.ts";
import type { Deployment } from "./deployment.ts";
import { readPage } from "./feed.ts";
import { takeBatch } from "./inbox.ts";
import { settle } from "./settle.ts";
import type { Running } from "./relay.ts";

export interface ConversationOptions {
  readonly hubUrl: string;
  readonly log: {
    info(event: string, fields: Record<string, unknown>): void;
    warn(event: string, fields: Record<string, unknown>): void;
  };
  /** One event with its verdict, for the metrics. */
  count?(direction: "in" | "out", verdict: string): void;
}

export interface Conversation extends Running {
  status(): { readonly lastContact?: string; readonly lastError?: string };
}

const leaseSeconds = 45;
const idleMs = 1_000;

/**
 * The node always calls; the hub never does. Under one fenced lease for each node it posts what it has to say and pulls what
 * is for it, both at once: an answer need not wait for a long poll to end. Rows without a receipt are the whole
 * memory of it, so a conversation that is killed anywhere goes on from there.
 */
export function startConversation(deployment: Deployment, options: ConversationOptions): Conversation {
  const stopping = new AbortController();
  const calls = callsTo(deployment, options.hubUrl);
  const holder = randomUUID();
  const state: { lastContact?: string; lastError?: string } = {};
  const running = hold(deployment, options, calls, holder, stopping.signal, state);
  return {
    status: () => ({ ...state }),
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

async function hold(
  deployment: Deployment,
  options: ConversationOptions,
  calls: Calls,
  holder: string,
  stopping: AbortSignal,
  state: { lastContact?: string; lastError?: string },
): Promise<void> {
  while (!stopping.aborted) {
    const lease = await takeLease(deployment.db, "conversation", holder, leaseSeconds).catch(() => "taken" as const);
    if (lease === "taken") {
      await pause(idleMs, stopping);
      continue;
    }
    const lost = new AbortController();
    const until = AbortSignal.any([stopping, lost.signal]);
    const renewing = setInterval(() => {
      void takeLease(deployment.db, "conversation", holder, leaseSeconds)
        .then((renewed) => (renewed === "taken" || renewed.fence !== lease.fence) && lost.abort())
        .catch(() => lost.abort());
    }, (leaseSeconds * 1000) / 3);
    try {
      await Promise.all([
        persist(deployment, options, until, state, () => postOnce(deployment, options, calls, lease, until)),
        persist(deployment, options, until, state, puller(deployment, options, calls, until)),
      ]);
    } finally {
      clearInterval(renewing);
      await releaseLease(deployment.db, lease).catch(() => {});
    }
  }
}

/** Calls again and again; after a failure it waits with full jitter, or as long as the hub asked. */
async function persist(
  deployment: Deployment,
  options: ConversationOptions,
  until: AbortSignal,
  state: { lastContact?: string; lastError?: string },
  once: () => Promise<"more" | "idle">,
): Promise<void> {
  const { ctx, signals, db, book } = deployment;
  let failures = 0;
  let failingSince: Temporal.Instant | undefined;
  while (!until.aborted) {
    try {
      const outcome = await once();
      if (failures > 0) options.log.info("conversation.resumed", { failures });
      failures = 0;
      failingSince = undefined;
      state.lastContact = ctx.now().toString({ fractionalSecondDigits: 3 });
      delete state.lastError;
      if (outcome === "idle") await signals.feed.wait(idleMs, until);
    } catch (error) {
      if (until.aborted) return;
      failures += 1;
      failingSince ??= ctx.now();
      const code = error instanceof CallFailure ? error.code : "unreachable";
      state.lastError = code;
      options.log.warn("conversation.failed", { code, failures, error });
      await noteConversation(db, book.current().hub, code).catch(() => {});
      const asked = error instanceof CallFailure ? error.retryAfter : undefined;
      const failingSeconds = ctx.now().since(failingSince).total("seconds");
      const jitter = (ctx.random(2)[0] ?? 0) / 256;
      await pause(asked === undefined ? backoffMs(failures, failingSeconds, jitter) : asked * 1000 * (1 + jitter), until);
    }
  }
}

async function postOnce(
  deployment: Deployment,
  options: ConversationOptions,
  calls: Calls,
  lease: Lease,
  until: AbortSignal,
): Promise<"more" | "idle"> {
  const { ctx, book } = deployment;
  const { hub } = book.current();
  const page = await readPage(deployment, { tenants: ctx.here.tenants() }, hub, 0);
  if (page.items.length === 0) return "idle";
  const answer = await calls.post({ generation: "1", items: page.items }, until);
  const receipt = await settle(deployment, hub, answer.receipt, lease);
  if (receipt === "refused") throw new CallFailure("receipt");
  for (const { verdict } of receipt.verdicts) options.count?.("out", verdict);
  if (answer.want.length > 0) await sendWanted(deployment, calls, answer.want, until);
  await followDirectory(deployment, calls, answer.directory, until);
  // What was rejected for now is sent again, but not at once.
  return receipt.verdicts.some((v) => v.verdict !== "rejected") ? "more" : "idle";
}

/** Keeps the place in the hub's feed between two pulls; a new one begins at what has no receipt. */
function puller(
  deployment: Deployment,
  options: ConversationOptions,
  calls: Calls,
  until: AbortSignal,
): () => Promise<"more" | "idle"> {
  const { book, db } = deployment;
  let after = 0;
  let generation = "1";
  let receipt: string | undefined;
  return async () => {
    const { hub } = book.current();
    const wait = receipt === undefined ? 20 : 0;
    const answer = await calls.pull(
      { generation, after, backlog: 0, wait, ...(receipt === undefined ? {} : { receipt }) },
      until,
    );
    receipt = undefined;
    if (answer.generation !== generation) {
      generation = answer.generation;
      after = 0;
    }
    await noteConversation(db, hub, null);
    await followDirectory(deployment, calls, answer.directory, until);
    if (answer.items.length > 0) {
      const taken = await takeBatch(deployment, hub, generation, answer.items);
      receipt = taken.receipt;
      for (const { verdict } of taken.verdicts) options.count?.("in", verdict);
      after = answer.items.at(-1)?.position ?? after;
      if (taken.want.length > 0) await fetchMissing(deployment, calls, until);
    } else if (!answer.more) {
      // What was rejected for now is still there: the next round begins before it.
      after = 0;
    }
    if (answer.want.length > 0) await sendWanted(deployment, calls, answer.want, until);
    return "more";
  };
}

async function followDirectory(deployment: Deployment, calls: Calls, version: number, until: AbortSignal): Promise<void> {
  if (version <= deployment.book.current().version) return;
  if ((await deployment.book.take(await calls.directory(until))) === "refused") throw new CallFailure("directory");
}

function pause(ms: number, until: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      until.removeEventListener("abort", finish);
      resolve();
    };
    const timer = setTimeout(finish, ms);
    until.addEventListener("abort", finish, { once: true });
    if (until.aborted) finish();
  });
}
