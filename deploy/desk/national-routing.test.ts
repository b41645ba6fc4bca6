import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openBrowser } from "../e2e/support/browser.ts";
import { sound, stateOf } from "./errands.ts";
import { reportsAt } from "./reports.ts";
import { signedIn } from "./sign-in.ts";

/** Sending reports on from the hub: by suggestion, by search, and by a decision after two returns. */
const stage = inject("stage");
const hub = reportsAt(stage, "national");
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const says = {
  id: {
    forward: "Teruskan",
    to: "Teruskan ke",
    sure: /\d+% yakin/,
    byRule: "menurut aturan",
    note: "Catatan untuk instansi",
    other: "Instansi lain",
    chosen: "Dipilih: Kabupaten Sleman",
    adjudication: /Putusan pusat/,
    returns: "Pengembalian (2)",
    ruling: /Alasan putusan/,
  },
  en: {
    forward: "Forward",
    to: "Forward to",
    sure: /\d+% sure/,
    byRule: "by a rule",
    note: "Note to the institution",
    other: "Another institution",
    chosen: "Chosen: Kabupaten Sleman",
    adjudication: /Adjudication/,
    returns: "Returns (2)",
    ruling: /Reason of the decision/,
  },
} as const;

const widths = [
  [1440, "id"],
  [390, "en"],
] as const;

/** An act is done by itself within five seconds; what is asked of the API comes on top. */
const byItself = { timeout: 5_500, interval: 100 };

async function verified(title: string, area = "64.71.03") {
  const report = await hub.submit({ title, text: `${title}. Mohon ditangani.`, place: { area } });
  await hub.act(report.id, "verify", { class: "complaint", category: "drainage", title });
  return report;
}

async function routing(width: number, lang: "id" | "en", id: string) {
  const at = await signedIn(browser, stage, "nationalVerifier@national", { width, lang });
  await at.page.goto(`${at.desk}/routing?open=${id}`);
  await at.page.getByRole("article").waitFor();
  return at;
}

const formOf = (page: Page, lang: "id" | "en") =>
  page.getByRole("form", { name: says[lang].to, exact: true });

test.each(widths)(
  "at %i px in %s a suggestion says how sure it is and why; 1 accepts it",
  async (width, lang) => {
    const t = says[lang];
    const { id, trackingId } = await verified(`Parit Batu Ampar mampet ${width}`);
    const at = await routing(width, lang, id);
    const { page, context } = at;
    const form = formOf(page, lang);
    await page.keyboard.press("t");
    const first = form.getByRole("radio").first();
    expect(await first.isChecked()).toBe(true);
    const label = form.getByRole("radiogroup");
    await label.getByText("Kota Balikpapan").first().waitFor();
    await label.getByText(t.sure).first().waitFor();
    await label.getByText(t.byRule).first().waitFor();
    await form.getByLabel(t.note).fill("Mohon dicek bersama kelurahan.");
    await sound(at, "the suggestions");
    await first.focus();
    await page.keyboard.press("1");
    await expect.poll(() => form.count()).toBe(0);
    expect(await hub.state(id)).toBe("verified");
    await page.keyboard.press("z");
    if (width < 1100)
      await page
        .getByRole("row")
        .filter({ hasText: `mampet ${width}` })
        .click();
    await page.getByRole("article").getByText(trackingId).first().waitFor();
    await page.keyboard.press("t");
    // Taken back: the note is there as it was written.
    await expect
      .poll(() => form.getByLabel(t.note).inputValue())
      .toBe("Mohon dicek bersama kelurahan.");
    await form.getByRole("button", { name: t.forward }).click();
    await expect.poll(() => hub.state(id), byItself).toBe("forwarded");
    expect((await hub.read(id)).institution).toBe("64.71");
    await stateOf(stage, "64.71", { id, trackingId }, "forwarded");
    await context.close();
  },
);

test.each(["pemkab sleman", "34.04", "kab. sleman"])(
  "an institution is found as %s",
  async (typed) => {
    const t = says.id;
    const { id } = await verified("Parit di batas kota");
    const { page, context } = await routing(1440, "id", id);
    await page.keyboard.press("t");
    const form = formOf(page, "id");
    await form.getByLabel(t.other).fill(typed);
    expect(await page.getByRole("option").first().textContent()).toContain("Kabupaten Sleman");
    await page.keyboard.press("Enter");
    await form.getByText(t.chosen).waitFor();
    await form.getByRole("button", { name: t.forward }).click();
    await expect.poll(() => hub.state(id), byItself).toBe("forwarded");
    expect((await hub.read(id)).institution).toBe("34.04");
    await context.close();
  },
);

test.each(widths)(
  "at %i px in %s the decision after two returns needs its reason",
  async (width, lang) => {
    const t = says[lang];
    const { id, trackingId } = await verified(`Tanggul retak di perbatasan ${width}`, "64.02.13");
    for (const [tenant, reason] of [
      ["64.02", "Titiknya di wilayah kota."],
      ["64.71", "Sungai kewenangan kabupaten."],
    ] as const) {
      await hub.act(id, "forward", { tenant });
      await stateOf(stage, tenant, { id, trackingId }, "forwarded");
      await reportsAt(stage, tenant).act(id, "return", { reason, basis: "Peta batas daerah" });
      await stateOf(stage, "national", { id, trackingId }, "returned");
    }
    const at = await routing(width, lang, id);
    const { page, context } = at;
    await page.keyboard.press("t");
    const form = formOf(page, lang);
    await form.getByText(t.adjudication).first().waitFor();
    await form.getByText(t.returns).waitFor();
    await form.getByText("Sungai kewenangan kabupaten.").waitFor();
    await form.getByLabel(t.other).fill("64.02");
    await page.keyboard.press("Enter");
    const send = form.getByRole("button", { name: t.forward });
    expect(await send.isDisabled()).toBe(true);
    await form.getByLabel(t.ruling).fill("Tanggul ini aset kabupaten menurut berita acara.");
    await sound(at, "the decision");
    await send.click();
    await expect.poll(() => hub.state(id), byItself).toBe("forwarded");
    expect((await hub.read(id)).institution).toBe("64.02");
    await context.close();
  },
);
