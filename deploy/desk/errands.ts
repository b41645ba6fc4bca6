import postgres from "postgres";
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { barriers } from "../e2e/support/browser.ts";
import { until } from "../e2e/support/until.ts";
import { drawn } from "./drawn.ts";
import { reportsAt } from "./reports.ts";
import type { StageFound } from "./setup.ts";
import type { AtDesk } from "./sign-in.ts";

const steps = ["received", "verified", "accepted", "assigned", "inProgress"] as const;

export interface About {
  readonly title: string;
  readonly text?: string;
  readonly class?: "complaint" | "whistleblowing";
  readonly category?: string;
  readonly unit?: string;
  readonly accused?: { readonly tenant: string; readonly unit: string };
}

/** A report by its two names. */
export interface Reported {
  readonly id: string;
  readonly trackingId: string;
}

/** A report of a test's own, so that no other test touches it: taken in by an institution and brought as far as it is asked. */
export async function reported(
  stage: StageFound,
  tenant: string,
  as: (typeof steps)[number],
  { title, text = `${title}. Mohon diperiksa.`, unit = "dinas-pu", ...more }: About,
): Promise<Reported> {
  const reports = reportsAt(stage, tenant);
  const kinds = { class: "complaint", category: "drainage", ...more };
  const report = await reports.submit({
    title,
    text,
    place: { area: "64.71.03" },
    contact: { name: "Wayan Sukma", phone: "+628115551234" },
    ...kinds,
  });
  const acts = [
    ["verify", { title, ...kinds }],
    ["accept", {}],
    ["assign", { unit }],
    ["respond", { kind: "initial", text: "Regu UPT memeriksa lokasi besok pagi." }],
  ] as const;
  for (const [verb, input] of acts.slice(0, steps.indexOf(as)))
    await reports.act(report.id, verb, input);
  return report;
}

/** The same, but taken in and verified at the hub and forwarded to the institution. */
export async function forwarded(
  stage: StageFound,
  tenant: string,
  { title }: Pick<About, "title">,
): Promise<Reported> {
  const hub = reportsAt(stage, "national");
  const text = `${title}. Mohon diperiksa.`;
  const report = await hub.submit({ title, text, place: { area: "64.71.03" } });
  await hub.act(report.id, "verify", { class: "complaint", category: "drainage", title });
  await hub.act(report.id, "forward", { tenant });
  await stateOf(stage, tenant, report, "forwarded");
  return report;
}

/** Waits until a desk has it so. */
export const stateOf = (
  stage: StageFound,
  tenant: string,
  { id, trackingId }: Reported,
  state: string,
): Promise<true> =>
  until(`${trackingId} ${state} at ${tenant}`, async () => {
    // What has not come here yet is not known here.
    const is = await reportsAt(stage, tenant)
      .state(id)
      .catch(() => "unknown");
    return is === state ? true : undefined;
  });

/** As whoever runs the deployment sees it: for what no door tells, such as the mail that waits. */
export async function inDatabase<T>(
  { databases }: StageFound,
  tenant: string,
  ask: (sql: postgres.Sql) => Promise<T>,
): Promise<T> {
  const sql = postgres(databases[tenant] ?? "", { max: 1, onnotice() {} });
  try {
    return await ask(sql);
  } finally {
    await sql.end();
  }
}

/** Chooses a file as a person does. @param button the name of what opens the chooser */
export async function attach(
  within: Page | Locator,
  button: string,
  file: { readonly name: string; readonly mimeType: string; readonly buffer: Buffer },
): Promise<void> {
  const page = "page" in within ? within.page() : within;
  const chooser = page.waitForEvent("filechooser");
  await within.getByRole("button", { name: button }).click();
  await (await chooser).setFiles(file);
}

/** The server has it. */
export const attached = (form: Locator, name: string): Promise<void> =>
  form
    .getByText(name, { exact: true })
    .locator("..")
    .getByText(/terlampir$|attached$/)
    .waitFor();

/** A photo: what this very screen looks like, as a JPEG. */
export async function photo(page: Page): Promise<Buffer> {
  return page.screenshot({ type: "jpeg", quality: 60 });
}

/** Nothing on the screen bars anybody, it is no wider than the window, and nothing went wrong. @param where named in a failure */
export async function sound({ page, faults }: AtDesk, where: string): Promise<void> {
  expect([where, await barriers(page)]).toEqual([where, []]);
  const wider = await page.evaluate<number>(
    "Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)",
  );
  expect([where, wider]).toEqual([where, 0]);
  expect([where, faults.splice(0)]).toEqual([where, []]);
}

/** A refusal that a test asked for: browsers say it on the console, and nobody can keep them from it. */
export function forgive({ faults }: AtDesk, ...statuses: number[]): void {
  const kept = faults
    .splice(0)
    .filter((fault) => !statuses.some((status) => fault.includes(`status of ${status}`)));
  faults.push(...kept);
}

/** What can be done with the open report, without what is behind "Lainnya". */
export const bar = (page: Page): Locator => page.getByRole("region", { name: /^(Tindakan|Acts)$/ });

/** Opens the form of an act, from the bar or from its menu. */
export async function act(page: Page, name: string): Promise<void> {
  const button = bar(page).getByRole("button", { name, exact: true });
  const more = bar(page).getByRole("button", { name: /^(Lainnya|More)/ });
  await button.or(more).first().waitFor();
  if ((await button.count()) > 0) return button.click();
  await more.click();
  return page.getByRole("menuitem", { name }).click();
}

/** Everything that is offered for the open report. */
export async function offered(page: Page): Promise<string[]> {
  const more = bar(page).getByRole("button", { name: /^(Lainnya|More)/ });
  await bar(page).getByRole("button").first().waitFor();
  const shown = await bar(page).getByRole("button").allInnerTexts();
  if ((await more.count()) === 0) return shown;
  await more.click();
  const items = page.getByRole("menuitem");
  await items.first().waitFor();
  const hidden = await items.allInnerTexts();
  await page.keyboard.press("Escape");
  return [...shown, ...hidden].map((words) => words.split("\n")[0] ?? "");
}

/** Instead of waiting until an act cannot be taken back any more. */
export const sendNow = (page: Page): Promise<void> =>
  page.getByRole("button", { name: /^(Kirim sekarang|Send now)$/ }).click();

/** Opens every act that the report's bar offers, one after the other. @returns their names */
export async function everyForm(at: AtDesk, path: string): Promise<string[]> {
  const { page, desk } = at;
  await page.goto(`${desk}${path}`);
  await bar(page).getByRole("button").first().waitFor();
  await drawn(page);
  const names = (await offered(page)).filter((name) => !name.startsWith("More"));
  // Accepting has no form: a press does it.
  for (const name of names.filter((each) => each !== "Accept")) {
    await act(page, name);
    const open = page.getByRole("region", { name, exact: true });
    await open.getByRole("button").first().waitFor();
    await drawn(page);
    await sound(at, `${path} ${name}`);
    // On a phone an open form stands in the place of the buttons.
    await open
      .getByRole("button", { name: /^(Batal|Cancel|Tutup|Close)$/ })
      .last()
      .click();
  }
  return names;
}
