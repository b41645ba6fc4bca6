import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openBrowser } from "../e2e/support/browser.ts";
import { buildDesk } from "./build.ts";
import { drawn } from "./drawn.ts";
import { accountOf, signedIn } from "./sign-in.ts";
import { openDeskStage } from "./stage.ts";

const help = `Pictures of the desk.
  node deploy/desk/look.ts [--out FOLDER] [--serve] SHOT…
  SHOT  role[@tenant]:width:lang:path[:step;step…]   nationalVerifier:1440:id:/verification
        steps: click=NAME (button, link or text) · fill=LABEL=TEXT · press=KEY · wait=TEXT
  --serve  stays up and prints addresses and logins; end it by SIGINT
A stage takes half a minute to open: ask for all shots at once.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: "string", default: "/tmp/desk" },
    serve: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
if (values.help || (positionals.length === 0 && !values.serve)) {
  console.log(help);
  process.exit(values.help ? 0 : 2);
}
buildDesk();
const stage = await openDeskStage();
const found = {
  accounts: stage.accounts,
  desks: Object.fromEntries(stage.accounts.map(({ desk }) => [desk, stage.deskOf(desk)])),
};
const browser = await openBrowser();
mkdirSync(values.out, { recursive: true });
try {
  for (const shot of positionals) await take(shot);
  if (values.serve) await serve();
} finally {
  await browser.close();
  await stage.close();
}
process.exit(0);

async function take(shot: string): Promise<void> {
  const [who = "", width = "1440", lang = "id", path = "/", ...rest] = shot.split(":");
  const name = shot.replaceAll(/[^\w@.-]+/g, "-").slice(0, 120);
  const { page, faults, context, desk } = await signedIn(browser, found, who, {
    width: Number(width),
    lang: lang === "en" ? "en" : "id",
  });
  try {
    // Not until the network is idle: the stream of hints stays open.
    await page.goto(`${desk}${path}`).catch(() => {});
    await drawn(page).catch(() => {});
    for (const step of rest.join(":").split(";").filter(Boolean)) await doStep(page, step);
    await page.waitForTimeout(300);
  } catch (error) {
    faults.push(`step: ${error instanceof Error ? error.message.split("\n")[0] : "?"}`);
  }
  const file = join(values.out, `${name}.png`);
  await page.screenshot({ path: file, fullPage: Number(width) < 600 });
  console.log(file, faults.length === 0 ? "" : faults.join(" | "));
  await context.close();
}

async function doStep(page: import("playwright-core").Page, step: string): Promise<void> {
  const [what = "", name = "", ...more] = step.split("=");
  const within = { timeout: 4_000 };
  switch (what) {
    case "click":
      return page
        .getByRole("button", { name })
        .or(page.getByRole("link", { name }))
        .or(page.getByRole("option", { name }))
        .or(page.getByText(name))
        .first()
        .click(within);
    case "fill":
      return page.getByLabel(name).first().fill(more.join("="), within);
    case "press":
      return page.keyboard.press(name);
    case "wait":
      return page.getByText(name).first().waitFor(within);
    default:
      throw new Error(`no step ${step}`);
  }
}

async function serve(): Promise<void> {
  const shown = new Map(stage.accounts.map(({ role, desk }) => [`${role}@${desk}`, role]));
  for (const who of shown.keys()) {
    const { email, password, desk } = accountOf(stage, who);
    console.log(who, stage.deskOf(desk), email, password);
  }
  await new Promise((resolve) => process.once("SIGINT", resolve));
}
