import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { barriers, openBrowser } from "../e2e/support/browser.ts";
import { drawn } from "./drawn.ts";
import { everybody } from "./everybody.ts";
import { signedIn } from "./sign-in.ts";

const stage = inject("stage");
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const readings = everybody.flatMap((who) =>
  ([1440, 390] as const).map((width) => [who, width, width === 390 ? "en" : "id"] as const),
);

test.each(readings)(
  "%s at %i px in %s: no screen has a barrier, an error, a foreign request or a sideways scroll",
  async (who, width, lang) => {
    const { page, context, desk, faults } = await signedIn(browser, stage, who, { width, lang });
    await page.goto(desk);
    const paths = await screensOf(page);
    expect(paths.length).toBeGreaterThan(1);
    for (const path of paths) {
      await page.goto(new URL(path, desk).href);
      await drawn(page);
      expect([path, await page.locator("html").getAttribute("lang")]).toEqual([path, lang]);
      expect([path, await page.getByRole("main").getByRole("heading").count()]).not.toEqual([
        path,
        0,
      ]);
      expect([path, await barriers(page)]).toEqual([path, []]);
      expect([path, await sideways(page)]).toEqual([path, 0]);
      const row = page.getByRole("main").locator("[aria-selected]").first();
      if ((await row.count()) > 0) {
        await row.click();
        await drawn(page);
        expect([`${path} open`, await barriers(page)]).toEqual([`${path} open`, []]);
        expect([`${path} open`, await sideways(page)]).toEqual([`${path} open`, 0]);
      }
      expect([path, faults.splice(0)]).toEqual([path, []]);
    }
    await context.close();
  },
  // Every screen of somebody, twice, each read by axe: a minute where nothing else runs.
  300_000,
);

/** Where the links of the desk lead. */
async function screensOf(page: Page): Promise<string[]> {
  const links = page.getByRole("navigation").getByRole("link", { includeHidden: true });
  await links.first().waitFor({ state: "attached" });
  return links.evaluateAll((all) => all.map((each) => each.getAttribute("href") ?? ""));
}

/** Pixels by which the page is wider than the window. */
const sideways = (page: Page): Promise<number> =>
  page.evaluate<number>(
    "Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)",
  );
