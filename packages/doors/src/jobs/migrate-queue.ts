import { grantQueue } from "@simpul/db";
import { Logger, runMigrations } from "graphile-worker";

/** The queue's own schema, by its own migrations, as the owner; the worker role then works in it and owns nothing. */
export async function migrateQueue(ownerUrl: string): Promise<void> {
  await runMigrations({ connectionString: ownerUrl, logger: new Logger(() => () => {}) });
  await grantQueue(ownerUrl);
}
