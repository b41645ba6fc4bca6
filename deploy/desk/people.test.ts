import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openBrowser } from "../e2e/support/browser.ts";
import { act, forgive, inDatabase, offered, reported, sound } from "./errands.ts";
import { reportsAt } from "./reports.ts";
import { signedIn } from "./sign-in.ts";

const stage = inject("stage");
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const office = { width: 1440, lang: "id" } as const;

test("a decree is recorded, an officer joins under it, and a successor takes over what lies on a desk", async () => {
  // A tenant of its own: whoever is succeeded is gone.
  const tenant = "21.71";
  const report = await reported(stage, tenant, "inProgress", { title: "Drainase pasar mampet" });
  const invitations = (): Promise<number> =>
    inDatabase(stage, tenant, async (sql) => {
      const rows =
        await sql`select 1 from simpul.mail where tenant = ${tenant} and template = 'invitation'`;
      return rows.length;
    });
  const before = await invitations();
  const at = await signedIn(browser, stage, `tenantAdmin@${tenant}`, office);
  const { page, desk } = at;

  await page.goto(`${desk}/roster`);
  await page.getByRole("button", { name: "Catat SK" }).click();
  const recording = page.getByRole("dialog", { name: "Catat SK" });
  const number = "100.3/2171/SK/BARU";
  await recording.getByRole("textbox", { name: "Nomor SK" }).fill(number);
  await recording.getByLabel("Tanggal SK").fill("2026-11-02");
  await sound(at, "record a decree");
  await recording.getByRole("button", { name: "Catat SK" }).click();
  await page.getByText(`SK ${number} dicatat.`).waitFor();
  const decrees = page.getByRole("region", { name: "SK tim pengelola" });
  await decrees
    .getByRole("listitem")
    .filter({ hasText: number })
    .getByText(/^\d+ peran$/)
    .waitFor();

  await page.getByRole("button", { name: "Tambah petugas" }).click();
  const adding = page.getByRole("dialog", { name: "Tambah petugas" });
  await adding.getByRole("textbox", { name: "Nama lengkap" }).fill("Sekar Puspita");
  await adding
    .getByRole("textbox", { name: "Alamat surel dinas" })
    .fill("sekar.puspita@21-71.example");
  await adding.getByRole("combobox", { name: "Peran" }).click();
  await page.getByRole("option", { name: "Pejabat penghubung" }).click();
  await adding.getByRole("combobox", { name: "Unit" }).fill("pekerjaan");
  await page.getByRole("option", { name: "Dinas Pekerjaan Umum" }).click();
  await sound(at, "add an officer");
  await adding.getByRole("button", { name: "Tambah dan undang" }).click();
  await page.getByText("Sekar Puspita ditambahkan dan diundang.").waitFor();
  const officers = page.getByRole("region", { name: "Petugas" });
  const joined = officers.getByRole("listitem").filter({ hasText: "Sekar Puspita" });
  await joined.getByText(/belum masuk/).waitFor();
  await joined.getByText(`SK ${number}`).waitFor();
  expect(await invitations()).toBe(before + 1);

  // The case lies on the desk of whoever goes.
  const leaving = (await officers.getByRole("listitem").allInnerTexts())
    .filter((words) => words.includes("Pejabat penghubung") && !words.includes("Sekar"))
    .map((words) => words.split("\n")[0] ?? "");
  expect(leaving).toHaveLength(1);
  const name = leaving[0] ?? "";
  await page.goto(`${desk}/reports/${report.id}`);
  await act(page, "Ambil kasus");
  const giving = page.getByRole("form", { name: "Ambil kasus" });
  await giving.getByRole("radio", { name }).check();
  await giving.getByRole("button", { name: "Berikan kepada rekan" }).click();
  await page.getByText(name).first().waitFor();

  await page.goto(`${desk}/roster`);
  await page.getByRole("button", { name: `Tindakan untuk ${name}` }).click();
  await page.getByRole("menuitem", { name: "Serah terima ke pengganti" }).click();
  const handing = page.getByRole("dialog", { name: `Serah terima ke pengganti: ${name}` });
  await handing.getByText(/Yang diserahkan: 1 kasus terbuka dan 0 cuti/).waitFor();
  await handing.getByRole("textbox", { name: "Alasan" }).fill("Mutasi");
  await sound(at, "succession");
  await handing.getByRole("button", { name: "Serah terima ke pengganti" }).click();
  await page.getByText(`${name} digantikan Sekar Puspita.`).waitFor();
  await joined.getByText("1 kasus terbuka").waitFor();
  await page.goto(`${desk}/reports/${report.id}`);
  await page.getByText("Sekar Puspita").first().waitFor();
  await sound(at, "a case handed over");
  await at.context.close();
});

