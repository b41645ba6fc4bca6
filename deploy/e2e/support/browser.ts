import { AxeBuilder } from "@axe-core/playwright";
import chromium from "@sparticuz/chromium";
import { chromium as engine } from "playwright-core";
import type { Browser, BrowserContext, Page } from "playwright-core";

/** Dies when a second context opens; and a browser without its walls would prove nothing. */
const unwanted: ReadonlySet<string> = new Set(["--single-process", "--disable-web-security"]);

/** Unpacked where it is not there yet; nobody else may do the same at that moment. @returns the program */
export const unpackBrowser = (): Promise<string> => chromium.executablePath();

export async function openBrowser(): Promise<Browser> {
  return engine.launch({
    executablePath: await unpackBrowser(),
    args: chromium.args.filter((arg) => !unwanted.has(arg)),
  });
}

export interface Watched {
  readonly page: Page;
  /** What a person would not see: errors of scripts and of the console, and requests to other hosts. */
  readonly faults: string[];
  readonly context: BrowserContext;
}

/** A browser of its own, without cookies, that notes everything which should not happen. */
export async function openPage(browser: Browser, width: number): Promise<Watched> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, locale: "id-ID" });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(`page: ${error.message}`));
  page.on("console", (line) => {
    if (line.type() === "error") faults.push(`console: ${line.text()}`);
  });
  page.on("request", (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (protocol.startsWith("http") && hostname !== "127.0.0.1")
      faults.push(`request: ${request.url()}`);
  });
  return { page, faults, context };
}

/** What fades in is read once it stands: half there, its contrast is not that of what a person reads. */
const stands = `Promise.all(document.getAnimations()
  .filter((each) => each.effect.getComputedTiming().endTime !== Infinity)
  .map((each) => each.finished.catch(() => {})))`;

/** WCAG 2.2 A and AA. @returns what is serious or critical, with the elements */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(stands);
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}
