import { contentItem, type ContentItem } from "./content.ts";
import { MAX_MESSAGE_CHARACTERS, MAX_MESSAGES } from "./identity.ts";
import { MAX_BATCH_ITEMS } from "./receipt.ts";
import type { ProtocolRefusal } from "./refusal.ts";
import {
  conform,
  integer,
  list,
  matching,
  object,
  optional,
  value,
  where,
  type Misfit,
  type Shape,
} from "./shape.ts";
import { hashShape, instant, jwsText, tenantCode, token, traceparent, uuid } from "./terms.ts";

export { MAX_BATCH_ITEMS } from "./receipt.ts";
/** Of the raw body; the door measures it before it parses. */
export const MAX_BATCH_BYTES = 1_000_000;
export const MAX_WAIT_SECONDS = 25;

export interface FeedItem {
  /** In the feed of this pair of peers; gap-free within its generation. */
  position: number;
  /** The tenant code that it is for. */
  to: string;
  jws: string;
  content: ContentItem[];
  /** W3C trace context. */
  traceparent?: string;
}

/** POST /federation/v1/events. */
export interface PostBody {
  generation: string;
  items: FeedItem[];
  /** Identity messages, byte-exact. Only to a hub whose directory entry has the capability `identity`. */
  messages?: string[];
}

export interface PostAnswer {
  receipt: string;
  /** Hashes of content that the receiver lacks. */
  want: string[];
  /** The hub's directory version: a newer one than the node's own is to be fetched. */
  directory: number;
  /** SHA-256 of each message that need not be sent again; there where messages were. */
  taken?: string[];
}

/** POST /federation/v1/pull. */
export interface PullBody {
  generation: string;
  after: number;
  /** For the batch before, after its commit. */
  receipt?: string;
  /** Seconds of long poll. */
  wait?: number;
  /** How many items the node has yet to post. */
  backlog: number;
  /** SHA-256 of messages that it has dealt with, perhaps none; who does not say this is not sent any. */
  taken?: string[];
  /** Only to a hub whose directory entry has the capability `ping`; who does not say this is not sent any ping. */
  here?: NodeWord;
}

/** What a node says of itself. */
export interface NodeWord {
  /** Its version. */
  software?: string;
  /** The directory version that it has. */
  directory: number;
  /** Pings that it has heard since its last call, perhaps none. */
  heard: { id: string; at: string }[];
}

/** The hub asks whether a node hears it; the node says so with its next call. */
export interface Ping {
  id: string;
  /** W3C trace context. */
  traceparent?: string;
}

/** In one body. */
export const MAX_PINGS = 4;

export interface PullAnswer {
  generation: string;
  items: FeedItem[];
  more: boolean;
  directory: number;
  want: string[];
  messages?: string[];
  pings?: Ping[];
}

type Parsed<T> = { outcome: "parsed"; body: T } | ProtocolRefusal;

const item: Shape<FeedItem> = object<FeedItem>({
  position: integer(1),
  to: tenantCode,
  jws: jwsText,
  content: list(contentItem, 64),
  traceparent: optional(traceparent),
});

/** Rising, not consecutive: what a receipt has already settled is not sent again. */
const items: Shape<FeedItem[]> = where(list(item, MAX_BATCH_ITEMS), (given) =>
  given.reduce<Misfit | undefined>(rising, undefined),
);

function rising(
  found: Misfit | undefined,
  { position }: FeedItem,
  index: number,
  all: FeedItem[],
): Misfit | undefined {
  const before = all[index - 1]?.position ?? 0;
  return (
    found ??
    (position > before ? undefined : { pointer: `/${index}/position`, wanted: "rising positions" })
  );
}

const want = list(hashShape, 1000);
const flag = value<boolean>("true or false", (given) => typeof given === "boolean");

/** Whose signature, and whether it is still good, is asked of each by itself: one bad message stops no other. */
const messages = list(
  where(jwsText, (jws) =>
    jws.length <= MAX_MESSAGE_CHARACTERS
      ? undefined
      : { pointer: "", wanted: `at most ${MAX_MESSAGE_CHARACTERS} characters` },
  ),
  MAX_MESSAGES,
);
const taken = list(hashShape, MAX_MESSAGES);

const here = object<NodeWord>({
  software: optional(matching(/^[\w.+-]{1,64}$/, "a version")),
  directory: integer(0),
  heard: list(object<NodeWord["heard"][number]>({ id: uuid, at: instant }), MAX_PINGS),
});
const pings = list(object<Ping>({ id: uuid, traceparent: optional(traceparent) }), MAX_PINGS);

const postBody = object<PostBody>({ generation: token, items, messages: optional(messages) });
const postAnswer = object<PostAnswer>({
  receipt: jwsText,
  want,
  directory: integer(0),
  taken: optional(taken),
});
const pullBody = object<PullBody>({
  generation: token,
  after: integer(0),
  receipt: optional(jwsText),
  wait: optional(integer(0, MAX_WAIT_SECONDS)),
  backlog: integer(0),
  taken: optional(taken),
  here: optional(here),
});
const pullAnswer = object<PullAnswer>({
  generation: token,
  items,
  more: flag,
  directory: integer(0),
  want,
  messages: optional(messages),
  pings: optional(pings),
});

export function parsePostBody(given: unknown): Parsed<PostBody> {
  return parsed(given, postBody);
}

export function parsePostAnswer(given: unknown): Parsed<PostAnswer> {
  return parsed(given, postAnswer);
}

export function parsePullBody(given: unknown): Parsed<PullBody> {
  return parsed(given, pullBody);
}

export function parsePullAnswer(given: unknown): Parsed<PullAnswer> {
  return parsed(given, pullAnswer);
}

function parsed<T>(given: unknown, shape: Shape<T>): Parsed<T> {
  const fit = conform(given, shape);
  return fit.outcome === "refused" ? fit : { outcome: "parsed", body: fit.value };
}
