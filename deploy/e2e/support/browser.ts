import { AxeBuilder } from "@axe-core/playwright";
import chromium from "@sparticuz/chromium";
import { chromium as engine } from "playwright-core";
import type { Browser, BrowserContext, Page } from "playwright-core";

/** Dies when a second context opens; and a browser without its walls would prove nothing. */
const unwanted: ReadonlySet<string> = new Set(["--single-process", "--disable-web-security"]);

export async function openBrowser(): Promise<Browser> {
  return engine.launch({
    executablePath: await chromium.executablePath(),
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

/** WCAG 2.2 A and AA. @returns what is serious or critical, with the elements */
export async function barriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}
