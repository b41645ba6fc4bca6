import { createRequire } from "node:module";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openBrowser } from "../e2e/support/browser.ts";
import { drawn } from "./drawn.ts";
import {
  act,
  attach,
  attached,
  forwarded,
  photo,
  reported,
  sendNow,
  sound,
  stateOf,
} from "./errands.ts";
import { reportsAt } from "./reports.ts";
import { signedIn } from "./sign-in.ts";

const stage = inject("stage");
const city = "64.71";
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const office = { width: 1440, lang: "id" } as const;

test("an administrator accepts, assigns by suggestion, and returns what is somebody else's", async () => {
  const [ours, notOurs] = await Promise.all([
    forwarded(stage, city, { title: "Jalan Anggrek tergenang" }),
    forwarded(stage, city, { title: "Jembatan provinsi retak" }),
  ]);
  const at = await signedIn(browser, stage, "tenantAdmin@64.71", office);
  const { page, desk } = at;
  await page.goto(`${desk}/board?states=%5B%22forwarded%22%5D&sort=newest`);
  await page.getByRole("row").filter({ hasText: ours.trackingId }).click();
  await act(page, "Terima");
  // Nothing to fill in: it leaves the list of what is new at once, and is taken on by itself.
  await page.getByRole("row").filter({ hasText: ours.trackingId }).waitFor({ state: "detached" });
  await stateOf(stage, city, ours, "accepted");

  await page.goto(`${desk}/reports/${ours.id}`);
  await act(page, "Disposisikan");
  const assigning = page.getByRole("form", { name: "Disposisikan" });
  const suggested = assigning.getByRole("group", { name: "Disarankan" }).getByRole("button");
  await suggested.first().waitFor();
  expect(await suggested.first().innerText()).toMatch(/^.+ \(\d+%\)$/);
  const unit = (await suggested.first().innerText()).replace(/ \(\d+%\)$/, "");
  await suggested.first().click();
  expect(await assigning.getByRole("combobox", { name: "Unit kerja" }).inputValue()).toBe(unit);
  await assigning
    .getByRole("textbox", { name: "Catatan disposisi" })
    .fill("Cek lapangan hari ini.");
  await sound(at, "assign");
  await assigning.getByRole("button", { name: "Disposisikan" }).click();
  await sendNow(page);
  await stateOf(stage, city, ours, "assigned");
  await page.getByText(`Menunggu tanggapan awal ${unit}.`).waitFor();

  await page.goto(`${desk}/reports/${notOurs.id}`);
  await act(page, "Bukan kewenangan kami");
  const returning = page.getByRole("form", { name: "Bukan kewenangan kami" });
  const send = returning.getByRole("button", { name: "Bukan kewenangan kami" });
  await returning
    .getByRole("textbox", { name: "Mengapa bukan kewenangan kami" })
    .fill("Jembatan ini aset provinsi.");
  // Without the mandate it rests on nothing goes back.
  await send.click();
  await returning.getByText("Isian ini wajib.").waitFor();
  await returning
    .getByRole("textbox", { name: "Dasar: tupoksi atau peraturan" })
    .fill("Perda 3/2024 pasal 12");
  await returning
    .getByRole("combobox", { name: /Instansi yang menurut kami/ })
    .fill("kalimantan timur");
  await page.getByRole("option", { name: "Provinsi Kalimantan Timur" }).click();
  await sound(at, "return");
  await send.click();
  await sendNow(page);
  await stateOf(stage, "national", notOurs, "returned");
  const told = await reportsAt(stage, "national").read(notOurs.id);
  expect(told.history).toContainEqual(
    expect.objectContaining({ type: "returned", text: "Jembatan ini aset provinsi." }),
  );
  expect(told).toMatchObject({ proposedTenant: "64" });
  // On what it rests is for whoever forwards next.
  const hub = await signedIn(browser, stage, "nationalVerifier@national", office);
  await hub.page.goto(`${hub.desk}/reports/${notOurs.id}`);
  await hub.page.getByText("Perda 3/2024 pasal 12").first().waitFor();
  await hub.context.close();
  await at.context.close();
});

