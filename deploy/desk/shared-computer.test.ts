import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openBrowser } from "../e2e/support/browser.ts";
import { act, reported } from "./errands.ts";
import { reportsAt } from "./reports.ts";
import { accountOf, signedIn } from "./sign-in.ts";

/** Offices have computers that several people use, and not everybody signs out. */

const stage = inject("stage");
const city = "64.71";
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** As another tab of the same browser would: tabs have one session. */
async function signInAs(context: BrowserContext, desk: string, who: string): Promise<void> {
  const { origin } = new URL(desk);
  const { email, password } = accountOf(stage, who);
  const post = (path: string, data: object) =>
    context.request.post(`${origin}/api/auth/${path}`, { headers: { origin }, data });
  await post("sign-out", {});
  expect((await post("sign-in/email", { email, password })).ok()).toBe(true);
}

test("what somebody left undone is not done in another's name, and waits for them alone", async () => {
  const report = await reported(stage, city, "assigned", { title: "Trotoar Klandasan retak" });
  const words = "Hanya kepala unit yang menulis ini";
  const noted = async (): Promise<boolean> =>
    JSON.stringify(await reportsAt(stage, city).read(report.id)).includes(words);
  const { page, context, desk } = await signedIn(browser, stage, "unitHead@64.71", {
    width: 1440,
    lang: "en",
  });
  await page.goto(`${desk}/reports/${report.id}`);
  await act(page, "Internal note");
  const form = page.getByRole("form", { name: "Internal note" });
  await page.route("**/report.note", (route) => route.abort());
  await form.getByRole("textbox", { name: "Internal note" }).fill(words);
  await form.getByRole("button", { name: "Save the note" }).click();
  const tried = page.waitForEvent("requestfailed", (request) => request.url().endsWith("note"));
  await page.getByRole("button", { name: "Send now" }).click();
  await tried;
  await page.evaluate("localStorage.setItem('simpul.typed.-.somebody.form', '{}')");

  await signInAs(context, desk, "tenantAdmin@64.71");
  await page.unroute("**/report.note");
  const refused = page.waitForResponse("**/report.note");
  await page.evaluate("globalThis.dispatchEvent(new Event('online'))");
  expect((await refused).status()).toBe(401);

  // Whoever is here now sees a desk of their own, and finds nothing that was typed before.
  await page.reload();
  await page.getByRole("heading", { name: "Trotoar Klandasan retak" }).waitFor();
  await expect
    .poll(() => page.evaluate("Object.keys(localStorage).filter((n) => /draft|typed/.test(n))"))
    .toEqual([]);
  expect(await noted()).toBe(false);

  await signInAs(context, desk, "unitHead@64.71");
  await page.reload();
  await expect.poll(noted, { timeout: 15_000 }).toBe(true);
  await context.close();
});
