import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openBrowser } from "../e2e/support/browser.ts";
import { act, everyForm, forgive, forwarded, reported, sound } from "./errands.ts";
import { signedIn } from "./sign-in.ts";
import type { AtDesk } from "./sign-in.ts";

/** What opens on a click, at the width at which its main path is not walked: nothing of it bars anybody. */
const stage = inject("stage");
const city = "64.71";
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const phone = { width: 390, lang: "en" } as const;
const wide = { width: 1440, lang: "en" } as const;

/** Three reports with every form of theirs: a minute where nothing else runs. */
const readByAxe = { timeout: 300_000 };

/** Opens every dialog behind a row's menu. */
async function everyDialog(at: AtDesk, menu: string): Promise<string[]> {
  const { page } = at;
  const button = page.getByRole("button", { name: menu });
  await button.click();
  const items = page.getByRole("menuitem");
  await items.first().waitFor();
  await sound(at, menu);
  const names = (await items.allInnerTexts()).filter((name) => name !== "Invite again");
  await page.keyboard.press("Escape");
  for (const name of names) {
    await button.click();
    await items.filter({ hasText: name }).first().click();
    await dialogOf(page, async () => sound(at, `${menu}: ${name}`));
  }
  return names;
}

async function dialogOf(page: Page, look: () => Promise<void>): Promise<void> {
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button").last().waitFor();
  await look();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
}

test("a liaison's forms on a wide screen, and every kind of answer", async () => {
  const report = await reported(stage, city, "inProgress", { title: "Kanal banjir dangkal" });
  const at = await signedIn(browser, stage, `liaison@${city}`, wide);
  const names = await everyForm(at, `/reports/${report.id}`);
  expect(names).toEqual(
    expect.arrayContaining(["Answer", "Ask the reporter", "Extend", "Decline", "Take the case"]),
  );
  await at.page.goto(`${at.desk}/reports/${report.id}`);
  await act(at.page, "Answer");
  const kinds = at.page.getByRole("form", { name: "Answer" }).getByRole("radio");
  for (const kind of await kinds.all()) {
    await kind.check();
    await sound(at, `answer ${await kind.getAttribute("value")}`);
  }
  await at.context.close();
});

test("an administrator's forms, sheet and many reports at once on a phone", readByAxe, async () => {
  const [fresh, taken, going] = await Promise.all([
    forwarded(stage, city, { title: "Jalan Pandan amblas" }),
    reported(stage, city, "accepted", { title: "Jalan Pinang amblas" }),
    reported(stage, city, "inProgress", { title: "Jalan Palem amblas" }),
  ]);
  const at = await signedIn(browser, stage, `tenantAdmin@${city}`, phone);
  const { page, desk } = at;
  expect(await everyForm(at, `/reports/${fresh.id}`)).toEqual(
    expect.arrayContaining(["Accept", "Not our authority"]),
  );
  expect(await everyForm(at, `/reports/${taken.id}`)).toContain("Assign");
  expect(await everyForm(at, `/reports/${going.id}`)).toContain("Answer");
  await page.goto(`${desk}/reports/${going.id}`);
  await act(page, "Answer");
  await page.getByRole("switch", { name: "Record a unit's answer on paper" }).click();
  await page.getByLabel("Date on the paper").waitFor();
  await sound(at, "on behalf");

  await page.goto(`${desk}/reports/${going.id}/disposition`);
  await page.getByRole("article").waitFor();
  await sound(at, "sheet");

  await page.goto(`${desk}/board?sort=newest`);
  await page.getByRole("checkbox", { name: `Mark ${taken.trackingId}` }).check();
  const marked = page.getByRole("group", { name: "1 marked" });
  for (const verb of ["Accept", "Assign", "Archive"]) {
    await marked.getByRole("button", { name: `${verb}…` }).click();
    await dialogOf(page, () => sound(at, `bulk ${verb}`));
  }
  await at.context.close();
});

test("the dialogs of roster, units and settings on a phone", async () => {
  const at = await signedIn(browser, stage, `tenantAdmin@${city}`, phone);
  const { page, desk } = at;
  await page.goto(`${desk}/roster`);
  for (const name of ["Record a decree", "Add an officer"]) {
    await page.getByRole("button", { name }).click();
    await dialogOf(page, () => sound(at, name));
  }
  const officers = page.getByRole("button", { name: /^Actions for / });
  const one = await officers.nth(1).getAttribute("aria-label");
  expect(await everyDialog(at, one ?? "")).toEqual(
    expect.arrayContaining(["Cover a leave", "Hand over to a successor", "End the role"]),
  );

  await page.goto(`${desk}/units`);
  await page.getByRole("button", { name: "Add a unit" }).click();
  await dialogOf(page, () => sound(at, "Add a unit"));
  expect(await everyDialog(at, "Actions for Dinas Kesehatan")).toEqual(
    expect.arrayContaining(["Rename", "Move", "Retire"]),
  );

  await page.goto(`${desk}/settings`);
  await page.getByRole("button", { name: "Add a template" }).click();
  await page.getByRole("button", { name: "Save the template" }).click();
  await page
    .getByRole("textbox", { name: "Name" })
    .and(page.locator("[aria-invalid=true]"))
    .waitFor();
  forgive(at, 400);
  await sound(at, "template that was refused");
  await at.context.close();
});

test("the forms of who heads a unit or examines, on a phone", async () => {
  const [ours, whistle] = await Promise.all([
    reported(stage, city, "inProgress", { title: "Rumah pompa rusak" }),
    reported(stage, city, "assigned", {
      title: "Dugaan pungutan parkir",
      class: "whistleblowing",
      category: "illegal-levy",
      accused: { tenant: city, unit: "dishub" },
      unit: "inspektorat",
    }),
  ]);
  const head = await signedIn(browser, stage, `unitHead@${city}`, phone);
  expect(await everyForm(head, `/reports/${ours.id}`)).toContain("Internal note");
  const inspector = await signedIn(browser, stage, `inspectorate@${city}`, phone);
  expect(await everyForm(inspector, `/reports/${whistle.id}`)).toEqual(
    expect.arrayContaining(["Answer", "Open the identity"]),
  );
  await Promise.all([head, inspector].map(({ context }) => context.close()));
});