test("an administrator records a unit's answer on paper, with its scan", async () => {
  const report = await reported(stage, city, "inProgress", {
    title: "Antrean loket rekam medis",
    category: "hospital",
    unit: "dinkes",
  });
  const at = await signedIn(browser, stage, "tenantAdmin@64.71", office);
  const { page, desk } = at;
  await page.goto(`${desk}/reports/${report.id}`);
  await act(page, "Jawab");
  const form = page.getByRole("form", { name: "Jawab" });
  await form.getByRole("radio", { name: "Sudah dikerjakan" }).check();
  await form
    .getByRole("textbox", { name: "Jawaban untuk pelapor" })
    .fill("Loket kedua rekam medis dibuka sejak 23 November.");
  await form.getByRole("switch", { name: "Catat jawaban tertulis sebuah unit" }).check();
  expect(await form.getByRole("combobox", { name: "Unit yang menjawab" }).inputValue()).toBe(
    "Dinas Kesehatan",
  );
  await form.getByLabel("Tanggal pada surat").fill("2026-11-20");
  await form.getByRole("button", { name: "Kirim jawaban" }).click();
  await form.getByText("Lampirkan pindaian surat.").waitFor();
  const scan = { name: "surat.jpg", mimeType: "image/jpeg", buffer: await photo(page) };
  await attach(form.getByRole("group", { name: "Pindaian surat" }), "Tambah berkas", scan);
  await attached(form, "surat.jpg");
  await sound(at, "on behalf");
  await form.getByRole("button", { name: "Kirim jawaban" }).click();
  await sendNow(page);
  await stateOf(stage, city, report, "answered");
  await page.getByText(/Dijawab atas nama Dinas Kesehatan, surat tertanggal .*20 Nov/).waitFor();
  await at.context.close();
});

test("where answers are reviewed, a liaison's last word waits for a second person", async () => {
  const regency = "64.02";
  const report = await reported(stage, regency, "inProgress", { title: "Turap kali ambrol" });
  const admin = await signedIn(browser, stage, `tenantAdmin@${regency}`, office);
  const liaison = await signedIn(browser, stage, `liaison@${regency}`, { ...office, width: 390 });
  const setting = admin.page.getByRole("switch", { name: "Tinjau jawaban akhir" });
  await admin.page.goto(`${admin.desk}/settings`);
  await Promise.all([admin.page.waitForResponse(/reviews\.set/), setting.click()]);
  await admin.page.reload();
  await expect.poll(() => setting.isChecked()).toBe(true);

  const { page } = liaison;
  await page.goto(`${liaison.desk}/reports/${report.id}`);
  await act(page, "Jawab");
  const form = page.getByRole("form", { name: "Jawab" });
  const text = form.getByRole("textbox", { name: "Jawaban untuk pelapor" });
  await form.getByRole("radio", { name: "Sudah dikerjakan" }).check();
  await text.fill("Turap kali sudah diperbaiki regu UPT.");
  await form.getByRole("textbox", { name: "Pesan untuk peninjau" }).fill("Mohon dicek.");
  await sound(liaison, "asking for a review");
  await form.getByRole("button", { name: "Minta ditinjau" }).click();
  await form.getByText(/Menunggu ditinjau sejak/).waitFor();
  const reports = reportsAt(stage, regency);
  expect(await reports.state(report.id)).toBe("inProgress");

  // The second person sends it back with a note.
  await admin.page.goto(`${admin.desk}/reviews`);
  const item = admin.page.getByRole("article", { name: new RegExp(report.trackingId) }).first();
  await item.getByText("Mohon dicek.").waitFor();
  await item.getByText("Turap kali sudah diperbaiki regu UPT.").waitFor();
  await item.getByRole("button", { name: "Kembalikan" }).click();
  await item.getByRole("textbox", { name: "Yang perlu diperbaiki" }).fill("Sebutkan tanggalnya.");
  await sound(admin, "sending back");
  await item.getByRole("button", { name: "Kembalikan" }).click();
  await item.waitFor({ state: "detached" });

  await form.getByText(/Dikembalikan oleh/).waitFor();
  await form.getByText("Sebutkan tanggalnya.").waitFor();
  const better = "Turap kali sudah diperbaiki regu UPT pada 21 November.";
  await text.fill(better);
  await form.getByRole("button", { name: "Minta ditinjau" }).click();
  await form.getByText(/Menunggu ditinjau sejak/).waitFor();

  await admin.page.reload();
  await item.getByText(better).waitFor();
  await item.getByRole("button", { name: "Setujui" }).click();
  await item.waitFor({ state: "detached" });
  await form.getByText(/Disetujui oleh/).waitFor();
  // Only these words: another text waits again.
  await text.fill(`${better} Selesai.`);
  await form.getByRole("button", { name: "Minta ditinjau" }).waitFor();
  await text.fill(better);
  await form.getByRole("button", { name: "Kirim jawaban" }).click();
  await sendNow(page);
  await stateOf(stage, regency, report, "answered");
  expect((await reports.read(report.id)).history.at(-1)?.text).toBe(better);
  await sound(liaison, "published");

  await admin.page.goto(`${admin.desk}/settings`);
  await Promise.all([admin.page.waitForResponse(/reviews\.set/), setting.click()]);
  await expect.poll(() => setting.isChecked()).toBe(false);
  await Promise.all([admin.context.close(), liaison.context.close()]);
});

