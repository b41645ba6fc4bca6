import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openBrowser } from "../e2e/support/browser.ts";
import { buildDesk } from "./build.ts";
import { drawn } from "./drawn.ts";
import { signedIn } from "./sign-in.ts";
import { takeReadmePictures } from "./readme-pictures.ts";
import { openDeskStage } from "./stage.ts";
import { everybody } from "./everybody.ts";

/** Every screen of every role at both widths: `npm run screenshots -- [--out FOLDER] [--role ROLE]`; those of the README with `--readme`. */
const { values } = parseArgs({
  options: {
    out: { type: "string", default: "screenshots" },
    role: { type: "string" },
    lang: { type: "string", default: "id" },
    readme: { type: "boolean", default: false },
  },
});
buildDesk();
const stage = await openDeskStage();
const found = {
  accounts: stage.accounts,
  desks: Object.fromEntries(stage.accounts.map(({ desk }) => [desk, stage.deskOf(desk)])),
};
const browser = await openBrowser();
let faulty = 0;
try {
  if (values.readme)
    await takeReadmePictures(browser, found, join(import.meta.dirname, "../../docs/pictures"));
  else mkdirSync(values.out, { recursive: true });
  for (const who of everybody.filter(
    (each) => !values.readme && (values.role === undefined || each.startsWith(values.role)),
  ))
    for (const width of [1440, 390]) {
      const { page, context, desk, faults } = await signedIn(browser, found, who, {
        width,
        lang: values.lang === "en" ? "en" : "id",
      });
      await page.goto(desk);
      await drawn(page);
      const links = page.getByRole("navigation").getByRole("link", { includeHidden: true });
      const paths = await links.evaluateAll((all) =>
        all.map((each) => each.getAttribute("href") ?? ""),
      );
      for (const path of paths) {
        const screen = path.split("/").at(-1)?.split("?")[0] ?? "";
        const shoot = async (name: string): Promise<void> => {
          const file = join(values.out, `${who.replace("@", "-")}-${name}-${width}.png`);
          await page.screenshot({ path: file, fullPage: width < 600 });
          console.log(file);
        };
        await page.goto(new URL(path, desk).href);
        await drawn(page);
        await shoot(screen);
        const row = page.getByRole("main").locator("[aria-selected]").first();
        if ((await row.count()) === 0) continue;
        await row.click();
        await drawn(page);
        await shoot(`${screen}-report`);
      }
      if (faults.length > 0) console.error(who, width, faults.join("\n"));
      faulty += faults.length;
      await context.close();
    }
} finally {
  await browser.close();
  await stage.close();
}
process.exit(faulty === 0 ? 0 : 1);
