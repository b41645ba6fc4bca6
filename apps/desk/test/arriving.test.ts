import { beforeEach, describe, expect, test } from "vitest";
import { arriving } from "../src/parts/arriving.ts";
import type { Network } from "../src/parts/arriving.ts";

/** As most browsers: what could not be imported once is never asked for again. */
class Browser implements Network {
  online = true;
  server = true;
  has = true;
  remembers = true;
  imports = 0;
  #failed = false;
  #changed: (() => void)[] = [];

  isOnline = (): boolean => this.online;
  answers = async (): Promise<boolean> => this.online && this.server;
  change = (): Promise<void> => new Promise((resolve) => this.#changed.push(resolve));

  load = async (): Promise<string> => {
    this.imports += 1;
    if (this.#failed && this.remembers) throw new TypeError("Failed to fetch");
    if (!this.online || !this.server || !this.has) {
      this.#failed = true;
      throw new TypeError("Failed to fetch");
    }
    return "form";
  };

  set(now: { online?: boolean; server?: boolean }): void {
    Object.assign(this, now);
    for (const changed of this.#changed.splice(0)) changed();
  }
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
let browser: Browser;
const opened = () => arriving(browser.load, browser);
beforeEach(() => {
  browser = new Browser();
});

describe("a form that is wanted for the first time", () => {
  test("comes", async () => {
    expect(await opened()).toBe("form");
  });

  test.each([
    ["without a network", { online: false }, { online: true }],
    ["while the server does not answer", { server: false }, { server: true }],
  ])("%s is waited for, and comes when it is back", async (_, away, back) => {
    Object.assign(browser, away);
    const form = opened();
    await settle();
    browser.set({});
    await settle();
    expect(browser.imports).toBe(0);
    browser.set(back);
    expect(await form).toBe("form");
  });

  test("is asked for once more where an import failed on the way and the browser does not remember", async () => {
    browser.remembers = false;
    let isFirst = true;
    const load = async (): Promise<string> => {
      if (!isFirst) return browser.load();
      isFirst = false;
      throw new TypeError("Failed to fetch");
    };
    expect(await arriving(load, browser)).toBe("form");
  });

  test("that is no longer there is no error of the screen, and is not asked for again and again", async () => {
    browser.has = false;
    expect(await opened()).toBe("missing");
    expect(browser.imports).toBe(2);
  });
});
