import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openBrowser } from "../e2e/support/browser.ts";
import { act, bar, sendNow, sound } from "./errands.ts";
import { reportsAt } from "./reports.ts";
import { signedIn } from "./sign-in.ts";
import type { AtDesk } from "./sign-in.ts";
import { says } from "./verifier-words.ts";

/** The verifier's day at the hub, as somebody walks through it: by what is written on the screen. */
const stage = inject("stage");
type Sent = Awaited<ReturnType<ReturnType<typeof reportsAt>["submit"]>>;
const hub = reportsAt(stage, "national");
let browser: Browser;
/** Reports that tell of the same, each pair at a place of its own. */
const alike = { 1440: "12.71", 390: "73.71" } as const;
const pairs = new Map<number, readonly [Sent, Sent]>();
beforeAll(async () => {
  for (const [width, area] of Object.entries(alike)) {
    const send = (text: string): Promise<Sent> =>
      hub.submit({ text, place: { area }, contact: { phone: "+6281234500003" } });
    pairs.set(Number(width), [
      await send(
        "Jembatan gantung Sungai Wain putus talinya, anak sekolah menyeberang lewat arus deras.",
      ),
      await send(
        "Tali jembatan gantung di Sungai Wain putus. Anak sekolah terpaksa menyeberang arus sungai.",
      ),
    ]);
  }
  browser = await openBrowser();
});
afterAll(() => browser.close());

const widths = [
  [1440, "id"],
  [390, "en"],
] as const;

/** An act is done by itself within five seconds; what is asked of the API comes on top. */
const byItself = { timeout: 5_500, interval: 100 };

const verifier = (width: number, lang: "id" | "en"): Promise<AtDesk> =>
  signedIn(browser, stage, "nationalVerifier@national", { width, lang });

const rowOf = (page: Page, trackingId: string) =>
  page.getByRole("row").filter({ hasText: trackingId });

/** Opens a report from the list of a place that no other test uses. */
async function opened({ page, desk }: AtDesk, screen: string, area: string, trackingId: string) {
  await page.goto(`${desk}/${screen}?area=${area}`);
  await rowOf(page, trackingId).click();
  await page.getByRole("article").getByText(trackingId).first().waitFor();
}

/** Types into a box, and takes what it offers. */
async function pick(page: Page, label: string | RegExp, typed: string, option = typed) {
  const field = page.getByRole("form").getByRole("combobox", { name: label });
  await field.click();
  await field.fill(typed);
  await page.getByRole("option", { name: option }).first().click();
}

test.each(widths)(
  "at %i px in %s the oldest deadline stands first, and J and K move",
  async (width, lang) => {
    const at = await verifier(width, lang);
    const { page, desk, context } = at;
    await page.goto(`${desk}/verification`);
    const rows = page.getByRole("main").getByRole("row");
    await rows.first().waitFor();
    const texts = await rows.allTextContents();
    const numbers = texts.map((row) => /\w{4}(?:-\w{4}){2}-\w/.exec(row)?.[0] ?? "");
    expect(numbers.length).toBeGreaterThan(3);
    const deadlines = await Promise.all(
      numbers.map(async (number) => {
        const { clocks } = await hub.read(number);
        return clocks.map(({ deadline }) => deadline).toSorted()[0] ?? "none";
      }),
    );
    expect(deadlines).toEqual(deadlines.toSorted());
    const chosen = page.getByRole("row", { selected: true });
    for (const [key, number] of [
      ["j", numbers[0]],
      ["j", numbers[1]],
      ["k", numbers[0]],
    ] as const) {
      await page.keyboard.press(key);
      await expect
        .poll(() => chosen.allTextContents())
        .toEqual([expect.stringContaining(number ?? "?")]);
    }
    await sound(at, "verification");
    await context.close();
  },
);

