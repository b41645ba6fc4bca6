import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openBrowser } from "../e2e/support/browser.ts";
import { act, attach, attached, bar, photo, reported, sendNow, sound, stateOf } from "./errands.ts";
import type { Reported } from "./errands.ts";
import { reportsAt } from "./reports.ts";
import { signedIn } from "./sign-in.ts";

const stage = inject("stage");
const city = "64.71";
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const phone = { width: 390, lang: "id" } as const;

test("a liaison on a phone sees what is due first, and answers as the citizen will read it", async () => {
  const title = "Saluran Jalan Cemara tersumbat";
  const report = await reported(stage, city, "assigned", { title });
  const first = await signedIn(browser, stage, "liaison@64.71", phone);
  const { page, desk } = first;
  await page.goto(`${desk}/inbox`);
  const rows = page.getByRole("grid", { name: "Daftar laporan" }).getByRole("row");
  await rows.first().waitFor();
  const days = (await rows.allInnerTexts()).map((words) => {
    const [, is, count] = /(sisa|lewat) (\d+) hari kerja/.exec(words) ?? [];
    return is === undefined ? 0 : Number(count) * (is === "lewat" ? -1 : 1);
  });
  expect(days.length).toBeGreaterThan(2);
  expect(days).toEqual(days.toSorted((a, b) => a - b));
  await sound(first, "inbox");

  await rows.filter({ hasText: report.trackingId }).click();
  await act(page, "Jawab");
  const form = page.getByRole("form", { name: "Jawab" });
  await form.getByRole("radio", { name: "Tanggapan awal" }).check();
  const text = form.getByRole("textbox", { name: "Jawaban untuk pelapor" });
  await text.fill("Laporan akan ditindaklanjuti.");
  const warning = form.getByText("Jawaban ini belum menjelaskan apa-apa");
  await warning.waitFor();
  await form.getByText("“akan ditindaklanjuti” saja belum berarti bagi pelapor.").waitFor();
  await sound(first, "editor that warns");
  // It warns and stops nobody; who, what and when take it away.
  const words = `Regu drainase Dinas Pekerjaan Umum mengeruk ${title} pada 25 November. Hubungi 0811-5550-777 bila air meluap.`;
  await text.fill(words);
  await warning.waitFor({ state: "detached" });
  await attach(page, "Tambah berkas", {
    name: "lokasi.jpg",
    mimeType: "image/jpeg",
    buffer: await photo(page),
  });
  await attached(form, "lokasi.jpg");
  await form.getByText("Draf tersimpan", { exact: true }).waitFor();
  await first.context.close();

  // Another device goes on where this one stopped.
  const second = await signedIn(browser, stage, "liaison@64.71", phone);
  await second.page.goto(`${second.desk}/reports/${report.id}`);
  await act(second.page, "Jawab");
  const again = second.page.getByRole("form", { name: "Jawab" });
  await expect
    .poll(() => again.getByRole("textbox", { name: "Jawaban untuk pelapor" }).inputValue())
    .toBe(words);
  expect(await again.getByRole("radio", { name: "Tanggapan awal" }).isChecked()).toBe(true);
  await again.getByRole("button", { name: "Hapus lokasi.jpg" }).waitFor();
  const preview = again.getByRole("region", { name: "Yang dibaca publik" }).locator("blockquote");
  const previewed = await preview.innerText();
  expect(previewed).toContain("mengeruk");
  expect(previewed).not.toContain("0811");
  await sound(second, "editor with a draft");
  await again.getByRole("button", { name: "Kirim jawaban" }).click();
  // Nobody presses anything: it takes effect by itself.
  await stateOf(stage, city, report, "inProgress");
  await sound(second, "answered");

  const { page: anybody } = await publicPage(report.trackingId);
  await anybody.getByRole("heading", { level: 1 }).waitFor();
  expect(await anybody.locator("blockquote").allInnerTexts()).toContain(previewed);
  expect(await anybody.content()).not.toContain("0811-5550-777");
  await anybody.context().close();
  await second.context.close();
});

