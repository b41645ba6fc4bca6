import { done, failed } from "@simpul/casework";
import type { Result } from "@simpul/casework";
import {
  deadLetters,
  findDeadLetter,
  givenTo,
  markReplayed,
  parkedList,
  parkedOf,
  stampFeed,
  wholeOf,
  withScope,
} from "@simpul/db";
import type { DeadLetter, ParkedCopy } from "@simpul/db";
import { applyCopy } from "../apply-copy.ts";
import type { Deployment } from "../deployment.ts";
import { keepAct, refusalOf, stampOf } from "./administrator.ts";
import type { AtHub } from "./administrator.ts";

/** An event that a node refused for good: what it is about, and none of its words. */
export interface LetterShown {
  readonly id: number;
  readonly node: string;
  /** Why, as the node said it. */
  readonly code: string;
  readonly at: string;
  readonly replayedAt?: string;
  /** Undefined where the bytes cannot be read. */
  readonly event?: EventNamed;
}

interface EventNamed {
  readonly type: string;
  readonly report: string;
  readonly writer: string;
  readonly seq: number;
}

const most = 50;

/** The newest first. @param before the last one of the page before */
export async function readDeadLetters(
  deployment: Deployment,
  actor: AtHub,
  before?: number,
): Promise<Result<{ readonly items: readonly LetterShown[]; readonly nextCursor: number | null }>> {
  const refused = refusalOf(deployment, actor);
  if (refused !== undefined) return refused;
  const found = await deadLetters(deployment.db, before, most + 1);
  const items = found.slice(0, most).map(shown);
  return done({ items, nextCursor: found.length > most ? (items.at(-1)?.id ?? null) : null });
}

/**
 * Gives the event to the node once more, byte for byte: for one that was upgraded since, or had lost what comes before. What it
 * took meanwhile it knows again. Refused: `invalid` for one that there is not; `alreadyDecided` if it was sent again already.
 */
export async function replayDeadLetter(
  deployment: Deployment,
  actor: AtHub,
  id: number,
): Promise<Result<LetterShown>> {
  const refused = refusalOf(deployment, actor);
  if (refused !== undefined) return refused;
  const { ctx, db, signals } = deployment;
  const replayed = await withScope(db, wholeOf(ctx.here.tenants()), async (tx) => {
    const letter = await findDeadLetter(tx, id);
    const event = letter === undefined ? undefined : eventOf(letter.jws);
    if (letter === undefined || event === undefined) return failed("invalid", "/letter");
    if (letter.replayedAt !== undefined) return failed("alreadyDecided");
    const { report, writer, seq } = event;
    const given = await givenTo(tx, { peer: letter.peer, report, writer, seq });
    if (given.length === 0) return failed("invalid", "/letter");
    const at = stampOf(deployment);
    await stampFeed(tx, given, at);
    await markReplayed(tx, id, at);
    await keepAct(deployment, tx, actor, {
      verb: "replayDeadLetter",
      outcome: "replayed",
      detail: { node: letter.peer, letter: id },
    });
    return done(shown({ ...letter, replayedAt: at }));
  });
  if (replayed.outcome === "done") signals.feed.raise();
  return replayed;
}

const mostParked = 100;

/** What came before its turn and waits for the gap to close, or for a version that understands it; the oldest first. */
export async function readParked(
  deployment: Deployment,
  actor: AtHub,
): Promise<Result<readonly ParkedCopy[]>> {
  const refused = refusalOf(deployment, actor);
  if (refused !== undefined) return refused;
  const { ctx, db } = deployment;
  return done(await withScope(db, wholeOf(ctx.here.tenants()), (tx) => parkedList(tx, mostParked)));
}

/** Tries to apply what waits for a report. @returns how many of its events wait still. */
export async function retryParked(
  deployment: Deployment,
  actor: AtHub,
  { report, tenant }: { readonly tenant: string; readonly report: string },
): Promise<Result<{ readonly left: number }>> {
  const refused = refusalOf(deployment, actor);
  if (refused !== undefined) return refused;
  const { ctx, db, node } = deployment;
  if (!ctx.here.tenants().includes(tenant)) return failed("notFound");
  const key = { tenant, report };
  const waiting = async (): Promise<number> =>
    (await withScope(db, wholeOf([tenant]), (tx) => parkedOf(tx, [key]))).length;
  if ((await waiting()) === 0) return done({ left: 0 });
  await withScope(db, wholeOf([ctx.hub]), (tx) =>
    keepAct(deployment, tx, actor, {
      verb: "retryParked",
      outcome: "retried",
      detail: { id: report },
    }),
  );
  await applyCopy(deployment, node, key, []);
  return done({ left: await waiting() });
}

function shown({ id, peer, code, jws, at, replayedAt }: DeadLetter): LetterShown {
  const event = eventOf(jws);
  return {
    id,
    node: peer,
    code,
    at,
    ...(replayedAt === undefined ? {} : { replayedAt }),
    ...(event === undefined ? {} : { event }),
  };
}

/** Of bytes that we signed or relayed; whatever they are by now, they make no page fail. */
function eventOf(jws: string): EventNamed | undefined {
  try {
    const [, payload = ""] = jws.split(".");
    const read: unknown = JSON.parse(Buffer.from(payload, "base64url").toString());
    if (typeof read !== "object" || read === null) return undefined;
    const { type, subject, stream, seq } = read as Record<string, unknown>;
    if (typeof type !== "string" || typeof subject !== "string") return undefined;
    if (typeof stream !== "string" || typeof seq !== "number") return undefined;
    return { type, report: subject, writer: stream.replace("urn:simpul:tenant:", ""), seq };
  } catch {
    return undefined;
  }
}
