import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { KeyScope, StaffRole } from "@simpul/access";
import { type DemoFolder, makeFolder, readJson, writeJson } from "./folder.ts";

/** An API key as its holder has it; the database keeps its hash only. */
export interface IssuedKey {
  readonly name: string;
  readonly scopes: readonly KeyScope[];
  readonly tenant: string;
  readonly deployment: string;
  readonly key: string;
}

export interface IssuedChannel {
  readonly id: string;
  readonly kind: string;
  readonly secret: string;
  readonly tenant: string;
  readonly unit?: string;
  readonly deployment: string;
}

/** Somebody who signs in: the demo shows the password, the database keeps its hash. */
export interface IssuedAccount {
  readonly role: StaffRole;
  /** Where the role is held; an overseer's desk is the hub's. */
  readonly tenant: string;
  readonly unit?: string;
  readonly desk: string;
  readonly deployment: string;
  readonly email: string;
  readonly password: string;
}

/** What the demo must know at its next start. */
export interface Settings {
  /** In the names of databases and logins, so that two clones may share one server. */
  readonly suffix: string;
  readonly appPassword: string;
  readonly workerPassword: string;
  readonly vaultKeys: Readonly<Record<string, string>>;
  /** Set last: a first start that was interrupted begins anew. */
  readonly seeded: boolean;
  readonly keys: readonly IssuedKey[];
  readonly channels: readonly IssuedChannel[];
  readonly accounts: readonly IssuedAccount[];
}

const fileOf = (folder: DemoFolder): string => join(folder.path, "settings.json");

export function newSettings(deployments: readonly string[]): Settings {
  const secret = (): string => randomBytes(32).toString("base64url");
  return {
    suffix: randomBytes(3).toString("hex"),
    appPassword: secret(),
    workerPassword: secret(),
    vaultKeys: Object.fromEntries(deployments.map((id) => [id, secret()])),
    seeded: false,
    keys: [],
    channels: [],
    accounts: [],
  };
}

export function readSettings(folder: DemoFolder): Settings | undefined {
  const read = readJson(fileOf(folder));
  if (typeof read !== "object" || read === null || !("suffix" in read)) return undefined;
  // Proof: nobody but `writeSettings` writes this file, whole or not at all.
  return read as Settings;
}

export function writeSettings(folder: DemoFolder, settings: Settings): void {
  makeFolder(folder.path);
  writeJson(fileOf(folder), settings);
}
