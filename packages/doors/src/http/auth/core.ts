import type { Context as Casework } from "@simpul/casework";
import type { DoorLog } from "../unexpected.ts";
import type { Attempts } from "./attempts.ts";
import type { CookieNames } from "./cookies.ts";
import type { Outward } from "./outward.ts";
import type { Passwords } from "./passwords.ts";

/** What everything about sign-in shares, once a process; all of it is cheap to have. */
export interface SignInCore {
  readonly ctx: Casework;
  readonly log: DoorLog;
  readonly publicUrl: string;
  readonly demo: boolean;
  readonly tenantHosts: ReadonlyMap<string, string>;
  readonly cookies: CookieNames;
  readonly passwords: Passwords;
  readonly attempts: Attempts;
  readonly origins: ReadonlySet<string>;
  /** Where identity providers may be. */
  readonly outward: Outward;
  /** Signs cookies and encrypts second factors: derived from the vault's, the same in every process. */
  secret(): string;
  /** What nobody waits for, so that its length tells nothing. */
  later(work: Promise<unknown>): void;
  settled(): Promise<void>;
  /** Takes away what ended by itself, now and then. */
  tidy(): void;
}
