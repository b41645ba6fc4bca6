import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { root } from "../bench/bundle.ts";
import { openBrowser } from "../e2e/support/browser.ts";
import { sound } from "./errands.ts";
import { reportsAt } from "./reports.ts";
import { signedIn } from "./sign-in.ts";

/** Who looks after the federation, who only watches it, and who watches a province. */
const stage = inject("stage");
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test("the admin invites a node by a command that the command line takes, and takes the invitation back", async () => {
  const at = await signedIn(browser, stage, "nationalAdmin@national", { width: 1440 });
  const { page, desk, context } = at;
  await page.goto(`${desk}/nodes`);
  await page.getByRole("button", { name: "Undang node" }).click();
  const dialog = page.getByRole("dialog", { name: "Undang node" });
  await dialog.getByLabel("Nama node").fill("semarang");
  await dialog.getByLabel("Instansi").fill("33.74");
  await sound(at, "the invitation");
  await dialog.getByRole("button", { name: "Buat kode" }).click();
  const shown = page.getByRole("status").filter({ hasText: "Jalankan ini di semarang" });
  const command = (await shown.locator("pre").textContent()) ?? "";
  expect(command).toMatch(/^npm run simpul -- node enrol --hub http\S+ --code \S+$/);
  await shown.getByRole("button", { name: "Salin" }).waitFor();
  // In an empty environment it gets past its own form, and stops at what the environment lacks.
  const [, args = ""] = command.split("npm run simpul -- ");
  const said = spawnSync(
    process.execPath,
    [join(root, "apps/cli/src/main.ts"), ...args.split(" ")],
    {
      cwd: root,
      env: { PATH: process.env["PATH"] ?? "" },
      encoding: "utf8",
    },
  );
  expect(`${said.stdout}${said.stderr}`).toContain("DATABASE_URL");
  await shown.getByRole("button", { name: "Sudah saya simpan" }).click();
  await expect.poll(() => page.getByText(command).count()).toBe(0);
  const invitation = page
    .getByRole("listitem")
    .filter({ hasText: "berakhir" })
    .filter({ hasText: "semarang" });
  await invitation.getByRole("button", { name: "Tarik undangan" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Tarik undangan" }).click();
  await expect.poll(() => invitation.getByRole("button").count()).toBe(0);
  await context.close();
});

test("the admin sees how a node is, pings it, and finds no dead letter", async () => {
  const at = await signedIn(browser, stage, "nationalAdmin@national", { width: 1440 });
  const { page, desk, context } = at;
  await page.goto(`${desk}/nodes`);
  await page.getByRole("button", { name: "Rincian sleman" }).click();
  const node = page.getByRole("listitem").filter({ hasText: "Kabupaten Sleman (34.04)" });
  await node.getByText("tanda tangan").first().waitFor();
  await node.getByRole("button", { name: "Ping" }).click();
  const answered = node.getByText(/dijawab setelah/);
  await answered.waitFor();
  expect(await answered.count()).toBe(1);
  await page.getByRole("heading", { name: "Kiriman yang ditolak" }).waitFor();
  await page.getByText("Tidak ada. Semua kiriman diterima.").waitFor();
  await sound(at, "the nodes");
  await context.close();
});

/** Tenants whose reports no other test touches: what is counted stays so. */
const calm = encodeURIComponent(JSON.stringify(["21.71", "kemnaker"]));

test("a figure of the monitor leads to as many reports, and the file holds the table", async () => {
  const at = await signedIn(browser, stage, "nationalAdmin@national", { width: 1440 });
  const { page, desk, context } = at;
  await page.goto(`${desk}/monitor?institutions=${calm}`);
  const table = page.getByRole("table");
  await table.getByRole("rowheader", { name: "Kota Batam" }).waitFor();
  const rows = await table.getByRole("row").all();
  const cells = await Promise.all(
    rows.map((row) =>
      row.locator("th,td").evaluateAll((all) => all.map((each) => each.textContent)),
    ),
  );
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Unduh tabel ini (CSV)" }).click(),
  ]);
  const file = await readFile(await download.path(), "utf8");
  const lines = file
    .replace(/^\uFEFF/, "")
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(/[,;]/));
  const countsOf = (line: readonly string[]): string[] =>
    line.map((cell) => cell.replaceAll('"', "")).filter((cell) => /^\d+$/.test(cell));
  for (const name of ["Kota Batam", "Kementerian Ketenagakerjaan"]) {
    const onScreen = cells.find(([first]) => first === name) ?? [];
    const inFile =
      lines.find((line) => line.some((cell) => cell.replaceAll('"', "") === name)) ?? [];
    // Overdue, soon, open, not taken up, in process, answered.
    expect(countsOf(inFile).slice(0, 6)).toEqual(onScreen.slice(1, 7));
    expect(inFile.length).toBeGreaterThan(6);
  }
  await sound(at, "the monitor");
  const links = await table
    .getByRole("link")
    .evaluateAll((all) =>
      all.map((each) => [each.getAttribute("href") ?? "", each.textContent ?? ""] as const),
    );
  expect(links.length).toBeGreaterThan(3);
  const some = [...new Map(links).entries()].slice(0, 8);
  for (const [href, figure] of some) {
    await page.goto(new URL(href, desk).href);
    const list = page.getByRole("region", { name: "Semua laporan" });
    await expect
      .poll(async () => [href, (await list.getByRole("status").allTextContents()).join(" ")], {
        timeout: 10_000,
      })
      .toEqual([href, expect.stringContaining(`${figure} laporan`)]);
    expect(await list.getByRole("row").count()).toBe(Number(figure));
  }
  await context.close();
});

