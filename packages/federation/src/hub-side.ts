import { feedHeads, missingFromParties, noteContact, withScope, wholeOf } from "@simpul/db";
import type { PostBody, PostAnswer, PullAnswer, PullBody } from "@simpul/protocol";
import type { Deployment } from "./deployment.ts";
import { readPage } from "./feed.ts";
import { messagesFor, messagesTaken, takeMessages } from "./identity/messages.ts";
import { takeBatch } from "./inbox.ts";
import { pingsFor, takeWord } from "./ping.ts";
import { settle } from "./settle.ts";

/** What the hub does when a node calls; the door checks the hop and the shapes. */
export interface HubSide {
  post(peer: string, body: PostBody): Promise<PostAnswer>;
  /** `suspended` also for a node that lost its place while it waited. */
  pull(
    peer: string,
    body: PullBody,
    until: AbortSignal,
  ): Promise<PullAnswer | "badReceipt" | "suspended">;
  /** Long polls are answered at once from now on: a hub that stops must not wait for them. */
  close(): void;
}

const watchMs = 200;
const mostWanted = 100;

export function hubSide(deployment: Deployment): HubSide {
  const { book, ctx, db, signals } = deployment;
  const scope = () => wholeOf(ctx.here.tenants());
  // One query a process tells all long polls that another process stamped something: 700 waiting nodes cost as much as one.
  const positions = new Map<string, number>();
  let watching = false;
  const closing = new AbortController();
  const watch = setInterval(() => {
    if (watching) return;
    watching = true;
    void feedHeads(db)
      .then((heads) => {
        let moved = false;
        for (const { peer, position } of heads) {
          moved ||= positions.get(peer) !== position;
          positions.set(peer, position);
        }
        if (moved) signals.feed.raise();
      })
      .catch(() => {})
      .finally(() => {
        watching = false;
      });
  }, watchMs);
  watch.unref();

  return {
    async post(peer, body) {
      const taken = await takeBatch(deployment, peer, body.generation, body.items);
      const { receipt, want } = taken;
      const answer = { receipt, want, directory: book.current().version };
      if (body.messages === undefined) return answer;
      return { ...answer, taken: await takeMessages(deployment, peer, body.messages) };
    },
    async pull(peer, body, gone) {
      const until = AbortSignal.any([gone, closing.signal]);
      if (
        body.receipt !== undefined &&
        (await settle(deployment, peer, body.receipt)) === "refused"
      )
        return "badReceipt";
      await noteContact(db, peer, body.backlog, ctx.now().toString({ fractionalSecondDigits: 3 }));
      await messagesTaken(deployment, peer, body.taken ?? []);
      if (body.here !== undefined) await takeWord(deployment, peer, body.here);
      const started = performance.now();
      const waitMs = (body.wait ?? 0) * 1000;
      for (;;) {
        const page = await readPage(deployment, scope(), peer, {
          generation: body.generation,
          position: body.after,
        });
        // Who does not say what it has taken knows no messages, and would refuse an answer that has them.
        const messages = body.taken === undefined ? [] : await messagesFor(deployment, peer);
        const pings = body.here === undefined ? [] : await pingsFor(deployment, peer);
        const left = waitMs - (performance.now() - started);
        if (book.statusOf(peer) !== "active") return "suspended";
        if (
          page.items.length > 0 ||
          messages.length > 0 ||
          pings.length > 0 ||
          left <= 0 ||
          until.aborted ||
          body.generation !== page.generation
        ) {
          const want = await withScope(db, scope(), (tx) =>
            missingFromParties(tx, book.tenantsOf(peer), mostWanted),
          );
          return {
            ...page,
            directory: book.current().version,
            want,
            ...(messages.length === 0 ? {} : { messages }),
            ...(pings.length === 0 ? {} : { pings }),
          };
        }
        await signals.feed.wait(Math.min(left, 5_000), until);
      }
    },
    close() {
      clearInterval(watch);
      closing.abort();
    },
  };
}
