import { createHash } from "node:crypto";
import { createLogins, migrate, migrationsDigest, seedReference } from "@simpul/db";
import { migrateQueue } from "@simpul/doors";
import { createDatabase, type Database, ensureTemplate } from "@simpul/testkit";

/** The addresses of one deployment's database, as an operator would put them into its environment. */
export interface Addresses {
  readonly database: Database;
  readonly owner: string;
  readonly app: string;
  readonly worker: string;
}

/** Provinces and regencies, and the districts of those that the scenarios name. */
const kept = /^(\d\d(\.\d\d)?|(64\.02|64\.71|34\.04)\.\d\d)$/;

/** A database as `simpul migrate` leaves it; the steps are its own, once for each run. */
export async function serviceDatabase(adminUrl: string): Promise<Addresses> {
  const digest = createHash("sha256")
    .update(`${await migrationsDigest()}${kept.source}`)
    .digest("hex");
  const template = `simpul_e2e_${digest.slice(0, 16)}`;
  await ensureTemplate(adminUrl, template, async (url) => {
    const outcome = await migrate(url);
    if (outcome.outcome === "diverged")
      throw new Error(`${outcome.name} diverged in a new database`);
    const { app, worker } = logins(url);
    await createLogins(url, app, worker);
    await migrateQueue(url);
    await seedReference(url, (code) => kept.test(code));
  });
  const database = await createDatabase(adminUrl, { template });
  return { database, owner: database.url(), ...logins(database.url()) };
}

function logins(url: string): { app: string; worker: string } {
  const as = (login: string): string => {
    const address = new URL(url);
    address.username = login;
    return address.href;
  };
  return { app: as("simpul_e2e_app"), worker: as("simpul_e2e_worker") };
}
