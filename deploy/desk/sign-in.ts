import type { Browser } from "playwright-core";
import { openPage } from "../e2e/support/browser.ts";
import type { Watched } from "../e2e/support/browser.ts";
import type { IssuedAccount } from "../../apps/cli/src/demo/settings.ts";
import type { StageFound } from "./setup.ts";

/** Somebody of a role at a tenant's desk, or at any. @param who `role` or `role@tenant` */
export function accountOf({ accounts }: Pick<StageFound, "accounts">, who: string): IssuedAccount {
  const [role, tenant] = who.split("@");
  const found =
    accounts.find((each) => each.role === role && each.desk === (tenant ?? "64.71")) ??
    accounts.find((each) => each.role === role && (tenant === undefined || each.desk === tenant));
  if (found === undefined) throw new Error(`nobody is ${who}`);
  return found;
}

export interface AtDesk extends Watched {
  /** The address of the desk. */
  readonly desk: string;
}

/** A browser in which somebody has signed in; by the form's own address, without typing. */
export async function signedIn(
  browser: Browser,
  stage: Pick<StageFound, "accounts" | "desks">,
  who: string,
  { width, lang = "id" }: { readonly width: number; readonly lang?: "id" | "en" },
): Promise<AtDesk> {
  const { desk: tenant, email, password } = accountOf(stage, who);
  const desk = stage.desks[tenant];
  if (desk === undefined) throw new Error(`${tenant} has no desk`);
  const watched = await openPage(browser, width);
  // What is not there by then does not come: a test that fails does so soon.
  watched.context.setDefaultTimeout(15_000);
  await watched.context.addInitScript((chosen) => {
    localStorage.setItem("simpul.lang", chosen);
  }, lang);
  const { origin } = new URL(desk);
  const answer = await watched.context.request.post(`${origin}/api/auth/sign-in/email`, {
    headers: { origin },
    data: { email, password },
  });
  if (!answer.ok()) throw new Error(`${who} was not let in: ${answer.status()}`);
  return { ...watched, desk };
}
