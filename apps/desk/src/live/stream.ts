import { readHint } from "./hints.ts";
import type { Hint } from "./hints.ts";

export interface Listener {
  hear(hint: Hint): void;
  /** The session is over, as the server has it. */
  ended(): void;
  /** The line stands, or it broke. */
  stands(is: boolean): void;
}

/** A tab that nobody looks at gives its connection back: a browser has few for one server. */
const hiddenMs = 5000;
const [firstRetryMs, lastRetryMs] = [2000, 30_000];
/** Somebody has more tabs open than the server listens to: this one asks again after a while. */
const crowdedMs = 300_000;

/**
 * The desk's one stream of hints, as long as the tab is looked at. It goes on from the last place that it heard, so a broken
 * network, a closed lid or a new version of the server misses nothing.
 * @param place of what the desk has read so far
 * @returns ends it
 */
export function listen(url: string, place: string, listener: Listener): () => void {
  let last = place;
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let retryMs = firstRetryMs;

  const keep = ({ lastEventId }: MessageEvent<string>): void => {
    if (lastEventId !== "") last = lastEventId;
  };
  const close = (): void => {
    clearTimeout(timer);
    source?.close();
    source = undefined;
  };
  const openIn = (ms: number): void => {
    close();
    timer = setTimeout(open, ms);
  };

  function open(): void {
    close();
    const one = new EventSource(`${url}?after=${encodeURIComponent(last)}`);
    source = one;
    one.addEventListener("open", () => {
      retryMs = firstRetryMs;
      listener.stands(true);
    });
    one.addEventListener("changed", (event: MessageEvent<string>) => {
      keep(event);
      listener.hear(readHint(event.data));
    });
    one.addEventListener("all", (event: MessageEvent<string>) => {
      keep(event);
      listener.hear("all");
    });
    one.addEventListener("ended", (event: MessageEvent<string>) => {
      if (event.data.includes("tooMany")) openIn(crowdedMs);
      else {
        // After a proof it is the same session by another token: who is still signed in listens on.
        openIn(firstRetryMs);
        listener.ended();
      }
    });
    one.addEventListener("error", () => {
      listener.stands(false);
      // The browser comes back by itself, unless it was answered with something else than a stream.
      if (one.readyState !== EventSource.CLOSED) return;
      openIn(retryMs);
      retryMs = Math.min(lastRetryMs, retryMs * 2);
    });
  }

  const look = (): void => {
    if (document.visibilityState === "hidden") {
      clearTimeout(timer);
      timer = setTimeout(close, hiddenMs);
    } else if (source === undefined) open();
    else clearTimeout(timer);
  };
  const online = (): void => {
    if (document.visibilityState === "visible") open();
  };

  // A connection on which nothing comes looks well for a long time.
  const offline = (): void => listener.stands(false);

  document.addEventListener("visibilitychange", look);
  globalThis.addEventListener("online", online);
  globalThis.addEventListener("offline", offline);
  look();
  return () => {
    document.removeEventListener("visibilitychange", look);
    globalThis.removeEventListener("online", online);
    globalThis.removeEventListener("offline", offline);
    close();
  };
}
