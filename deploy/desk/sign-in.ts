import type { Browser } from "playwright-core";
import { openPage } from "../e2e/support/browser.ts";
import type { Watched } from "../e2e/support/browser.ts";
import type { DeskStage } from "./stage.ts";

/** Somebody of a role at a tenant's desk, or at any. @param who `role` or `role@tenant` */
export function accountOf({ accounts }: Pick<DeskStage, "accounts">, who: string) {
  const [role, tenant] = who.split("@");
  const found =
    accounts.find((each) => each.role === role && each.desk === (tenant ?? "64.71")) ??
    accounts.find((each) => each.role === role && (tenant === undefined || each.desk === tenant));
  if (found === undefined) throw new Error(`nobody is ${who}`);
  return found;
}

/** A browser in which somebody has signed in; by the form's own address, without typing. */
export async function signedIn(
  browser: Browser,
  stage: DeskStage,
  who: string,
  width: number,
): Promise<Watched & { readonly desk: string }> {
  const { desk: tenant, email, password } = accountOf(stage, who);
  const desk = stage.deskOf(tenant);
  const watched = await openPage(browser, width);
  const { origin } = new URL(desk);
  const answer = await watched.context.request.post(`${origin}/api/auth/sign-in/email`, {
    headers: { origin },
    data: { email, password },
  });
  if (!answer.ok()) throw new Error(`${who} was not let in: ${answer.status()}`);
  return { ...watched, desk };
}
