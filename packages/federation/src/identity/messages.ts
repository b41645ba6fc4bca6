import { markMessagesDelivered, waitingMessages, withScope, wholeOf } from "@simpul/db";
import { nodeUrn } from "@simpul/domain";
import {
  HOP_SKEW_SECONDS,
  MAX_ASK_HOURS,
  MAX_MESSAGES,
  openIdentityMessage,
  sha256,
} from "@simpul/protocol";
import type { IdentityMessage, ProtocolCode } from "@simpul/protocol";
import type { Deployment } from "../deployment.ts";
import { answerAsk } from "./answer-ask.ts";
import { keepAnswer } from "./keep-answer.ts";
import { nextOnWay, putOnWay } from "./way.ts";

/** Of one body, beside a page of 900 kB and below the 1 MB that a peer accepts. */
const mostCharacters = 64_000;

/** What waits for a node, the oldest first, as many as a body carries. */
export async function messagesFor({ db, ctx }: Deployment, node: string): Promise<string[]> {
  const waiting = await waitingMessages(db, node, stamp(ctx.now()), MAX_MESSAGES);
  let characters = 0;
  return waiting
    .map(({ jws }) => jws)
    .filter((jws) => {
      characters += jws.length;
      return characters <= mostCharacters;
    });
}

/** @param hashes as the node said: it need not be sent them again */
export async function messagesTaken(
  { db, ctx }: Deployment,
  node: string,
  hashes: readonly string[],
): Promise<void> {
  await markMessagesDelivered(db, node, hashes, stamp(ctx.now()));
}

/** Between tenants of one deployment, without a network in between; everything else is as between two. */
export async function deliverMessagesHere(deployment: Deployment): Promise<void> {
  const { node } = deployment;
  const messages = await messagesFor(deployment, node);
  if (messages.length === 0) return;
  await messagesTaken(deployment, node, await takeMessages(deployment, node, messages));
}

/**
 * A peer's messages, each by itself: one that cannot be taken stops no other and no event.
 * @returns hashes of those that need not come again, also of the ones that were refused
 */
export async function takeMessages(
  deployment: Deployment,
  peer: string,
  messages: readonly string[],
): Promise<string[]> {
  const taken: string[] = [];
  for (const jws of messages) {
    // Whatever failed here (the database, a full disk) may work the next time.
    const outcome = await takeMessage(deployment, peer, jws).catch(() => "failed" as const);
    if (outcome !== "taken" && outcome !== "later")
      deployment.alarm("messageRefused", { peer, code: outcome });
    if (outcome !== "later" && outcome !== "failed") taken.push(sha256(jws));
  }
  if (taken.length > 0) deployment.signals.feed.raise();
  return taken;
}

/** Why a message counts for nothing. */
type Refused =
  | ProtocolCode
  | "suspended"
  | "notHere"
  | "unreachable"
  | "unknownAsk"
  | "tooManyAsks";

/** @returns `later` if it is to come again */
async function takeMessage(
  deployment: Deployment,
  peer: string,
  jws: string,
): Promise<"taken" | "later" | Refused> {
  const { book, node } = deployment;
  const opened = await openIdentityMessage(jws, (kid) => book.ownerOf(kid)?.jwk);
  if (opened.outcome === "refused") return opened.code;
  const { message } = opened;
  const { iss, from, to } = message.kind === "ask" ? message.ask : message.answer;
  const owner = book.ownerOf(opened.kid)?.node;
  if (owner === undefined || iss !== nodeUrn(owner) || book.hostOf(from) !== owner)
    return "wrongIssuer";
  const { hub } = book.current();
  // A node speaks for itself; only the hub hands on what others said.
  if (peer !== owner && peer !== hub) return "wrongIssuer";
  if (book.statusOf(owner) !== "active") return "suspended";
  if (owner !== node && book.standing() === "stale") return "later";
  const late = outOfTime(message, deployment.ctx.now());
  if (late !== undefined) return late;
  if (book.hostOf(to) === node)
    return message.kind === "ask"
      ? answerAsk(deployment, owner, message.ask)
      : keepAnswer(deployment, owner, message.answer);
  return hub === node ? relay(deployment, owner, message, jws) : "notHere";
}

/** Of an answer how old it may be is its ask's question; here only that it is of this time. */
function outOfTime(
  message: IdentityMessage,
  now: Temporal.Instant,
): "expired" | "clockSkew" | undefined {
  const { at } = message.kind === "ask" ? message.ask : message.answer;
  if (now.until(at).total("seconds") > HOP_SKEW_SECONDS) return "clockSkew";
  return Temporal.Instant.compare(now, expiryOf(message)) >= 0 ? "expired" : undefined;
}

const expiryOf = (message: IdentityMessage): string =>
  message.kind === "ask"
    ? message.ask.exp
    : stamp(Temporal.Instant.from(message.answer.at).add({ hours: MAX_ASK_HOURS }));

/** The hub, for two others: byte for byte. It could not read a sealed answer, and keeps none that was taken. */
async function relay(
  deployment: Deployment,
  from: string,
  message: IdentityMessage,
  jws: string,
): Promise<"taken" | "later" | "unreachable"> {
  const { ctx, db } = deployment;
  const to = nextOnWay(deployment, message.kind === "ask" ? message.ask.to : message.answer.to);
  if (to === undefined) return "unreachable";
  const { kind, id } = message;
  const at = stamp(ctx.now());
  const put = await withScope(db, wholeOf([]), (tx) =>
    putOnWay(tx, { from, to, kind, id, jws, at, expiresAt: expiryOf(message) }),
  );
  return put === "full" ? "later" : "taken";
}

const stamp = (at: Temporal.Instant): string => at.toString({ fractionalSecondDigits: 3 });
