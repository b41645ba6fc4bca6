import { createLogins, migrate, seedReference } from "@simpul/db";
import { migrateQueue } from "@simpul/doors";
import { createDatabase } from "@simpul/testkit";

export interface Urls {
  readonly owner: string;
  readonly app: string;
  readonly worker: string;
}

/** Provinces and regencies suffice: the bodies name no more, and the rest takes a second to copy. */
const named = /^\d\d(\.\d\d)?$/;

/** A database as `simpul migrate` leaves it. */
export async function deploymentDatabase(
  adminUrl: string,
  closing: (() => Promise<void>)[],
): Promise<Urls> {
  const database = await createDatabase(adminUrl);
  closing.push(database.drop);
  const urls = {
    owner: database.url(),
    app: database.url("simpul_bench_app"),
    worker: database.url("simpul_bench_worker"),
  };
  const migrated = await migrate(urls.owner);
  if (migrated.outcome === "diverged")
    throw new Error(`${migrated.name} diverged in a new database`);
  await createLogins(urls.owner, urls.app, urls.worker);
  await migrateQueue(urls.owner);
  await seedReference(urls.owner, (code) => named.test(code));
  return urls;
}
