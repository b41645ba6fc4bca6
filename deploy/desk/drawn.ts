import type { Page } from "playwright-core";

/**
 * The screen stands and nothing of it is still being loaded, twice in a row. Not "until the network is idle": the stream of
 * hints stays open.
 */
export async function drawn(page: Page): Promise<void> {
  await page.locator("main h1, main h2, article h2").first().waitFor();
  await page.waitForFunction(
    `(() => {
      const busy = document.querySelector('[aria-busy="true"]') !== null;
      const since = (globalThis.simpulQuietSince ??= performance.now());
      if (busy) globalThis.simpulQuietSince = performance.now();
      return !busy && performance.now() - since > 250;
    })()`,
    undefined,
    { polling: 50, timeout: 20_000 },
  );
  await page.evaluate("delete globalThis.simpulQuietSince");
}
