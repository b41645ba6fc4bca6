import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openBrowser } from "../e2e/support/browser.ts";
import { sendNow } from "./errands.ts";
import { reportsAt } from "./reports.ts";
import { signedIn } from "./sign-in.ts";

/** Two officers at once, a network that goes, and a tab that is closed: nothing is lost and nobody is overwritten. */
const stage = inject("stage");
const hub = reportsAt(stage, "national");
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** What another does is on the screen within a few seconds. */
const soon = { timeout: 6_000, interval: 100 };
/** Besides the time in which an act can be taken back. */
const soonAfterAct = { timeout: 11_000, interval: 100 };

const submit = (area: string, text: string) =>
  hub.submit({ text, place: { area }, contact: { phone: "+6281234500011" } });

async function queue(who: string, area: string, open?: string) {
  const at = await signedIn(browser, stage, who, { width: 1440 });
  await at.page.goto(
    `${at.desk}/verification?area=${area}${open === undefined ? "" : `&open=${open}`}`,
  );
  await at.page.getByRole("grid").waitFor();
  if (open !== undefined) await at.page.getByRole("article").waitFor();
  return at;
}

const rowOf = (page: Page, trackingId: string) =>
  page.getByRole("row").filter({ hasText: trackingId });

/** Archives the open report as spam, up to the moment in which it can still be taken back. */
async function archive(page: Page): Promise<void> {
  await page.keyboard.press("a");
  const form = page.getByRole("form", { name: "Arsipkan" });
  await form.getByRole("radio", { name: /Bukan laporan/ }).check();
  await form.getByRole("button", { name: "Arsipkan" }).click();
  await page.getByRole("button", { name: "Urungkan" }).first().waitFor();
}

test("what one officer does, and what comes in, is on the other's screen by itself", async () => {
  const area = "16.71";
  const first = await submit(area, "Iklan obat kuat, hubungi segera.");
  await submit(area, "Taman kota gelap setiap malam.");
  const one = await queue("nationalVerifier@national", area, first.id);
  const other = await queue("nationalAdmin@national", area, first.id);
  // A page that is loaded again forgets this.
  await other.page.evaluate("window.stayed = true");
  await archive(one.page);
  const row = rowOf(other.page, first.trackingId);
  await expect.poll(() => row.count(), soonAfterAct).toBe(0);
  const report = other.page.getByRole("article");
  await expect
    .poll(() => report.getByText("Diarsipkan", { exact: true }).count(), soon)
    .toBeGreaterThan(0);
  const third = await submit(area, "Jembatan kayu di kampung kami lapuk.");
  for (const { page } of [one, other])
    await expect.poll(() => rowOf(page, third.trackingId).count(), soon).toBe(1);
  expect(await other.page.evaluate("window.stayed")).toBe(true);
  expect([...one.faults, ...other.faults]).toEqual([]);
  await Promise.all([one.context.close(), other.context.close()]);
});

test("the second of two who change a report at once decides, and loses nothing", async () => {
  const area = "17.71";
  const { id, trackingId } = await submit(
    area,
    "Jalan berlubang di depan pasar, hubungi 0812-3450-0012 untuk lokasinya.",
  );
  const one = await queue("nationalVerifier@national", area, id);
  const other = await queue("nationalAdmin@national", area, id);
  await one.page.keyboard.press("v");
  const form = one.page.getByRole("form", { name: "Verifikasi" });
  await form.getByLabel("Judul untuk publik").fill("Lubang besar di depan pasar");
  // The other is ready to send, so that both acts fall within the same moment.
  const mask = other.page.getByRole("button", { name: "Samarkan nomor telepon" }).first();
  await mask.waitFor();
  await form.getByRole("button", { name: "Verifikasi", exact: true }).click();
  await mask.click();
  await sendNow(other.page);
  await expect.poll(async () => (await hub.read(id)).masks.length, soon).toBe(1);
  await one.page.getByText("1 tindakan belum terlaksana dan perlu keputusan Anda.").waitFor();
  expect(await hub.state(id)).toBe("received");
  // What the list shows is true again.
  await expect.poll(() => rowOf(one.page, trackingId).count()).toBe(1);
  await one.page.getByRole("button", { name: "Lihat", exact: true }).first().click();
  const dialog = one.page.getByRole("dialog", { name: "Belum terlaksana: Verifikasi" });
  await dialog.getByText(`Report ${trackingId}`).or(dialog.getByText(trackingId)).first().waitFor();
  await dialog.getByRole("heading", { name: "Yang terjadi sementara itu" }).waitFor();
  await dialog.getByText("Admin pusat").first().waitFor();
  await dialog.getByText("Lubang besar di depan pasar").waitFor();
  await dialog.getByRole("button", { name: "Tetap lakukan" }).click();
  await expect.poll(() => hub.state(id), soon).toBe("verified");
  const now = await hub.read(id);
  expect(now.title).toBe("Lubang besar di depan pasar");
  expect(now.masks).toHaveLength(1);
  await Promise.all([one.context.close(), other.context.close()]);
});

test("an act without a network waits, says so, and is done when the network is back", async () => {
  const area = "18.71";
  const { id, trackingId } = await submit(area, "Promo kartu kredit tanpa bunga!");
  const { page, context } = await queue("nationalVerifier@national", area, id);
  await page.keyboard.press("a");
  const form = page.getByRole("form", { name: "Arsipkan" });
  await form.getByRole("radio", { name: /Bukan laporan/ }).check();
  await form.getByLabel("Penjelasan untuk pelapor").fill("Ini iklan, bukan laporan.");
  await context.setOffline(true);
  await page.getByText(/Jaringan terputus/).waitFor();
  await form.getByRole("button", { name: "Arsipkan" }).click();
  await expect.poll(() => rowOf(page, trackingId).count()).toBe(0);
  await page.getByText("1 tindakan menunggu jaringan").waitFor();
  expect(await hub.state(id)).toBe("received");
  await context.setOffline(false);
  await expect.poll(() => hub.state(id), soon).toBe("archived");
  expect((await hub.read(id)).history.at(-1)?.text).toBe("Ini iklan, bukan laporan.");
  await expect.poll(() => page.getByText("1 tindakan menunggu jaringan").count()).toBe(0);
  await expect.poll(() => page.getByText(/Jaringan terputus/).count(), soon).toBe(0);
  await context.close();
});

test("an act is done although the tab is left or closed right after it", async () => {
  const area = "31.71";
  const [left, closed] = await Promise.all([
    submit(area, "Jual followers murah."),
    submit(area, "Jual akun gim murah."),
  ]);
  const { page, context, desk } = await queue("nationalVerifier@national", area, left.id);
  await archive(page);
  await page.goto("about:blank");
  await expect.poll(() => hub.state(left.id), soon).toBe("archived");

  const second = await context.newPage();
  await second.goto(`${desk}/verification?area=${area}&open=${closed.id}`);
  await second.getByRole("article").waitFor();
  await archive(second);
  await second.close();
  // Sent as it went, or by the next tab of the same person.
  const third = await context.newPage();
  await third.goto(`${desk}/verification?area=${area}`);
  await expect.poll(() => hub.state(closed.id), soon).toBe("archived");
  await expect.poll(() => rowOf(third, closed.trackingId).count(), soon).toBe(0);
  const { history } = await hub.read(closed.id);
  expect(history.filter(({ type }) => type === "archived")).toHaveLength(1);
  await context.close();
});
