import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { drawn } from "./drawn.ts";
import type { StageFound } from "./setup.ts";
import { signedIn } from "./sign-in.ts";

interface Picture {
  readonly name: string;
  readonly who: string;
  readonly width: number;
  readonly height: number;
  readonly path: string;
  /** What is done before it is taken. */
  readonly open?: (page: Page) => Promise<void>;
}

const openRow = async (page: Page, about: string): Promise<void> => {
  await page.getByRole("row").filter({ hasText: about }).first().click();
  await drawn(page);
};

/** What the README shows: a desk for each kind of reader, in a state that says what it is for. */
const pictures: readonly Picture[] = [
  {
    name: "verification",
    who: "nationalVerifier@national",
    width: 1440,
    height: 810,
    path: "/verification",
    open: async (page) => {
      await openRow(page, "Pohon tumbang menutup jalan");
      await page.getByRole("button", { name: "Verifikasi", exact: true }).click();
      await drawn(page);
    },
  },
  {
    name: "liaison",
    who: "liaison@64.71",
    width: 390,
    height: 844,
    path: "/inbox",
    open: (page) => openRow(page, "Jalan Soekarno-Hatta"),
  },
  { name: "monitor", who: "nationalAdmin@national", width: 1440, height: 800, path: "/monitor" },
];

/** Bytes: more is slow to read where the README is read. */
const most = 200_000;

/** @throws when a screen has a fault, or its picture is too large */
export async function takeReadmePictures(
  browser: Browser,
  stage: Pick<StageFound, "accounts" | "desks">,
  folder: string,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const { name, who, width, height, path, open } of pictures) {
    const { page, context, desk, faults } = await signedIn(browser, stage, who, { width });
    await page.setViewportSize({ width, height });
    await page.goto(`${desk}${path}`);
    await drawn(page);
    await open?.(page);
    const file = join(folder, `${name}.png`);
    await page.screenshot({ path: file, animations: "disabled", caret: "hide" });
    await context.close();
    const { size } = statSync(file);
    console.log(file, size);
    if (faults.length > 0) throw new Error(`${name}: ${faults.join("; ")}`);
    if (size > most) throw new Error(`${name} has ${size} bytes`);
  }
}
