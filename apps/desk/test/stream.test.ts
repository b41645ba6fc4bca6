import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { listen } from "../src/live/stream.ts";

/** The browser's own, as far as the desk's stream uses it. */
class Source extends EventTarget {
  static readonly CLOSED = 2;
  static readonly opened: Source[] = [];
  readyState = 1;
  readonly url: string;

  constructor(url: string) {
    super();
    this.url = url;
    Source.opened.push(this);
  }

  close(): void {
    this.readyState = Source.CLOSED;
  }
}

const heard: string[] = [];
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", Source);
  for (const name of ["addEventListener", "removeEventListener"]) vi.stubGlobal(name, () => {});
  vi.stubGlobal("document", Object.assign(new EventTarget(), { visibilityState: "visible" }));
  stop = listen("/desk/events", "7.none", {
    hear: () => heard.push("hint"),
    ended: () => heard.push("ended"),
    stands: () => {},
  });
});
afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  Source.opened.length = 0;
  heard.length = 0;
});

const over = () =>
  Source.opened
    .at(-1)
    ?.dispatchEvent(
      Object.assign(new Event("ended"), { data: '{"why":"session"}', lastEventId: "" }),
    );

test("who is still signed in when a stream's session ended, by another token, listens on", () => {
  over();
  expect(heard).toEqual(["ended"]);
  expect(Source.opened).toHaveLength(1);
  vi.advanceTimersByTime(5000);
  expect(Source.opened).toHaveLength(2);
  expect(Source.opened[1]?.url).toBe("/desk/events?after=7.none");
});

test("whose session is over, and whose desk is gone with it, does not", () => {
  over();
  stop();
  vi.advanceTimersByTime(60_000);
  expect(Source.opened).toHaveLength(1);
  expect(Source.opened[0]?.readyState).toBe(Source.CLOSED);
});
