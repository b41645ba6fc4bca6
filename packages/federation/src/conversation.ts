import { endLease, leaseHolder, noteConversation, releaseLease, takeLease } from "@simpul/db";
import { backoffMs } from "./backoff.ts";
import { CallFailure, callsTo } from "./calls.ts";
import type { Calls } from "./calls.ts";
import type { Deployment } from "./deployment.ts";
import { isDead, thisHolder } from "./holder.ts";
import type { Line } from "./line.ts";
import { poster } from "./post.ts";
import { puller } from "./pull.ts";
import type { Running } from "./relay.ts";
import { transfers } from "./transfer.ts";

export interface ConversationOptions {
  readonly hubUrl: string;
  readonly log: {
    info(event: string, fields: Record<string, unknown>): void;
    warn(event: string, fields: Record<string, unknown>): void;
  };
  /** The bound of the wait after a first failure, in milliseconds: 1000 unless given. */
  readonly firstWaitMs?: number;
  /** One event with its verdict, for the metrics. */
  count?(direction: "in" | "out", verdict: string): void;
}

export interface Conversation extends Running {
  status(): { readonly lastContact?: string; readonly lastError?: string };
}

const leaseName = "conversation";
const leaseSeconds = 30;
const idleMs = 1_000;

/**
 * The node always calls; the hub never does. Under one fenced lease for each node it posts what it has to say, pulls what
 * is for it and moves files, all at once: an answer waits neither for a long poll to end nor for a video. Rows without a
 * receipt are the whole memory of it, so a conversation that is killed anywhere goes on from there.
 */
export function startConversation(
  deployment: Deployment,
  options: ConversationOptions,
): Conversation {
  const stopping = new AbortController();
  const calls = callsTo(deployment, options.hubUrl);
  const holder = thisHolder();
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
    const lease = await takeLease(deployment.db, leaseName, holder, leaseSeconds).catch(
      () => "taken" as const,
    );
    if (lease === "taken") {
      if ((await endOfDead(deployment).catch(() => "alive")) === "alive")
        await pause(idleMs, stopping);
      continue;
    }
    const lost = new AbortController();
    const until = AbortSignal.any([stopping, lost.signal]);
    const renewing = setInterval(
      () => {
        void takeLease(deployment.db, leaseName, holder, leaseSeconds)
          .then((renewed) => (renewed === "taken" || renewed.fence !== lease.fence) && lost.abort())
          .catch(() => lost.abort());
      },
      (leaseSeconds * 1000) / 3,
    );
    const files = transfers(deployment, calls);
    const line: Line = {
      deployment,
      calls,
      files,
      lease,
      until,
      count: options.count ?? (() => {}),
    };
    try {
      await Promise.all([
        persist(deployment, options, until, state, poster(line)),
        persist(deployment, options, until, state, puller(line)),
        persist(deployment, options, until, state, () => files.once(until)),
      ]);
    } finally {
      clearInterval(renewing);
      await releaseLease(deployment.db, lease).catch(() => {});
    }
  }
}

/** A process that was killed here holds nothing any more: its successor goes on at once. */
async function endOfDead({ db }: Deployment): Promise<"ended" | "alive"> {
  const other = await leaseHolder(db, leaseName);
  if (other === undefined || !isDead(other)) return "alive";
  await endLease(db, leaseName, other);
  return "ended";
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
      await pause(
        asked === undefined
          ? backoffMs(failures, failingSeconds, jitter, options.firstWaitMs)
          : asked * 1000 * (1 + jitter),
        until,
      );
    }
  }
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
