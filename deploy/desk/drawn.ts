import { setTimeout as pause } from "node:timers/promises";
import type { Page } from "playwright-core";

/**
 * The screen stands and nothing of it is being loaded for a quarter of a second. Not "until the network is idle": the stream of
 * hints stays open. Asked from here: the desk's policy lets nothing be evaluated by its own page.
 */
export async function drawn(page: Page): Promise<void> {
  await page.locator("main h1, main h2, article h2").first().waitFor();
  const start = performance.now();
  for (let since = start; performance.now() - since < 250; await pause(50)) {
    if (await page.evaluate<boolean>(`document.querySelector('[aria-busy="true"]') !== null`))
      since = performance.now();
    if (performance.now() - start > 20_000) throw new Error("the screen is still being loaded");
  }
}
