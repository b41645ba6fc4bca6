import { feedHeads, noteContact } from "@simpul/db";
import type { PostBody, PostAnswer, PullAnswer, PullBody } from "@simpul/protocol";
import type { Deployment } from "./deployment.ts";
import { readPage } from "./feed.ts";
import { takeBatch } from "./inbox.ts";
import { settle } from "./settle.ts";

/** What the hub does when a node calls; the door checks the hop and the shapes. */
export interface HubSide {
  post(peer: string, body: PostBody): Promise<PostAnswer>;
  pull(peer: string, body: PullBody, until: AbortSignal): Promise<PullAnswer | "badReceipt">;
  /** Long polls are answered at once from now on: a hub that stops must not wait for them. */
  close(): void;
}

const watchMs = 200;

export function hubSide(deployment: Deployment): HubSide {
  const { book, ctx, db, signals } = deployment;
  const scope = () => ({ tenants: ctx.here.tenants() });
  const generations = new Map<string, string>();

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
        for (const { peer, position, generation } of heads) {
          moved ||= positions.get(peer) !== position;
          positions.set(peer, position);
          generations.set(peer, generation);
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
      return { receipt: taken.receipt, want: taken.want, directory: book.current().version };
    },
    async pull(peer, body, gone) {
      const until = AbortSignal.any([gone, closing.signal]);
      if (body.receipt !== undefined && (await settle(deployment, peer, body.receipt)) === "refused") return "badReceipt";
      await noteContact(db, peer, body.backlog, ctx.now().toString({ fractionalSecondDigits: 3 }));
      const started = ctx.now();
      const waitMs = (body.wait ?? 0) * 1000;
      for (;;) {
        const generation = generations.get(peer) ?? (await generationOf(deployment, peer));
        generations.set(peer, generation);
        const after = body.generation === generation ? body.after : 0;
        const page = await readPage(deployment, scope(), peer, after);
        const left = waitMs - ctx.now().since(started).total("milliseconds");
        const directory = book.current().version;
        if (page.items.length > 0 || left <= 0 || until.aborted || body.generation !== generation)
          return { generation, items: page.items, more: page.more, directory, want: [] };
        await signals.feed.wait(Math.min(left, 5_000), until);
      }
    },
    close() {
      clearInterval(watch);
      closing.abort();
    },
  };
}

async function generationOf({ db }: Deployment, peer: string): Promise<string> {
  return (await feedHeads(db)).find((head) => head.peer === peer)?.generation ?? "1";
}
