import { createLogins, migrate, migrationsDigest, seedReference } from "@simpul/db";
import { migrateQueue } from "@simpul/doors";
import { databaseNamed, ensureDatabase, ensureTemplate } from "@simpul/testkit";
import type { Settings } from "./settings.ts";

/** The addresses of one deployment's database, by role. */
export interface Addresses {
  readonly owner: string;
  readonly app: string;
  readonly worker: string;
}

const nameOf = (settings: Settings, id: string): string => `simpul_${settings.suffix}_${id}`;

/**
 * A database for each deployment, migrated and with its logins. The country's 91 000 areas take a second to load, so they
 * are loaded once, into a template.
 */
export async function ensureDatabases(
  adminUrl: string,
  settings: Settings,
  ids: readonly string[],
): Promise<Record<string, Addresses>> {
  const digest = (await migrationsDigest()).slice(0, 12);
  const template = nameOf(settings, `template_${digest}`);
  await ensureTemplate(adminUrl, template, async (url) => {
    await bringUp(url, addresses(url, settings));
    await seedReference(url);
  });
  const result: Record<string, Addresses> = {};
  for (const id of ids) {
    const { url } = await ensureDatabase(adminUrl, nameOf(settings, id), template);
    result[id] = addresses(url(), settings);
  }
  // One after the other: logins belong to the whole server, and altering one twice at once fails.
  for (const each of Object.values(result)) await bringUp(each.owner, each);
  return result;
}

export async function dropDatabases(
  adminUrl: string,
  settings: Settings,
  ids: readonly string[],
): Promise<void> {
  for (const id of ids) await databaseNamed(adminUrl, nameOf(settings, id)).drop();
}

async function bringUp(ownerUrl: string, { app, worker }: Addresses): Promise<void> {
  const outcome = await migrate(ownerUrl);
  if (outcome.outcome === "diverged")
    throw new Error(
      `migration ${outcome.name} is not what this database was made with; start with --fresh`,
    );
  await createLogins(ownerUrl, app, worker);
  await migrateQueue(ownerUrl);
}

function addresses(ownerUrl: string, settings: Settings): Addresses {
  const as = (role: string, password: string): string => {
    const url = new URL(ownerUrl);
    url.username = `simpul_${settings.suffix}_${role}`;
    url.password = password;
    return url.href;
  };
  return {
    owner: ownerUrl,
    app: as("app", settings.appPassword),
    worker: as("worker", settings.workerPassword),
  };
}
