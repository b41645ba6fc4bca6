import type { Browser } from "../auth/people.ts";

export interface Told {
  readonly event: string;
  readonly reports?: readonly string[];
  readonly lists?: true;
  readonly why?: string;
}

/** What a desk does with its stream: it reads events, and keeps the last id. */
export class Stream {
  lastId: string | undefined;
  retry: number | undefined;
  #ids = 0;
  readonly told: Told[] = [];
  readonly #reader: ReadableStreamDefaultReader<string>;
  #rest = "";

  private constructor(body: ReadableStream<Uint8Array<ArrayBuffer>>) {
    this.#reader = body.pipeThrough(new TextDecoderStream()).getReader();
  }

  /** @throws with the status where the door is shut */
  static async open(browser: Browser, path: string, lastId?: string): Promise<Stream> {
    const answer = await browser.raw(
      "GET",
      path,
      lastId === undefined ? {} : { "last-event-id": lastId },
    );
    if (answer.status !== 200 || answer.body === null) throw new Error(String(answer.status));
    return new Stream(answer.body);
  }

  /** Reads on until an event, or the end of the stream. */
  async next(isIt: (told: Told) => boolean = () => true): Promise<Told | "end"> {
    for (;;) {
      const before = this.told.length;
      const { done, value } = await this.#reader.read();
      if (value !== undefined) this.#take(value);
      const found = this.told.slice(before).find(isIt);
      if (found !== undefined) return found;
      if (done) return "end";
    }
  }

  /** Until a heartbeat has told where it stands. */
  async settled(): Promise<string> {
    const before = this.#ids;
    while (this.#ids === before) {
      const { done, value } = await this.#reader.read();
      if (done) throw new Error("the stream ended");
      this.#take(value);
    }
    return this.lastId ?? "";
  }

  leave(): Promise<void> {
    return this.#reader.cancel();
  }

  #take(text: string): void {
    const blocks = (this.#rest + text).split("\n\n");
    this.#rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const fields = new Map(
        block.split("\n").flatMap((line) => {
          const [, name = "", value = ""] = /^([a-z]+): ?(.*)$/.exec(line) ?? [];
          return name === "" ? [] : [[name, value] as const];
        }),
      );
      if (fields.has("id")) this.#ids += 1;
      this.lastId = fields.get("id") ?? this.lastId;
      const retry = fields.get("retry");
      if (retry !== undefined) this.retry = Number(retry);
      const event = fields.get("event");
      // Proof: none; a test that reads what is not there compares with undefined, and fails.
      if (event !== undefined)
        this.told.push({ event, ...(JSON.parse(fields.get("data") ?? "{}") as object) });
    }
  }
}
