import type { Context } from "@simpul/casework";
import type { WebhookSecret } from "@simpul/channels";
import { webhookSecret } from "@simpul/channels";
import { findChannel, withScope } from "@simpul/db";

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

export interface OpenChannels {
  /** At once if it was looked up in the last seconds: no await stands between a storm and its signatures. */
  find(id: string): OpenChannel | "unknown" | Promise<OpenChannel | "unknown">;
}

/** How long a disabled channel or a rotated secret may still be taken for good. */
const freshMs = 5000;
/** Guessed ids must not fill the memory. */
const most = 10_000;

const shape = /^[A-Za-z0-9_-]{1,64}$/;

export function openChannels(ctx: Context): OpenChannels {
  const kept = new Map<string, { found: OpenChannel | "unknown"; until: number }>();
  const asked = new Map<string, Promise<OpenChannel | "unknown">>();

  const look = async (id: string): Promise<OpenChannel | "unknown"> => {
    try {
      const found = await read(ctx, id);
      if (kept.size >= most) kept.clear();
      kept.set(id, { found, until: performance.now() + freshMs });
      return found;
    } finally {
      asked.delete(id);
    }
  };

  return {
    find(id) {
      const entry = kept.get(id);
      if (entry !== undefined && entry.until > performance.now()) return entry.found;
      if (!shape.test(id)) return "unknown";
      const running = asked.get(id) ?? look(id);
      asked.set(id, running);
      return running;
    },
  };
}

async function read(ctx: Context, id: string): Promise<OpenChannel | "unknown"> {
  const row = await withScope(ctx.db, { tenants: ctx.here.tenants() }, (tx) => findChannel(tx, id));
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
