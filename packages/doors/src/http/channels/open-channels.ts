import { localBuckets } from "@simpul/casework";
import type { Context } from "@simpul/casework";
import type { WebhookSecret } from "@simpul/channels";
import { webhookSecret } from "@simpul/channels";
import { findChannel, withScope, wholeOf } from "@simpul/db";

/** A channel as its door needs it: the row, with its secrets opened. */
export interface OpenChannel {
  readonly id: string;
  readonly tenant: string;
  readonly kind: string;
  /** Deliveries a second. */
  readonly rate: number;
  /** More than one while the provider rotates. */
  readonly secrets: readonly WebhookSecret[];
}

type Found = OpenChannel | "unknown";

export interface OpenChannels {
  /**
   * At once if it was looked up in the last seconds: no await stands between a storm and its signatures. `busy` while
   * somebody guesses ids faster than we look them up; a channel that this process has served is never kept out by it.
   */
  find(id: string): Found | "busy" | Promise<Found>;
}

/** How long a disabled channel or a rotated secret may still be taken for good. */
const freshMs = 5000;
/** Of ids that this process has not served: a guess costs a query. */
const looks = { name: "guess", rate: 100, burst: 100 };
/** Guessed ids must not fill the memory, nor push out the channels that are there. */
const mostUnknown = 1_000;

const shape = /^[A-Za-z0-9_-]{1,64}$/;

export function openChannels(ctx: Context): OpenChannels {
  const kept = new Map<string, { found: Found; until: number }>();
  const unknown = new Map<string, { found: Found; until: number }>();
  const asked = new Map<string, Promise<Found>>();
  const admit = localBuckets();

  const look = async (id: string): Promise<Found> => {
    try {
      const found = await read(ctx, id);
      const entry = { found, until: performance.now() + freshMs };
      if (found !== "unknown" || kept.has(id)) kept.set(id, entry);
      else {
        if (unknown.size >= mostUnknown) unknown.clear();
        unknown.set(id, entry);
      }
      return found;
    } finally {
      asked.delete(id);
    }
  };

  return {
    find(id) {
      const served = kept.get(id);
      const entry = served ?? unknown.get(id);
      if (entry !== undefined && entry.until > performance.now()) return entry.found;
      if (!shape.test(id)) return "unknown";
      const running = asked.get(id);
      if (running !== undefined) return running;
      if (served === undefined && admit(looks, "anybody").outcome === "wait") return "busy";
      const looking = look(id);
      asked.set(id, looking);
      return looking;
    },
  };
}

async function read(ctx: Context, id: string): Promise<Found> {
  const row = await withScope(ctx.db, wholeOf(ctx.here.tenants()), (tx) => findChannel(tx, id));
  if (row === undefined || row.disabled_at !== null) return "unknown";
  // Proof: sealed by `addChannel`, and the seal is authenticated.
  const { secrets } = JSON.parse(await ctx.vault.open(row.sealed_secret)) as { secrets: string[] };
  return {
    id,
    tenant: row.tenant,
    kind: row.kind,
    rate: row.rate,
    secrets: secrets.map(webhookSecret),
  };
}