test("units are added and renamed, and a renaming is taken back", async () => {
  const at = await signedIn(browser, stage, "tenantAdmin@64", office);
  const { page, desk } = at;
  await page.goto(`${desk}/units`);
  await page.getByRole("button", { name: "Tambah unit" }).click();
  const adding = page.getByRole("dialog", { name: "Tambah unit" });
  await adding.getByRole("textbox", { name: "Nama unit" }).fill("Dinas Kelautan");
  await adding.getByRole("textbox", { name: "Kode" }).fill("Dinas Laut!");
  await adding.getByRole("button", { name: "Tambah unit" }).click();
  // What is wrong is said, and what was typed stays.
  await adding
    .getByRole("textbox", { name: "Kode" })
    .and(page.locator("[aria-invalid=true]"))
    .waitFor();
  expect(await adding.getByRole("textbox", { name: "Nama unit" }).inputValue()).toBe(
    "Dinas Kelautan",
  );
  forgive(at, 400);
  await sound(at, "unit with a wrong code");
  await adding.getByRole("textbox", { name: "Kode" }).fill("dkp");
  await adding.getByRole("button", { name: "Tambah unit" }).click();
  const unit = (name: string) => page.getByRole("listitem").filter({ hasText: name });
  await unit("Dinas Kelautan").waitFor();

  await page.getByRole("button", { name: "Tindakan untuk Dinas Kelautan" }).click();
  await page.getByRole("menuitem", { name: "Ganti nama" }).click();
  const renaming = page.getByRole("dialog", { name: "Ganti nama: Dinas Kelautan" });
  await renaming.getByRole("textbox", { name: "Nama unit" }).fill("Dinas Perikanan");
  await renaming.getByRole("button", { name: "Ganti nama" }).click();
  await unit("Dinas Perikanan").waitFor();
  await page.getByRole("button", { name: "Urungkan" }).click();
  await unit("Dinas Kelautan").waitFor();
  await sound(at, "units");
  await at.context.close();
});

test("an administrator's template is filled in for a liaison on a phone, without who reported", async () => {
  const report = await reported(stage, "64", "assigned", { title: "Bahu jalan provinsi longsor" });
  const admin = await signedIn(browser, stage, "tenantAdmin@64", office);
  await admin.page.goto(`${admin.desk}/settings`);
  await admin.page.getByRole("button", { name: "Tambah templat" }).click();
  await admin.page.getByRole("textbox", { name: "Nama" }).first().fill("Tinjau lapangan");
  await admin.page
    .getByRole("textbox", { name: "Teks" })
    .fill("Yth. {pelapor}, laporan {nomor} ditangani {unit} sebelum {tenggat}.");
  await admin.page.getByRole("button", { name: "Simpan templat" }).click();
  await admin.page.getByRole("button", { name: "Ubah Tinjau lapangan" }).waitFor();
  await sound(admin, "settings with a template");

  const liaison = await signedIn(browser, stage, "liaison@64", { ...office, width: 390 });
  const { page } = liaison;
  await page.goto(`${liaison.desk}/reports/${report.id}`);
  await act(page, "Jawab");
  const form = page.getByRole("form", { name: "Jawab" });
  await form.getByRole("button", { name: "Pakai templat" }).click();
  await page.getByRole("menuitem", { name: "Tinjau lapangan" }).click();
  const text = form.getByRole("textbox", { name: "Jawaban untuk pelapor" });
  await expect.poll(() => text.inputValue()).not.toBe("");
  const filled = await text.inputValue();
  expect(filled).toMatch(
    new RegExp(
      `^Yth. Bapak/Ibu Pelapor, laporan ${report.trackingId} ditangani Dinas Pekerjaan Umum sebelum \\w+, \\d+ \\w+ \\d{4}\\.$`,
    ),
  );
  expect(filled).not.toContain("Wayan");
  await sound(liaison, "editor with a template");

  // What is removed can be brought back.
  await admin.page.getByRole("button", { name: "Hapus Tinjau lapangan" }).click();
  await admin.page.getByText("Templat “Tinjau lapangan” dihapus.").waitFor();
  await admin.page.getByRole("button", { name: "Kembalikan" }).click();
  await admin.page.getByRole("button", { name: "Ubah Tinjau lapangan" }).waitFor();
  await Promise.all([admin.context.close(), liaison.context.close()]);
});

