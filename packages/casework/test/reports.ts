import { randomBytes } from "node:crypto";
import type { Actor, KeyScope } from "@simpul/access";
import { append, findReport, withScope, wholeOf } from "@simpul/db";
import type { LoadedReport } from "@simpul/db";
import { step } from "@simpul/domain";
import type { Case, ReportEvent } from "@simpul/domain";
import { sha256 } from "@simpul/protocol";
import { receive, verbs, dueOf } from "../src/index.ts";
import type { Context, ReceiveInput, VerbName } from "../src/index.ts";

export type Acting = Actor & { tenant: string };

const everyScope: readonly KeyScope[] = ["reports:submit", "reports:read", "reports:act"];

/** A key that may do all that its tenant may. */
export const office = (tenant: string, scopes = everyScope): Acting => ({
  kind: "machine",
  id: `office-${tenant}`,
  tenant,
  scopes,
});
export const reader = (tenant: string): Acting => office(tenant, ["reports:read"]);
/** The channel that took in every report of these tests. */
export const channel = (tenant: string, id = "ch_1"): Acting => ({ kind: "channel", id, tenant });

export interface Taken {
  readonly id: string;
  readonly trackingId: string;
}

export async function take(
  ctx: Context,
  tenant: string,
  given: Partial<ReceiveInput> = {},
): Promise<Taken> {
  const received = await receive(
    ctx,
    channel(tenant),
    { text: "Jalan berlubang di depan pasar", ...given },
    {
      channel: "generic",
      channelId: "ch_1",
      dedup: [{ source: "channel:ch_1", key: randomBytes(9).toString("base64url"), digest: "d" }],
      by: "reporter",
    },
  );
  if (received.outcome === "failed")
    throw new Error(`the report was not taken in: ${received.code}`);
  return received.value;
}

export type Step = readonly [verb: VerbName, input: object];

/** What a story takes for granted: a refused step is a mistake in the test. */
export async function after(
  ctx: Context,
  actor: Acting,
  taken: Taken,
  steps: readonly Step[],
): Promise<void> {
  for (const [verb, input] of steps) {
    const result = await run(ctx, actor, verb, taken.id, input);
    if (result.outcome === "failed") throw new Error(`${verb} failed: ${result.code}`);
  }
}

/** As a door does: the input is parsed by the verb's own schema. */
export function run(ctx: Context, actor: Acting, name: VerbName, report: string, input: object) {
  const verb = verbs[name];
  // Proof: `parse` answers with the input type of this very verb.
  return verb.run(ctx, actor, { report }, verb.input.parse(input) as never);
}

export async function load(ctx: Context, tenant: string, report: string): Promise<LoadedReport> {
  const loaded = await withScope(ctx.db, wholeOf([tenant]), (tx) => findReport(tx, report, tenant));
  if (loaded === undefined) throw new Error("no such report");
  return loaded;
}

/** What an institution far away wrote, as the inbox applies it here. */
export async function arrived(
  ctx: Context,
  here: string,
  taken: Taken,
  writer: string,
  events: readonly ReportEvent[],
): Promise<void> {
  const loaded = await load(ctx, here, taken.id);
  const at = ctx.now().toString({ fractionalSecondDigits: 3 });
  let current: Case = loaded.case;
  const stored = events.map((event) => {
    const seq = (current.heads[writer]?.seq ?? 0) + 1;
    const placed = {
      writer,
      seq,
      hash: sha256(`${taken.id} ${writer} ${seq}`),
      epoch: current.turn.epoch,
      at,
    };
    current = step(current, { ...placed, event }, ctx.hub).case;
    const { type, ...said } = event;
    return { ...placed, id: ctx.newId(), type, payload: JSON.stringify({ data: said }) };
  });
  await append(ctx.db, wholeOf([here]), [
    {
      tenant: here,
      report: taken.id,
      expectedVersion: loaded.version,
      case: current,
      due: dueOf(ctx, here, current, loaded.marks),
      at,
      events: stored,
      contents: [],
      audit: [],
      outbox: [],
      dedup: [],
    },
  ]);
}

/** The copy of the Ombudsman's office, as the hub's events make it: taken over, verified, and referred. */
export async function referredHere(ctx: Context, taken: Taken, office: string): Promise<void> {
  const cut = { seq: 0, hash: "" };
  await arrived(ctx, office, taken, ctx.hub, [
    { type: "epochOpened", by: "system", opens: { epoch: 1, holder: ctx.hub, cut } },
    { type: "verified", by: "verifier", class: "complaint", category: "road", complete: true },
    {
      type: "referred",
      by: "clock",
      opens: { epoch: 2, holder: office, cut },
      office: "64",
      due: "2026-01-02T16:59:59.000Z",
    },
  ]);
}
