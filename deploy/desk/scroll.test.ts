import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { percentile, rounded } from "../bench/figures.ts";
import { openBrowser } from "../e2e/support/browser.ts";
import { reportsAt } from "./reports.ts";
import { signedIn } from "./sign-in.ts";

const stage = inject("stage");
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** A place of its own, in whose list nothing else is. */
const area = "91.03";
const rows = 2_400;
const turns = 160;

test("a list of thousands is scrolled as smoothly as a page that only lies there", async () => {
  const hub = reportsAt({ ...stage, keys: { national: stage.unlimitedKey } }, "national");
  const texts = Array.from({ length: rows }, (_, n) => `Lampu jalan nomor ${n} padam.`);
  const submitAll = async (): Promise<void> => {
    for (let text = texts.pop(); text !== undefined; text = texts.pop())
      await hub.submit({ text, place: { area }, contact: { phone: "+6281234500031" } });
  };
  await Promise.all(Array.from({ length: 8 }, submitAll));

  const at = await signedIn(browser, stage, "nationalVerifier@national", { width: 1440 });
  await at.page.goto(`${at.desk}/verification?area=${area}`);
  await at.page.getByRole("row").first().waitFor();
  const box = (await at.page.getByRole("grid").boundingBox()) ?? { x: 0, y: 0 };
  await at.page.mouse.move(box.x + 100, box.y + 200);
  const desk = await scrolled(at.page);
  const seen = Number(await at.page.getByRole("row").last().getAttribute("aria-rowindex"));
  expect(seen).toBeGreaterThan(1_000);
  expect(at.faults).toEqual([]);

  const plain = await at.context.newPage();
  await plain.setContent(
    `<body>${"<p style='height:64px'>Lampu jalan padam.</p>".repeat(rows)}</body>`,
  );
  await plain.mouse.move(200, 200);
  const still = await scrolled(plain);
  await at.context.close();
  console.log(`${seen} rows, ms between frames: ${told(desk)}; a plain page: ${told(still)}`);
  expect(desk.length).toBeGreaterThan(turns / 2);
  // Three frames of a screen, or what the machine gives to a page without any work of its own.
  expect(percentile(desk, 0.95)).toBeLessThan(Math.max(50, 2 * percentile(still, 0.95)));
}, 180_000);

const told = (frames: readonly number[]): string =>
  [0.5, 0.95, 0.99].map((part) => `p${part * 100} ${rounded(percentile(frames, part))}`).join(", ");

/** Turns the wheel all the way, as fast as a hand does. @returns milliseconds between one frame and the next */
async function scrolled(page: Page): Promise<number[]> {
  await page.evaluate(`
    window.frames_ = [];
    window.last_ = performance.now();
    window.tick_ = (now) => {
      window.frames_.push(now - window.last_);
      window.last_ = now;
      window.next_ = requestAnimationFrame(window.tick_);
    };
    window.next_ = requestAnimationFrame(window.tick_);
    undefined`);
  for (let turn = 0; turn < turns; turn += 1) {
    await page.mouse.wheel(0, 600);
    await page.waitForTimeout(30);
  }
  return page.evaluate<number[]>("cancelAnimationFrame(window.next_), window.frames_");
}