test("a liaison asks the reporter, asks for more time, gives a case back, takes one, and shows what was done", async () => {
  const made = (title: string, as: "assigned" | "inProgress") =>
    reported(stage, city, as, { title });
  const [asked, longer, notOurs, solved] = await Promise.all([
    made("Air sumur berbau", "inProgress"),
    made("Talud retak di tikungan", "inProgress"),
    made("Lampu taman mati", "assigned"),
    made("Tutup got hilang", "inProgress"),
  ]);
  const at = await signedIn(browser, stage, "liaison@64.71", phone);
  const { page, desk } = at;
  const go = async (report: Reported, name: string) => {
    await page.goto(`${desk}/reports/${report.id}`);
    await act(page, name);
    return page.getByRole("form", { name });
  };
  const reports = reportsAt(stage, city);

  const asking = await go(asked, "Tanya pelapor");
  await asking.getByText(/Sisa waktu jeda: \d+ dari \d+ hari kerja/).waitFor();
  await sound(at, "ask");
  // What is missing is said at its field, and nothing is sent.
  await asking.getByRole("button", { name: "Tanya pelapor" }).click();
  await asking.getByText("Isian ini wajib.").waitFor();
  await asking
    .getByRole("textbox", { name: "Pertanyaan kepada pelapor" })
    .fill("Sejak kapan airnya berbau, dan apakah warnanya berubah?");
  await asking.getByRole("button", { name: "Tanya pelapor" }).click();
  await sendNow(page);
  await expect
    .poll(async () => (await reports.read(asked.id)).history.at(-1)?.text)
    .toBe("Sejak kapan airnya berbau, dan apakah warnanya berubah?");

  const extending = await go(longer, "Perpanjang");
  const before = await settlement(longer);
  await extending.getByText(/Tenggat tindak lanjut (bergeser dari|tetap)/).waitFor();
  await sound(at, "extend");
  await extending.getByRole("textbox").fill("Menunggu hasil uji laboratorium tanah.");
  await extending.getByRole("button", { name: "Perpanjang" }).click();
  await sendNow(page);
  await expect
    .poll(async () => (await reports.read(longer.id)).history.at(-1)?.type)
    .toBe("extended");
  expect(await settlement(longer)).not.toEqual(before);

  const declining = await go(notOurs, "Tolak disposisi");
  await declining
    .getByRole("textbox", { name: "Mengapa bukan tugas unit ini" })
    .fill("Taman dikelola dinas lain.");
  await declining
    .getByRole("combobox", { name: /Unit yang menurut kami tepat/ })
    .fill("lingkungan");
  await page.getByRole("option", { name: "Dinas Lingkungan Hidup" }).click();
  await sound(at, "decline");
  await declining.getByRole("button", { name: "Tolak disposisi" }).click();
  await sendNow(page);
  await stateOf(stage, city, notOurs, "accepted");
  expect((await reports.read(notOurs.id)).history.at(-1)?.type).toBe("declined");

  const taking = await go(solved, "Ambil kasus");
  await taking.getByText("Belum ada yang menangani.").waitFor();
  await sound(at, "entrust");
  await taking.getByRole("button", { name: "Ambil untuk saya" }).click();
  await taking.waitFor({ state: "detached" });
  await page.goto(`${desk}/inbox?officer=me`);
  await page.getByRole("row").filter({ hasText: solved.trackingId }).waitFor();

  const answering = await go(solved, "Jawab");
  await answering.getByRole("radio", { name: "Sudah dikerjakan" }).check();
  await answering
    .getByRole("textbox", { name: "Jawaban untuk pelapor" })
    .fill("Tutup got baru dipasang regu UPT pada 24 November.");
  await answering.getByText(/Belum ada bukti terlampir/).waitFor();
  await attach(page, "Tambah berkas", {
    name: "sesudah.jpg",
    mimeType: "image/jpeg",
    buffer: await photo(page),
  });
  await attached(answering, "sesudah.jpg");
  await answering.getByText(/Belum ada bukti terlampir/).waitFor({ state: "detached" });
  await answering.getByRole("button", { name: "Kirim jawaban" }).click();
  await sendNow(page);
  await stateOf(stage, city, solved, "answered");
  // The evidence stands with the answer, and opens.
  const evidence = page.locator("article").getByRole("link", { name: /sesudah\.jpg|Berkas 1/ });
  const href = await evidence.first().getAttribute("href");
  const file = await at.context.request.get(new URL(href ?? "", desk).href);
  expect([file.status(), file.headers()["content-type"]]).toEqual([200, "image/jpeg"]);
  // An answered report is nobody's to answer again.
  await expect.poll(() => bar(page).getByRole("button", { name: "Jawab" }).count()).toBe(0);
  await sound(at, "answered with evidence");
  await at.context.close();
});

const settlement = async ({ id }: Reported) =>
  (await reportsAt(stage, city).read(id)).clocks.map(({ name, deadline }) => [name, deadline]);

async function publicPage(trackingId: string) {
  const context = await browser.newContext({ locale: "id-ID" });
  const page = await context.newPage();
  await page.goto(new URL(`/lacak/${trackingId}`, stage.desks[city]).href);
  return { page };
}
