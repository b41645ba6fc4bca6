import type { Context as Casework } from "@simpul/casework";
import { sweepSignIn } from "@simpul/db";
import type { DoorLog } from "../unexpected.ts";
import { openAttempts } from "./attempts.ts";
import { cookieNames } from "./cookies.ts";
import type { SignInCore } from "./core.ts";
import { sessionLimits } from "./sessions.ts";
import type { Library } from "./library.ts";
import { passwords } from "./passwords.ts";
import type { ArgonCost } from "./passwords.ts";

export interface SignInOptions {
  readonly ctx: Casework;
  readonly log: DoorLog;
  /** Without a trailing slash. */
  readonly publicUrl: string;
  /** Its logins are let in without the second factor, and its cookies may travel over plain http. */
  readonly demo: boolean;
  /** Host name → tenant, where a host is one tenant's desk. */
  readonly tenantHosts?: ReadonlyMap<string, string>;
  /** Lower only in tests. */
  readonly argonCost?: ArgonCost;
}

/** What the doors of sign-in share. */
export interface SignIn extends SignInCore {
  /** Loaded by the first who signs in. @param provider `<tenant>~<id>` of an identity provider */
  library(provider?: string): Promise<Library>;
}

const tidyMs = 600_000;

export function openSignIn(options: SignInOptions): SignIn {
  const { ctx, log, publicUrl, demo, tenantHosts = new Map<string, string>() } = options;
  const { origin, protocol } = new URL(publicUrl);
  let tidyAt = 0;
  const pending = new Set<Promise<unknown>>();
  let opened: Promise<(provider?: string) => Promise<Library>> | undefined;
  const core: SignInCore = {
    ctx,
    log,
    publicUrl,
    demo,
    tenantHosts,
    cookies: cookieNames(demo && protocol === "http:"),
    passwords: passwords(options.argonCost),
    attempts: openAttempts(ctx),
    origins: new Set([origin, ...[...tenantHosts.keys()].map((host) => `https://${host}`)]),
    secret: () => ctx.vault.digest("simpul:sign-in"),
    later(work) {
      const settled = work.catch((error: unknown) => {
        log.error("signIn.later", { kind: error instanceof Error ? error.constructor.name : "?" });
      });
      pending.add(settled);
      void settled.finally(() => pending.delete(settled));
    },
    settled: async () => {
      await Promise.all(pending);
    },
    tidy() {
      if (performance.now() < tidyAt) return;
      tidyAt = performance.now() + tidyMs;
      core.later(sweepSignIn(ctx.db, sessionLimits(core)));
    },
  };
  return {
    ...core,
    async library(provider) {
      // better-auth takes 50 MB and a quarter of a second; most processes of a night see nobody sign in.
      opened ??= import("./library.ts").then(({ openLibrary }) => openLibrary(core));
      return (await opened)(provider);
    },
  };
}