test.each(widths)(
  "at %i px in %s every field is corrected, verified, taken back twice, and then done by itself",
  async (width, lang) => {
    const t = says[lang];
    const { id, trackingId } = await hub.submit({
      text: "Air selokan meluap ke badan jalan setiap hujan. Petugas kelurahan sudah dilapori tiga bulan lalu.",
      place: { area: "33.74" },
      contact: { phone: "+6281234500001" },
    });
    const at = await verifier(width, lang);
    const { page, context } = at;
    await opened(at, "verification", "33.74", trackingId);
    await page.keyboard.press("v");
    const form = page.getByRole("form", { name: t.verify });
    await pick(page, t.category, t.road);
    await form.getByRole("radio", { name: t.class }).check();
    await form.getByLabel(t.title).fill(t.titleOf);
    await pick(page, t.area, "Balikpapan Kota");
    await form.getByLabel(t.address).fill("Depan kantor pos Klandasan");
    await form.getByRole("radio", { name: t.province }).check();
    await form.getByText(t.accused).first().click();
    await form.getByRole("checkbox", { name: t.supervisory }).check();
    await pick(page, t.maladministration, t.delay);
    await pick(page, t.institution, "balikpapan", "Kota Balikpapan");
    await form.getByRole("combobox", { name: t.office }).click();
    await page.getByRole("option", { name: t.head }).click();
    await sound(at, "the verifier's form");

    const row = rowOf(page, trackingId);
    const submit = form.getByRole("button", { name: t.verify, exact: true });
    await submit.click();
    // At once: long before anything is sent.
    await expect.poll(() => row.count(), { timeout: 1_000 }).toBe(0);
    expect(await hub.state(id)).toBe("received");
    await page.getByRole("status").getByRole("button", { name: t.undo }).last().click();
    await expect
      .poll(() => page.getByText(trackingId).count(), { timeout: 2_000 })
      .toBeGreaterThan(0);
    if (width < 1100) await row.click();

    // What was typed is still there.
    await page.keyboard.press("v");
    await expect.poll(() => form.getByLabel(t.title).inputValue()).toBe(t.titleOf);
    await page.keyboard.press("Control+Enter");
    await expect.poll(() => row.count(), { timeout: 1_000 }).toBe(0);
    await page.keyboard.press("z");
    await expect
      .poll(() => page.getByText(trackingId).count(), { timeout: 2_000 })
      .toBeGreaterThan(0);
    expect(await hub.state(id)).toBe("received");
    if (width < 1100) await row.click();

    await page.keyboard.press("v");
    await submit.click();
    await expect.poll(() => hub.state(id), byItself).toBe("verified");
    await expect.poll(() => row.count()).toBe(0);
    expect(await hub.read(id)).toMatchObject({
      class: "complaint",
      category: "road",
      title: t.titleOf,
      place: { area: "64.71.06", roadStatus: "province" },
      maladministration: ["undueDelay"],
      accused: { tenant: "64.71", office: "head" },
    });
    await sound(at, "after it was verified");
    await context.close();
  },
);

test.each(widths)(
  "at %i px in %s a report is held with a question, another archived as spam",
  async (width, lang) => {
    const t = says[lang];
    const area = "35.78";
    const [vague, spam] = await Promise.all(
      ["Di tempat kami lampunya mati lagi.", "Jual pulsa murah, hubungi kami sekarang juga!"].map(
        (text) => hub.submit({ text, place: { area }, contact: { phone: "+6281234500002" } }),
      ),
    );
    if (vague === undefined || spam === undefined) throw new Error("nothing came in");
    const at = await verifier(width, lang);
    const { page, context } = at;
    await opened(at, "verification", area, vague.trackingId);
    await page.keyboard.press("h");
    const hold = page.getByRole("form", { name: t.hold });
    await hold.getByText(t.where).first().click();
    await hold.getByRole("button", { name: t.usePhrase }).first().click();
    const question = await hold.getByLabel(t.question).inputValue();
    expect(question).toContain("di mana tempatnya");
    await sound(at, "the question");
    await hold.getByRole("button", { name: t.askAndHold }).click();
    await expect.poll(() => rowOf(page, vague.trackingId).count()).toBe(0);
    await expect.poll(() => hub.state(vague.id), byItself).toBe("held");
    expect((await hub.read(vague.id)).history.at(-1)?.text).toBe(question);

    await opened(at, "verification", area, spam.trackingId);
    await page.keyboard.press("a");
    const archive = page.getByRole("form", { name: t.archive });
    await archive.getByRole("radio", { name: t.spam }).check();
    await sound(at, "the archive form");
    await archive.getByRole("button", { name: t.archive }).click();
    await expect.poll(() => hub.state(spam.id), byItself).toBe("archived");
    await context.close();
  },
);

test.each(widths)("at %i px in %s a letter of two matters is split", async (width, lang) => {
  const t = says[lang];
  const area = "51.71";
  const { id, trackingId } = await hub.submit({
    text: "Lampu jalan di simpang pasar mati. Selain itu selokan di belakang sekolah mampet.",
    place: { area },
    contact: { phone: "+6281234500004" },
  });
  const at = await verifier(width, lang);
  const { page, context } = at;
  await opened(at, "verification", area, trackingId);
  await act(page, t.split);
  const form = page.getByRole("form", { name: t.split });
  for (const [n, title, words, category] of [
    [1, "Lampu simpang pasar mati", "Lampu jalan di simpang pasar mati.", t.road],
    [2, "Selokan belakang sekolah mampet", "selokan di belakang sekolah mampet.", t.drainage],
  ] as const) {
    const part = form.getByRole("group", { name: t.part(n), exact: true });
    await part.getByLabel(t.words).fill(words);
    await part.getByLabel(t.title).fill(title);
    const box = part.getByRole("combobox", { name: t.category });
    await box.click();
    await box.fill(category);
    await page.getByRole("option", { name: category }).first().click();
    await part.getByRole("radio", { name: t.class, exact: true }).check();
  }
  await sound(at, "the parts");
  await form.getByRole("button", { name: t.splitInto }).click();
  await expect
    .poll(async () => (await hub.read(id)).history.map(({ type }) => type))
    .toContain("split");
  await page.goto(`${at.desk}/routing?area=${area}`);
  for (const title of ["Lampu simpang pasar mati", "Selokan belakang sekolah mampet"])
    await page.getByRole("row").filter({ hasText: title }).first().waitFor();
  await context.close();
});