test("a disposition sheet is one page of paper, and its code leads to the report", async () => {
  const report = await reported(stage, city, "assigned", {
    title: "Gorong-gorong pecah di Jalan Melati",
    text: "Penutup gorong-gorong pecah dan besinya mencuat di depan sekolah. ".repeat(40),
  });
  const at = await signedIn(browser, stage, "tenantAdmin@64.71", office);
  const { page, desk } = at;
  await page.goto(`${desk}/reports/${report.id}`);
  await page.getByRole("link", { name: "Cetak lembar disposisi" }).click();
  const sheet = page.getByRole("article", { name: `Lembar disposisi ${report.trackingId}` });
  await sheet.getByText("Gorong-gorong pecah di Jalan Melati").waitFor();
  await sheet.getByText("Dinas Pekerjaan Umum").waitFor();
  expect(await sheet.innerText()).not.toContain("Wayan Sukma");
  await sound(at, "sheet");

  const address = `${desk}/reports/${report.id}`;
  const code = sheet.getByRole("img", { name: address });
  // The desk's own library, so that a code for another address is another drawing.
  const { renderSVG } = createRequire(new URL("../../apps/desk/package.json", import.meta.url))(
    "uqr",
  ) as {
    renderSVG(text: string, options: object): string;
  };
  const drawing = (svg: string): string | undefined => /<path[^>]* d="([^"]+)"/.exec(svg)?.[1];
  expect(drawing(renderSVG(address, { border: 1 }))).toBeTypeOf("string");
  expect(drawing(await code.innerHTML())).toBe(drawing(renderSVG(address, { border: 1 })));

  const paper = (await page.pdf({ format: "A4" })).toString("latin1");
  expect(paper.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);

  await page.goto(address);
  await page
    .getByRole("heading", { level: 1, name: "Gorong-gorong pecah di Jalan Melati" })
    .waitFor();
  await at.context.close();
});

test("many reports are assigned at once, after a preview that changes nothing", async () => {
  const [one, two, three] = await Promise.all([
    reported(stage, city, "accepted", { title: "Parit Gang Kenanga dangkal" }),
    reported(stage, city, "accepted", { title: "Parit Gang Teratai dangkal" }),
    forwarded(stage, city, { title: "Parit Gang Seruni dangkal" }),
  ]);
  const at = await signedIn(browser, stage, "tenantAdmin@64.71", office);
  const { page, desk } = at;
  await page.goto(`${desk}/board?sort=newest`);
  for (const { trackingId } of [one, two, three])
    await page.getByRole("checkbox", { name: `Tandai ${trackingId}` }).check();
  const marked = page.getByRole("group", { name: "3 ditandai" });
  await marked.getByRole("button", { name: "Disposisikan…" }).click();
  const dialog = page.getByRole("dialog", { name: "Disposisikan 3 laporan" });
  await dialog.getByRole("combobox", { name: "Ke unit kerja" }).fill("lingkungan");
  await page.getByRole("option", { name: "Dinas Lingkungan Hidup" }).click();
  await sound(at, "bulk");
  await dialog.getByRole("button", { name: "Periksa dulu" }).click();
  await dialog.getByText("2 laporan dapat diproses.").waitFor();
  await dialog.getByRole("listitem").filter({ hasText: three.trackingId }).waitFor();
  await sound(at, "bulk preview");
  const reports = reportsAt(stage, city);
  expect(await Promise.all([one, two, three].map(({ id }) => reports.state(id)))).toEqual([
    "accepted",
    "accepted",
    "forwarded",
  ]);
  await dialog.getByRole("button", { name: "Disposisikan 2 laporan" }).click();
  await dialog.getByText("Selesai: 2 laporan.").waitFor();
  await dialog.getByRole("button", { name: "Tutup", exact: true }).last().click();
  await drawn(page);
  expect(await Promise.all([one, two, three].map(({ id }) => reports.state(id)))).toEqual([
    "assigned",
    "assigned",
    "forwarded",
  ]);
  await at.context.close();
});
