import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openBrowser } from "../e2e/support/browser.ts";
import { reportsAt } from "./reports.ts";
import { signedIn } from "./sign-in.ts";

/** Without a mouse: every step of this file is a key. */
const stage = inject("stage");
const hub = reportsAt(stage, "national");
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const area = "64.71.03";
const byItself = { timeout: 5_500, interval: 100 };

/** What has the focus: its role or tag, and what it is called. */
const focused = (page: Page): Promise<string> =>
  page.evaluate<string>(
    "`${document.activeElement?.tagName} ${document.activeElement?.id} ${document.activeElement?.textContent ?? ''}`",
  );

async function atDesk(path: string) {
  const at = await signedIn(browser, stage, "nationalVerifier@national", { width: 1440 });
  await at.page.goto(`${at.desk}${path}`);
  await at.page.getByRole("grid").waitFor();
  return at;
}

test("a report is verified and forwarded by keys alone, from the skip link on", async () => {
  const { id, trackingId } = await hub.submit({
    text: "Selokan di Batu Ampar mampet, air menggenang di jalan masuk sekolah.",
    place: { area },
    contact: { phone: "+6281234500021" },
  });
  const { page, context, faults } = await atDesk(`/verification?area=${area}`);
  await page.getByRole("row").filter({ hasText: trackingId }).waitFor();
  await page.keyboard.press("Tab");
  expect(await focused(page)).toContain("Langsung ke isi");
  await page.keyboard.press("Enter");
  await expect.poll(() => focused(page)).toMatch(/^MAIN work/);
  const chosen = page.getByRole("row", { selected: true });
  const all = await page.getByRole("row").count();
  for (let step = 0; step <= all; step += 1) {
    await page.keyboard.press("j");
    await expect.poll(() => chosen.count()).toBe(1);
    if ((await chosen.textContent())?.includes(trackingId) === true) break;
  }
  expect(await chosen.textContent()).toContain(trackingId);
  await page.getByRole("article").getByText(trackingId).first().waitFor();
  await page.keyboard.press("v");
  const verify = page.getByRole("form", { name: "Verifikasi" });
  // The form has the focus, and its likeliest category stands there.
  await expect.poll(() => verify.locator(":focus").count()).toBe(1);
  expect(await verify.getByRole("combobox", { name: "Kategori" }).inputValue()).toBe(
    "Drainase dan banjir",
  );
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => hub.state(id), byItself).toBe("verified");

  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog");
  await palette.waitFor();
  await page.keyboard.type(trackingId);
  await palette.getByText(`Buka laporan ${trackingId}`).waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(new RegExp(`/reports/`));
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.keyboard.press("t");
  const forward = page.getByRole("form", { name: "Teruskan ke" });
  await forward.getByRole("radiogroup").getByText("Kota Balikpapan").first().waitFor();
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => hub.state(id), byItself).toBe("forwarded");
  expect((await hub.read(id)).institution).toBe("64.71");
  expect(faults).toEqual([]);
  await context.close();
});

test("? shows the keys that work here, / searches, Escape leaves, Enter opens", async () => {
  const { trackingId } = await hub.submit({
    text: "Pompa banjir rusak.",
    place: { area: "32.73" },
  });
  const { page, context } = await atDesk("/verification?area=32.73");
  await page.getByRole("row").filter({ hasText: trackingId }).waitFor();
  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Pintasan papan tik" });
  for (const said of [
    "Laporan berikutnya",
    "Urungkan",
    "Cari di daftar ini",
    "Cari tindakan, layar, atau nomor",
  ].filter((each) => each !== "Urungkan"))
    await help.getByText(said).first().waitFor();
  await page.keyboard.press("Escape");
  await expect.poll(() => help.count()).toBe(0);
  await page.keyboard.press("j");
  await page.getByRole("article").waitFor();
  await page.keyboard.press("?");
  for (const act of ["Verifikasi", "Tunda", "Arsipkan"])
    await help
      .getByRole("row", { name: new RegExp(act) })
      .first()
      .waitFor();
  await page.keyboard.press("Escape");
  await expect.poll(() => help.count()).toBe(0);
  await page.keyboard.press("/");
  const box = page.getByRole("searchbox", { name: "Cari kata, nomor, atau tempat" });
  await expect.poll(() => box.and(page.locator(":focus")).count()).toBe(1);
  // What is typed into a field is no command.
  await page.keyboard.type("vha");
  expect(await box.inputValue()).toBe("vha");
  expect(await page.getByRole("form").count()).toBe(0);
  await context.close();
});
