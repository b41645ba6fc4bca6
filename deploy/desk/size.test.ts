import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openBrowser } from "../e2e/support/browser.ts";
import { drawn } from "./drawn.ts";
import { everybody } from "./everybody.ts";
import { signedIn } from "./sign-in.ts";

const stage = inject("stage");
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test.each(everybody)(
  "%s: the first load is at most 600 kB over the wire, a screen then at most 150 kB",
  async (who) => {
    const { page, context, desk } = await signedIn(browser, stage, who, { width: 1440 });
    let received = 0;
    const pending: Promise<void>[] = [];
    page.on("requestfinished", (request) => {
      pending.push(
        request.sizes().then(({ responseBodySize, responseHeadersSize }) => {
          received += responseBodySize + responseHeadersSize;
        }),
      );
    });
    const taken = async (): Promise<number> => {
      await drawn(page);
      await Promise.all(pending);
      const bytes = received;
      received = 0;
      return Math.round(bytes / 1000);
    };
    await page.goto(desk);
    const first = await taken();
    expect(first, `${first} kB`).toBeLessThanOrEqual(600);
    // It was read at all.
    expect(first).toBeGreaterThan(100);
    // The screens; views of a list are not there any more once one has left it.
    const links = page.getByRole("navigation", { name: "Menu", exact: true }).getByRole("link");
    for (const link of await links.all()) {
      const name = await link.textContent();
      await link.click();
      const screen = await taken();
      expect(screen, `${name}: ${screen} kB`).toBeLessThanOrEqual(150);
    }
    await context.close();
  },
);
