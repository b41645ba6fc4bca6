import type { Context as Casework } from "@simpul/casework";
import { sweepSignIn } from "@simpul/db";
import type { DoorLog } from "../unexpected.ts";
import { openAttempts } from "./attempts.ts";
import { cookieNames } from "./cookies.ts";
import type { SignInCore } from "./core.ts";
import { sessionLimits } from "./sessions.ts";
import type { Libraries, Library } from "./library.ts";
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
  /** Hosts of identity providers that may have private addresses. */
  readonly ssoPrivateHosts?: ReadonlySet<string>;
  /** Identity providers may also be on this machine, without TLS; in a demo they may. */
  readonly ssoOnThisMachine?: boolean;
  /** Lower only in tests. */
  readonly argonCost?: ArgonCost;
}

/** What the doors of sign-in share. */
export interface SignIn extends SignInCore {
  /** Loaded by the first who signs in. */
  library(): Promise<Library>;
  /** @param name `<tenant>~<id>` of an identity provider */
  libraryWith(name: string): Promise<Library | "unknown" | "unreachable">;
}

const tidyMs = 600_000;

export function openSignIn(options: SignInOptions): SignIn {
  const { ctx, log, publicUrl, demo, tenantHosts = new Map<string, string>() } = options;
  const { origin, protocol } = new URL(publicUrl);
  let tidyAt = 0;
  const pending = new Set<Promise<unknown>>();
  let opened: Promise<Libraries> | undefined;
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
    outward: {
      privateHosts: options.ssoPrivateHosts ?? new Set(),
      onThisMachine: options.ssoOnThisMachine ?? demo,
    },
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
  // better-auth takes 50 MB and a quarter of a second; most processes of a night see nobody sign in.
  const libraries = (): Promise<Libraries> =>
    (opened ??= import("./library.ts").then(({ openLibraries }) => openLibraries(core)));
  return {
    ...core,
    library: async () => (await libraries()).plain,
    libraryWith: async (name) => (await libraries()).withProvider(name),
  };
}
