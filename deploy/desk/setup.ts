import { keyScopes } from "@simpul/access";
import { issueKey } from "@simpul/casework";
import type { TestProject } from "vitest/node";
import type { IssuedAccount } from "../../apps/cli/src/demo/settings.ts";
import { unpackBrowser } from "../e2e/support/browser.ts";
import { buildDesk } from "./build.ts";
import { openDeskStage } from "./stage.ts";

declare module "vitest" {
  export interface ProvidedContext {
    stage: StageFound;
  }
}

/** The stage as the tests of the desk find it: they are in browsers, and reach it by its addresses alone. */
export interface StageFound {
  readonly accounts: readonly IssuedAccount[];
  /** The desk's address by tenant. */
  readonly desks: Readonly<Record<string, string>>;
  /** A machine key of each tenant: to let reports come in, and to see what became of them. */
  readonly keys: Readonly<Record<string, string>>;
  /** A key of the hub that nothing limits: for reports by the thousand. */
  readonly unlimitedKey: string;
  /** The database that a tenant is in, as its owner: for what no door tells. */
  readonly databases: Readonly<Record<string, string>>;
}

/** One stage for all tests of the desk; half a minute to open. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  buildDesk();
  await unpackBrowser();
  const stage = await openDeskStage();
  const { ctx } = stage.member("hub").deployment;
  const tenants = new Set(stage.accounts.map(({ desk }) => desk));
  project.provide("stage", {
    accounts: stage.accounts,
    keys: stage.keys,
    unlimitedKey: (await issueKey(ctx, ctx.hub, "bulk", keyScopes, 1_000_000)).key,
    databases: Object.fromEntries(
      stage.accounts.map(({ desk, deployment }) => [desk, stage.member(deployment).urls.owner]),
    ),
    desks: Object.fromEntries([...tenants].map((tenant) => [tenant, stage.deskOf(tenant)])),
  });
  return () => stage.close();
}
