import { readFile } from "node:fs/promises";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openBrowser } from "../e2e/support/browser.ts";
import { act, everyForm, forgive, inDatabase, reported, sendNow, sound } from "./errands.ts";
import { signedIn } from "./sign-in.ts";

const stage = inject("stage");
const city = "64.71";
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const office = { width: 1440, lang: "id" } as const;
const phone = { width: 390, lang: "en" } as const;

const inspectors = stage.accounts.filter(
  ({ role, desk }) => role === "inspectorate" && desk === city,
);
/** The first or the second of the two who examine in the city. */
const inspector = (nth: 0 | 1, how: typeof office | typeof phone) =>
  signedIn(
    browser,
    { ...stage, accounts: inspectors.slice(nth, nth + 1) },
    `inspectorate@${city}`,
    how,
  );

/** A quarter of an hour later, as far as the sessions of somebody are concerned. */
const turnStale = (email: string): Promise<unknown> =>
  inDatabase(
    stage,
    city,
    (sql) =>
      sql`update auth.session set fresh_at = null
          where user_id = (select id from auth."user" where email = ${email})`,
  );

const words = "Petugas meminta dua ratus ribu tanpa kuitansi di ruang arsip.";
const whistle = {
  title: "Dugaan pungutan di ruang arsip",
  text: words,
  class: "whistleblowing",
  category: "illegal-levy",
  accused: { tenant: city, unit: "disdik" },
  unit: "inspektorat",
} as const;

test("whistleblowing is there for who examines, after a fresh sign-in, and two open an identity; the auditor sees it all", async () => {
  const report = await reported(stage, city, "assigned", whistle);

  // Everybody else of the institution finds nothing, by list or by number.
  const admin = await signedIn(browser, stage, `tenantAdmin@${city}`, office);
  await admin.page.goto(`${admin.desk}/reports?q=${report.trackingId}`);
  await admin.page.getByText("Tidak ada laporan yang memuat").waitFor();
  await admin.page.goto(`${admin.desk}/reports/${report.id}`);
  await admin.page.getByRole("button", { name: "Coba lagi" }).waitFor();
  expect(await admin.page.getByText("ruang arsip").count()).toBe(0);
  await admin.context.close();

  const first = await inspector(0, office);
  const { page, desk } = first;
  await page.goto(`${desk}/examination?sort=newest`);
  const row = page.getByRole("row").filter({ hasText: report.trackingId });
  await row.waitFor();
  // A list tells no secret.
  expect(await page.getByRole("main").innerText()).not.toContain("ruang arsip");
  await turnStale(inspectors[0]?.email ?? "");
  await row.click();
  await page.getByText("Buktikan sekali lagi siapa Anda").waitFor();
  expect(await page.getByText(words).count()).toBe(0);
  forgive(first, 403);
  await sound(first, "fresh sign-in");
  const password = page.getByLabel("Kata sandi sekarang");
  await password.fill("bukan kata sandinya");
  await page.getByRole("button", { name: "Lanjut", exact: true }).click();
  await page.getByRole("alert").filter({ hasText: /\S/ }).first().waitFor();
  expect(await page.getByText(words).count()).toBe(0);
  await password.fill(inspectors[0]?.password ?? "");
  await page.getByRole("button", { name: "Lanjut", exact: true }).click();
  await page.getByText(words).first().waitFor();
  forgive(first, 401, 403);

  const why = "Saksi harus dilindungi sebelum pemeriksaan dimulai.";
  await act(page, "Buka identitas");
  const opening = page.getByRole("form", { name: "Buka identitas" });
  await opening
    .getByRole("combobox", { name: "Keperluan" })
    .selectOption("Melindungi orang dari bahaya");
  await opening.getByRole("textbox", { name: /^Alasan/ }).fill(why);
  await sound(first, "unseal");
  await opening.getByRole("button", { name: "Buka identitas" }).click();
  await page.getByText("Permintaan dikirim kepada pemeriksa lain.").waitFor();
  forgive(first, 409);
  expect(await page.getByText("Wayan Sukma").count()).toBe(0);

  const second = await inspector(1, phone);
  await second.page.goto(`${second.desk}/requests`);
  const request = second.page.getByRole("article").filter({ hasText: why });
  await request.getByText("To protect somebody in danger").waitFor();
  await sound(second, "request");
  await request.getByRole("button", { name: "Allow" }).click();
  await second.page.getByText("Allowed; good for an hour.").waitFor();

  await opening.getByRole("button", { name: "Buka identitas" }).click();
  await page.getByText("Wayan Sukma").waitFor();
  await page.getByText("+628115551234").waitFor();
  await sound(first, "identity");
  await page.getByRole("button", { name: "Tutup sekarang" }).click();
  await expect.poll(() => page.getByText("Wayan Sukma").count()).toBe(0);

  await page.getByRole("button", { name: "Tampilkan", exact: true }).last().click();
  const viewers = page.getByRole("region", { name: /melihat/i });
  await viewers.getByRole("row").nth(1).waitFor();
  await Promise.all([first.context.close(), second.context.close()]);

  const auditor = await signedIn(browser, stage, `auditor@${city}`, office);
  await auditor.page.goto(`${auditor.desk}/audit`);
  await auditor.page.getByRole("button", { name: "Siapa membaca laporan rahasia" }).click();
  const seen = auditor.page.getByRole("row").filter({ hasText: report.trackingId });
  await seen.first().waitFor();
  await seen.first().getByRole("button").click();
  await auditor.page
    .getByLabel("Nomor laporan")
    .and(auditor.page.locator(`[value="${report.trackingId}"]`))
    .waitFor();
  await auditor.page.getByRole("button", { name: "Pembukaan identitas" }).click();
  await seen.first().waitFor();
  await sound(auditor, "audit");
  // Never a word of a report, nor who reported.
  expect(await auditor.page.getByRole("main").innerText()).not.toMatch(/ruang arsip|Wayan/);
  const shown = await auditor.page.getByRole("table").getByRole("row").count();
  const download = auditor.page.waitForEvent("download");
  await auditor.page.getByRole("button", { name: "Unduh CSV" }).click();
  const csv = await readFile(await (await download).path(), "utf8");
  expect(csv).toContain(report.id);
  expect(csv).not.toMatch(/ruang arsip|Wayan/);
  expect(csv.trim().split(/\r?\n/)).toHaveLength(shown);
  await auditor.context.close();
});

