import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { keyScopes } from "@simpul/access";
import { type Context, receive, type Summary, verbs } from "@simpul/casework";
import { findReport, uuidv7, withScope } from "@simpul/db";
import type { Deployment } from "@simpul/federation";
import { playerOf } from "../cast.ts";
import { stories } from "./stories.ts";
import type { Act, Story } from "./story.ts";

/** A copy reaches a node within a second; on a busy machine it may take some more. */
const patienceMs = 60_000;
const key = "demo-story";

/**
 * Lets the stories happen: every act is the real verb, at the deployment whose act it is, with the clock set to the day of
 * the story; what goes from one to the other goes through the federation of the running services.
 */
export async function sow(
  opened: ReadonlyMap<string, Deployment>,
): Promise<{ reports: number; acts: number }> {
  const now = Temporal.Now.instant();
  const named = new Map(
    stories.flatMap(({ name }) =>
      name === undefined ? [] : [[name, Promise.withResolvers<string>()]],
    ),
  );
  await Promise.all(stories.map((story) => tell(story, opened, now, named)));
  return {
    reports: stories.length,
    acts: stories.reduce((sum, story) => sum + story.acts.length, 0),
  };
}

async function tell(
  story: Story,
  opened: ReadonlyMap<string, Deployment>,
  now: Temporal.Instant,
  named: ReadonlyMap<string, PromiseWithResolvers<string>>,
): Promise<void> {
  const origin = story.at ?? "national";
  let clock = now.subtract({ hours: story.daysAgo * 24 });
  const ctxOf = (tenant: string): Context => {
    const deployment = opened.get(playerOf(tenant).id);
    if (deployment === undefined) throw new Error(`the story needs ${tenant}`);
    return setTo(deployment.ctx, clock);
  };
  const received = await receive(
    ctxOf(origin),
    { kind: "machine", id: key, tenant: origin, scopes: keyScopes },
    story.report,
    { channel: story.channel, channelId: `key:${key}`, dedup: [], by: "reporter" },
  );
  if (received.outcome === "failed")
    throw new Error(
      `"${story.report.title ?? story.report.text}" was not received: ${received.code} ${received.pointer ?? ""}`,
    );
  named.get(story.name ?? "")?.resolve(received.value.id);

  let seen: Seen = { tenant: origin, state: "received", epoch: 0 };
  for (const act of story.acts) {
    clock = clock.add({ minutes: Math.round(act.hours * 60) });
    const tenant = act.who === "reporter" ? origin : act.who;
    const ctx = ctxOf(tenant);
    if (tenant !== seen.tenant) await arrival(ctx, tenant, received.value.id, seen);
    const input = await meant(act.input, named);
    const summary = await perform(ctx, tenant, received.value.id, { ...act, input });
    seen = { tenant, state: summary.state, epoch: summary.epoch };
  }
}

/** `@name` is the id of the report of another story. */
async function meant(
  input: Act["input"],
  named: ReadonlyMap<string, PromiseWithResolvers<string>>,
): Promise<Act["input"]> {
  const entries = Object.entries(input).map(async ([field, value]) => {
    const other =
      typeof value === "string" && value.startsWith("@") ? named.get(value.slice(1)) : undefined;
    return [field, other === undefined ? value : await other.promise] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** Each act has its own moment; ids carry it, so lists sort as they would have. */
function setTo(ctx: Context, clock: Temporal.Instant): Context {
  return {
    ...ctx,
    now: () => clock,
    newId: () => uuidv7(clock.epochMilliseconds, randomBytes(10)),
  };
}

/** What the last act left behind at its own tenant. */
interface Seen {
  readonly tenant: string;
  readonly state: Summary["state"];
  readonly epoch: number;
}

/** The state alone is not enough: a report that was forwarded twice is `forwarded` with either holder. */
async function arrival(
  ctx: Context,
  tenant: string,
  report: string,
  { state, epoch }: Seen,
): Promise<void> {
  const until = performance.now() + patienceMs;
  for (;;) {
    const copy = await withScope(ctx.db, { tenants: [tenant] }, (tx) =>
      findReport(tx, report, tenant),
    );
    if (copy?.case.report.state === state && copy.case.turn.epoch >= epoch) return;
    if (performance.now() > until)
      throw new Error(
        `a report did not reach ${tenant} as ${state}, it is ${copy?.case.report.state ?? "not there"}`,
      );
    await pause(50);
  }
}

async function perform(ctx: Context, tenant: string, report: string, act: Act): Promise<Summary> {
  const verb = verbs[act.verb];
  const input = verb.input.parse(act.input);
  // A reporter's application may submit and speak for its reporter, nothing else.
  const scopes = act.who === "reporter" ? (["reports:submit"] as const) : keyScopes;
  // Proof: `input` was parsed by the schema of this very verb; the union of all verbs hides that from the compiler.
  const run = verb.run as (
    ...args: [
      Context,
      { kind: "machine"; id: string; tenant: string; scopes: typeof scopes },
      { report: string },
      unknown,
    ]
  ) => ReturnType<typeof verb.run>;
  const result = await run(ctx, { kind: "machine", id: key, tenant, scopes }, { report }, input);
  if (result.outcome === "failed")
    throw new Error(`${act.who} could not ${act.verb}: ${result.code} ${result.pointer ?? ""}`);
  return result.value;
}