test("a unit's head sees that unit alone, notes and entrusts, and answers nothing", async () => {
  const [ours, theirs] = await Promise.all([
    reported(stage, "64.71", "inProgress", { title: "Pompa banjir macet" }),
    reported(stage, "64.71", "inProgress", { title: "Obat puskesmas kosong", unit: "dinkes" }),
  ]);
  const at = await signedIn(browser, stage, "unitHead@64.71", { width: 1440, lang: "en" });
  const { page, desk } = at;
  await page.goto(`${desk}/inbox?sort=newest`);
  await page.getByRole("row").filter({ hasText: ours.trackingId }).click();
  await page.getByRole("heading", { name: "Pompa banjir macet" }).waitFor();
  expect(await page.getByRole("row").filter({ hasText: theirs.trackingId }).count()).toBe(0);
  const acts = await offered(page);
  expect(acts).toEqual(expect.arrayContaining(["Internal note", "Take the case"]));
  for (const never of ["Answer", "Assign", "Not our authority", "Ask the reporter", "Extend"])
    expect(acts).not.toContain(never);

  await act(page, "Internal note");
  const noting = page.getByRole("form", { name: "Internal note" });
  const note = noting.getByRole("textbox", { name: "Internal note" });
  await note.pressSequentially("Pompa cadangan? @dink");
  await page.getByRole("option", { name: /@dinkes/ }).click();
  await expect.poll(() => note.inputValue()).toBe("Pompa cadangan? @dinkes ");
  await sound(at, "note");
  await noting.getByRole("button", { name: "Save the note" }).click();
  await page.getByRole("button", { name: "Send now" }).click();
  await page.getByText("Pompa cadangan? @dinkes").waitFor();
  // It never leaves the house, and no public page says it.
  expect(JSON.stringify((await reportsAt(stage, "64.71").read(ours.id)).history)).not.toContain(
    "Pompa cadangan",
  );

  await act(page, "Take the case");
  const giving = page.getByRole("form", { name: "Take the case" });
  const colleague = giving.getByRole("radio", { name: /^(?!Take it myself)/ }).first();
  await colleague.check();
  await sound(at, "entrust");
  await giving.getByRole("button", { name: "Give it to a colleague" }).click();
  await giving.waitFor({ state: "detached" });
  await page.getByText("In charge", { exact: true }).waitFor();

  // Another unit's report is not there at all.
  await page.goto(`${desk}/reports/${theirs.id}`);
  await page
    .getByRole("alert")
    .or(page.getByRole("button", { name: "Try again" }))
    .first()
    .waitFor();
  expect(await page.getByText("Obat puskesmas kosong").count()).toBe(0);
  forgive(at, 404);
  await sound(at, "what is not there");
  await at.context.close();
});

test("whoever ends a session of theirs elsewhere sees that browser thrown out", async () => {
  // Nobody else signs in as this one.
  const [here, elsewhere] = await Promise.all([
    signedIn(browser, stage, "auditor@64", { width: 1440, lang: "en" }),
    signedIn(browser, stage, "auditor@64", { width: 390, lang: "en" }),
  ]);
  await elsewhere.page.goto(`${elsewhere.desk}/audit`);
  await elsewhere.page.getByRole("heading", { level: 1, name: "Audit trail" }).waitFor();
  await here.page.goto(`${here.desk}/account`);
  const sessions = here.page.getByRole("region", { name: "Open sessions" });
  await sessions.getByText("this one", { exact: true }).waitFor();
  expect(await sessions.getByRole("listitem").count()).toBe(2);
  await sound(here, "account");
  await sessions.getByRole("button", { name: "End", exact: true }).click();
  await here.page.getByText("Session ended.").waitFor();
  await expect.poll(() => sessions.getByRole("listitem").count()).toBe(1);
  // Without anybody's touch: the server looks after open desks each three quarters of a minute.
  await elsewhere.page
    .getByRole("button", { name: "Sign in", exact: true })
    .waitFor({ timeout: 75_000 });
  expect(await elsewhere.page.getByRole("heading", { name: "Audit trail" }).count()).toBe(0);
  await here.page.reload();
  await sessions.getByText("this one", { exact: true }).waitFor();
  await Promise.all([here.context.close(), elsewhere.context.close()]);
});