test("the Ombudsman's officer checks a dossier, registers its case and concludes it", async () => {
  const at = await signedIn(browser, stage, "ombudsmanOfficer@ombudsman", office);
  const { page, desk } = at;
  await page.goto(`${desk}/cases`);
  const cases = page.getByRole("listbox", { name: "Kasus Ombudsman" }).getByRole("option");
  // It was referred just now, and comes by itself while the list is looked at.
  await cases.first().waitFor({ timeout: 60_000 });
  await cases.first().click();
  const dossier = page.getByRole("region", { name: "Berkas rujukan" });
  await dossier.getByText("Syarat menurut UU 37/2008").waitFor();
  await dossier.getByRole("button", { name: "Periksa keutuhan" }).click();
  await dossier.getByText(/Utuh: \d+ peristiwa bertanda tangan dan berantai/).waitFor();
  await sound(at, "dossier");
  const small = await signedIn(browser, stage, "ombudsmanOfficer@ombudsman", phone);
  expect(await everyForm(small, new URL(page.url()).href.slice(desk.length))).toEqual(
    expect.arrayContaining(["Register", "Not eligible"]),
  );
  await small.context.close();
  const trackingId = (await page.locator("article.report header a").first().innerText()).trim();

  await act(page, "Registrasi");
  const registering = page.getByRole("form", { name: "Registrasi" });
  const number = "0471/LM/XI/2026/BPN";
  await registering.getByRole("textbox", { name: "Nomor di register Ombudsman" }).fill(number);
  await sound(at, "register");
  await registering.getByRole("button", { name: "Registrasi" }).click();
  await sendNow(page);
  await dossier.getByText(number).waitFor();

  await page.goto(`${desk}/cases`);
  await page.getByRole("button", { name: "Teregistrasi" }).click();
  await cases.filter({ hasText: trackingId }).click();
  await page.getByRole("region", { name: "Berkas rujukan" }).getByText(number).waitFor();
  await act(page, "Simpulkan");
  const concluding = page.getByRole("form", { name: "Simpulkan" });
  const found = "Instansi menunda berlarut; disarankan menerbitkan izin dalam 14 hari.";
  await concluding.getByRole("textbox", { name: "Kesimpulan pemeriksaan" }).fill(found);
  await sound(at, "conclude");
  await concluding.getByRole("button", { name: "Simpulkan" }).click();
  await sendNow(page);
  await page.getByText(found).first().waitFor();
  await page.goto(`${desk}/cases`);
  await page.getByRole("button", { name: "Disimpulkan" }).click();
  await cases.filter({ hasText: trackingId }).waitFor();
  await sound(at, "concluded");
  await at.context.close();
});