test.each(widths)(
  "at %i px in %s a phone number in the words is masked for the public",
  async (width, lang) => {
    const t = says[lang];
    const area = "61.71";
    const text = "Pagar sekolah roboh. Hubungi saya di 0812-3450-0005 untuk foto.";
    const { id, trackingId } = await hub.submit({
      text,
      place: { area },
      contact: { phone: "+6281234500005" },
    });
    const at = await verifier(width, lang);
    const { page, context } = at;
    await opened(at, "verification", area, trackingId);
    const number = page.getByRole("article").locator("mark").first();
    expect(await number.textContent()).toBe("0812-3450-0005");
    await page.getByRole("button", { name: t.maskPhone }).first().click();
    await sendNow(page);
    await expect
      .poll(async () => (await hub.read(id)).masks, byItself)
      .toEqual([
        expect.objectContaining({ start: text.indexOf("0812"), end: text.indexOf(" untuk") }),
      ]);
    await expect.poll(() => number.getAttribute("title")).toMatch(t.masked);
    expect(await page.getByRole("button", { name: t.maskPhone }).count()).toBe(0);
    await context.close();
  },
);

test.each(widths)(
  "at %i px in %s several are archived at once after a preview",
  async (width, lang) => {
    const t = says[lang];
    const area = "13.71";
    const sent = await Promise.all(
      ["Promo pinjaman cepat cair tanpa jaminan!", "Promo pinjaman tanpa jaminan, cepat cair!"].map(
        (text) => hub.submit({ text, place: { area }, contact: { phone: "+6281234500006" } }),
      ),
    );
    const at = await verifier(width, lang);
    const { page, desk, context } = at;
    await page.goto(`${desk}/verification?area=${area}`);
    for (const { trackingId } of sent)
      await page.getByRole("checkbox", { name: t.mark(trackingId) }).check();
    await page.getByRole("button", { name: t.archiveMarked }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("combobox", { name: t.reason }).click();
    await page.getByRole("option", { name: t.spam }).click();
    await dialog.getByRole("button", { name: t.preview }).click();
    await dialog.getByText(t.possible).waitFor();
    // A preview does nothing.
    for (const { id } of sent) expect(await hub.state(id)).toBe("received");
    await sound(at, "the preview");
    await dialog.getByRole("button", { name: t.doBulk }).click();
    await dialog.getByText(t.doneBulk).waitFor();
    for (const { id } of sent) expect(await hub.state(id)).toBe("archived");
    await dialog.getByRole("button", { name: t.close, exact: true }).last().click();
    for (const { trackingId } of sent)
      await expect.poll(() => rowOf(page, trackingId).count()).toBe(0);
    await context.close();
  },
);

test("what is offered for a report is what the verifier may do with it", async () => {
  const { trackingId } = await hub.submit({
    text: "Halte bus rusak atapnya.",
    place: { area: "14.71" },
  });
  const at = await verifier(1440, "id");
  await opened(at, "verification", "14.71", trackingId);
  const offers = await bar(at.page).getByRole("button").allInnerTexts();
  expect(offers.slice(0, 3)).toEqual(["Verifikasi", "Tunda", "Arsipkan"]);
  expect(offers).not.toContain("Jawab");
  await at.context.close();
});

test.each(widths)(
  "at %i px in %s a duplicate is found by its words and merged",
  async (width, lang) => {
    const t = says[lang];
    const area = alike[width];
    const pair = pairs.get(width);
    if (pair === undefined) throw new Error("no pair came in");
    const [main, twin] = pair;
    const at = await verifier(width, lang);
    const { page, context } = at;
    // Words are made findable once a minute; those of this pair came in before the first test.
    const asked = new URL("/trpc/suggest.duplicates", at.desk);
    asked.searchParams.set("input", JSON.stringify({ report: twin.id }));
    await expect
      .poll(async () => (await page.request.get(asked.href)).text(), {
        timeout: 75_000,
        interval: 500,
      })
      .toContain(main.trackingId);
    await opened(at, "verification", area, twin.trackingId);
    const found = page.getByRole("region", { name: t.duplicates });
    await found.getByText(main.trackingId).waitFor();
    await found.getByRole("button", { name: t.compare }).first().click();
    const form = found.getByRole("form");
    await form.locator("mark").first().waitFor();
    const marked = await form.locator("mark").allTextContents();
    expect(marked.map((each) => each.toLowerCase())).toEqual(
      expect.arrayContaining(["jembatan", "wain", "putus"]),
    );
    expect(marked.map((each) => each.toLowerCase())).not.toContain("terpaksa");
    await sound(at, "two reports compared");
    await form.getByRole("button", { name: t.merge }).click();
    await expect.poll(() => hub.state(twin.id), byItself).toBe("archived");
    expect(await hub.state(main.id)).toBe("received");
    await opened(at, "reports", area, twin.trackingId);
    await page.getByRole("article").getByRole("link", { name: main.trackingId }).first().waitFor();
    await context.close();
  },
);
