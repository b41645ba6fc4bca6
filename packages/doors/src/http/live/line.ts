import type { Hint } from "@simpul/casework";

/** Why a stream ends for good: the desk does not come back by itself. */
type Ended = "session" | "tooMany";

/** More ids than that wait for a slow reader: it reads everything anew. */
const mostWaiting = 200;

/**
 * What waits to be sent to one desk, as server-sent events. What comes while it is slow is joined to what waits, so a line that is
 * stuck holds no more than one event.
 */
export interface Line {
  readonly body: ReadableStream<Uint8Array>;
  hear(hint: Hint, place: string): void;
  /** Nothing happened; a proxy in between and the desk hear that the line stands. */
  beat(place: string | undefined): void;
  /** The desk shall not come back by itself. */
  end(why: Ended): void;
  /** It shall come back, to whichever process is there then. @param afterMs from now */
  hangUp(afterMs: number): void;
}

/** @param onGone the desk went away */
export function openLine(onGone: () => void): Line {
  const encoder = new TextEncoder();
  const reports = new Set<string>();
  let waiting: "nothing" | "changed" | "all" = "nothing";
  let lists = false;
  let place: string | undefined;
  // At once, so that what is in between passes the head on.
  let said = ": simpul\n\n";
  let isOver = false;
  let awake = (): void => {};

  const take = (): string => {
    const at = place === undefined ? "" : `id: ${place}\n`;
    const told =
      waiting === "all"
        ? `event: all\n${at}data: {}\n\n`
        : waiting === "changed"
          ? `event: changed\n${at}data: ${JSON.stringify({ reports: [...reports], ...(lists ? { lists } : {}) })}\n\n`
          : "";
    const text = told + said;
    waiting = "nothing";
    lists = false;
    said = "";
    reports.clear();
    return text;
  };

  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        while (waiting === "nothing" && said === "" && !isOver)
          await new Promise<void>((resolve) => {
            awake = resolve;
          });
        const text = take();
        if (text !== "") controller.enqueue(encoder.encode(text));
        if (isOver) controller.close();
      },
      cancel() {
        isOver = true;
        awake();
        onGone();
      },
    },
    { highWaterMark: 0 },
  );

  return {
    body,
    hear(hint, at) {
      if (isOver) return;
      place = at;
      if (hint === "all") waiting = "all";
      else if (waiting !== "all") {
        waiting = "changed";
        lists ||= hint.lists;
        for (const id of hint.reports) reports.add(id);
        if (reports.size > mostWaiting) waiting = "all";
      }
      awake();
    },
    beat(at) {
      if (isOver || said !== "") return;
      place = at ?? place;
      said = place === undefined ? ":\n\n" : `:\nid: ${place}\n\n`;
      awake();
    },
    end(why) {
      if (isOver) return;
      said = `event: ended\ndata: ${JSON.stringify({ why })}\n\n`;
      isOver = true;
      awake();
    },
    hangUp(afterMs) {
      if (isOver) return;
      said = `retry: ${afterMs}\n\n`;
      isOver = true;
      awake();
    },
  };
}
