import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { keyScopes } from "@simpul/access";
import { type Context, receive, type Summary, verbs, watchDue } from "@simpul/casework";
import { findReport, readNodes, uuidv7, withScope, wholeOf } from "@simpul/db";
import { type Case, hubTenant } from "@simpul/domain";
import type { Deployment } from "@simpul/federation";
import { playerOf } from "../cast.ts";
import { lastDeadline } from "./sixty-days.ts";
import { storiesOn } from "./stories.ts";
import { type Act, isPassing, type Passing, type Story } from "./story.ts";
import { type Timeline, timeline } from "./timeline.ts";

/** A copy reaches a node within a second; on a busy machine calls fail, and each waits longer than the one before. */
const patienceMs = 120_000;
const key = "demo-story";

type Step = Act | Passing;

/** What the stories happen in. */
export interface Stage {
  readonly opened: ReadonlyMap<string, Deployment>;
  /** Moves the case clock of every deployment's services. */
  setClocks(moment: Temporal.Instant): Promise<void>;
}

/** How far back the stories go, of which some are counted in working days. */
export function earliest(now: Temporal.Instant): Temporal.Instant {
  const days = Math.max(...storiesOn(now).map(({ daysAgo }) => daysAgo));
  return now.subtract({ hours: Math.ceil(days + 1) * 24 });
}

/**
 * Lets the stories happen: every act is the real verb, at the deployment whose act it is, with the clock set to the day of
 * the story; what goes from one to the other goes through the federation of the running services, whose clocks come along.
 */
export async function sow(
  { opened, setClocks }: Stage,
  now: Temporal.Instant,
): Promise<{ reports: number; acts: number }> {
  const stories = storiesOn(now);
  const named = new Map(
    stories.flatMap(({ name }) =>
      name === undefined ? [] : [[name, Promise.withResolvers<string>()]],
    ),
  );
  const told = stories.map((story) => ({ story, turns: turnsOf(story, now) }));
  // What is to be found by the running services is left to them.
  const watched = lastDeadline(now);
  const time = timeline({
    from: earliest(now),
    to: now,
    turns: told.flatMap(({ turns }) =>
      [...turns].map(([step, { at, done }]) => ({
        at,
        isAwaited: "acts" in step ? false : endsTurn(step),
        done: done.promise,
      })),
    ),
    set: setClocks,
    async dawn(moment) {
      if (moment.toString() >= watched) return;
      await Promise.all([...opened.values()].map(({ ctx }) => watchDue(setTo(ctx, moment))));
    },
  });
  await Promise.all([
    time.run(),
    ...told.map(({ story, turns }) => tell(story, { opened, now, named, time, turns })),
  ]);
  return {
    reports: stories.length,
    acts: stories.reduce((sum, story) => sum + story.acts.length, 0),
  };
}

/** Of the arrival of a story's report, which stands for itself, and of every step. */
type Turns = ReadonlyMap<Story | Step, { at: Temporal.Instant; done: PromiseWithResolvers<void> }>;

const startOf = ({ daysAgo }: Story, now: Temporal.Instant): Temporal.Instant =>
  now.subtract({ seconds: Math.round(daysAgo * 86_400) });

const later = (moment: Temporal.Instant, { hours }: Step): Temporal.Instant =>
  moment.add({ minutes: Math.round(hours * 60) });

function turnsOf(story: Story, now: Temporal.Instant): Turns {
  let at = startOf(story, now);
  const turn = () => ({ at, done: Promise.withResolvers<void>() });
  const turns = new Map<Story | Step, ReturnType<typeof turn>>([[story, turn()]]);
  for (const step of story.acts) {
    at = later(at, step);
    turns.set(step, turn());
  }
  return turns;
}

/** The hub goes on by itself then. */
function endsTurn(step: Step): boolean {
  if (isPassing(step) || step.verb === "return") return true;
  return step.verb === "respond" && ["done", "refused"].includes(String(step.input["kind"]));
}

interface Telling {
  readonly opened: ReadonlyMap<string, Deployment>;
  readonly now: Temporal.Instant;
  readonly named: ReadonlyMap<string, PromiseWithResolvers<string>>;
  readonly time: Timeline;
  readonly turns: Turns;
}

async function tell(story: Story, { opened, now, named, time, turns }: Telling): Promise<void> {
  const origin = story.at ?? hubTenant;
  let clock = startOf(story, now);
  const ctxOf = (tenant: string): Context => {
    const deployment = opened.get(playerOf(tenant).id);
    if (deployment === undefined) throw new Error(`the story needs ${tenant}`);
    return setTo(deployment.ctx, clock);
  };
  await time.reach(clock);
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
  const { id } = received.value;
  named.get(story.name ?? "")?.resolve(id);
  turns.get(story)?.done.resolve();

  let seen: Seen = { tenant: origin, state: "received", epoch: 0 };
  for (const step of story.acts) {
    clock = later(clock, step);
    await time.reach(clock);
    const hub = ctxOf(hubTenant);
    if (isPassing(step)) {
      let watched = clock;
      const there = { state: step.becomes, epoch: seen.epoch };
      const { turn } = await arrival(hub, hubTenant, id, there, async () => {
        await watchDue(setTo(hub, watched));
        // A node that still has a backlog has not been heard: the hub looks again a minute later.
        watched = watched.add({ minutes: 1 });
      });
      seen = { tenant: hubTenant, state: step.becomes, epoch: turn.epoch };
    } else {
      const tenant = step.who === "reporter" ? origin : step.who;
      const ctx = ctxOf(tenant);
      if (tenant !== seen.tenant) await arrival(ctx, tenant, id, seen);
      const input = await meant(step.input, named);
      const { state, epoch } = await perform(ctx, tenant, id, { ...step, input });
      seen = { tenant, state, epoch };
      if (endsTurn(step) || step === story.acts.at(-1))
        await arrival(hub, hubTenant, id, { state, epoch: endsTurn(step) ? epoch + 1 : epoch });
    }
    turns.get(step)?.done.resolve();
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
    caseNow: () => clock,
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
  { state, epoch }: Omit<Seen, "tenant">,
  meanwhile: () => Promise<void> = async () => {},
): Promise<Case> {
  const until = performance.now() + patienceMs;
  for (let look = 0; ; look += 1) {
    if (look % 10 === 0) await meanwhile();
    const copy = await withScope(ctx.db, wholeOf([tenant]), (tx) => findReport(tx, report, tenant));
    if (copy?.case.report.state === state && copy.case.turn.epoch >= epoch) return copy.case;
    if (performance.now() > until)
      throw new Error(
        `report ${report} did not reach ${tenant} as ${state}, it is ${copy?.case.report.state ?? "not there"}; ${await lineOf(ctx)}`,
      );
    await pause(50);
  }
}

/** What may have kept it: whom this deployment has heard, and what each has yet to send. */
async function lineOf({ db }: Context): Promise<string> {
  const heard = (await readNodes(db)).map(
    ({ id, status, last_contact, backlog }) =>
      `${id} ${status}, heard ${last_contact ?? "never"}, backlog ${backlog}`,
  );
  return `here it is ${Temporal.Now.instant().toString({ fractionalSecondDigits: 3 })}; ${heard.join("; ")}`;
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