test("the monitor reads, and is offered no act anywhere", async () => {
  const hub = reportsAt(stage, "national");
  const { id, trackingId } = await hub.submit({
    text: "Kabel listrik menjuntai di trotoar.",
    place: { area: "36.71" },
  });
  const at = await signedIn(browser, stage, "nationalMonitor@national", { width: 1440 });
  const { page, desk, context } = at;
  await page.goto(`${desk}/reports?area=36.71&open=${id}`);
  const report = page.getByRole("article");
  await report.getByText("Kabel listrik menjuntai di trotoar.").first().waitFor();
  expect(await page.getByRole("region", { name: "Tindakan" }).getByRole("button").count()).toBe(0);
  expect(await page.getByRole("checkbox").count()).toBe(0);
  for (const key of ["v", "h", "a", "t", "n"]) await page.keyboard.press(key);
  expect(await page.getByRole("form").count()).toBe(0);
  const links = page.getByRole("navigation", { name: "Menu" }).getByRole("link");
  const names = (await links.allTextContents()).map((each) => each.replace(/\d+\+?$/, ""));
  expect(names).toEqual(["Pemantauan", "Semua laporan", "Tim pengelola", "Akun saya"]);
  for (const path of ["verification", "routing"]) {
    await page.goto(`${desk}/${path}?area=36.71`);
    await page
      .getByRole("row")
      .filter({ hasText: trackingId })
      .or(page.getByRole("main"))
      .first()
      .waitFor();
    expect(await page.getByRole("checkbox").count()).toBe(0);
  }
  const refused = await page.request.post(new URL("/trpc/report.verify", desk).href, {
    headers: { origin: new URL(desk).origin },
    data: {
      report: id,
      ifVersion: 1,
      once: crypto.randomUUID(),
      input: { class: "complaint", category: "road" },
    },
  });
  expect(refused.status()).toBeGreaterThanOrEqual(400);
  expect(await hub.state(id)).toBe("received");
  await context.close();
});

test("an overseer sees the institutions below, no words of reporters, and no act", async () => {
  const at = await signedIn(browser, stage, "provincialOverseer@national", { width: 1440 });
  const { page, desk, context } = at;
  await page.goto(`${desk}/monitor`);
  const heads = page.getByRole("table").getByRole("rowheader");
  await heads.filter({ hasText: "Kota Balikpapan" }).waitFor();
  const names = await heads.allTextContents();
  const below = ["Provinsi Kalimantan Timur", "Kabupaten Kutai Kartanegara", "Kota Balikpapan"];
  expect(names.filter((name) => !below.includes(name) && name !== "Semua")).toEqual([]);
  await page.goto(`${desk}/reports`);
  const rows = page.getByRole("row");
  await rows.first().waitFor();
  const texts = await rows.allTextContents();
  for (const text of texts) {
    expect(text).toContain("Isi tidak ditampilkan di daftar");
    expect(below.some((name) => text.includes(name))).toBe(true);
  }
  await rows.first().click();
  await page
    .getByRole("article")
    .getByText("Peran Anda tidak membaca kata-kata pelapor.")
    .waitFor();
  expect(await page.getByRole("region", { name: "Tindakan" }).getByRole("button").count()).toBe(0);
  expect(await page.getByRole("checkbox").count()).toBe(0);
  await sound(at, "the overseer's report");
  // Words that stand in a report below are not found either.
  await page.goto(`${desk}/reports?q=ambulans`);
  await page.getByText(/Tidak ada laporan yang memuat/).waitFor();
  await context.close();
});
