import { createLogins, migrate as migrateDatabase, seedReference } from "@simpul/db";
import { migrateQueue } from "@simpul/doors";
import { initHub } from "@simpul/federation";
import { readConfig } from "@simpul/runtime";
import { command, done, Refused } from "../command.ts";
import { envOption, kindHere, useEnvFile } from "../env-file.ts";

export const migrate = command({
  name: "migrate",
  description:
    "Bring the database to this version: schema, logins, job queue, reference data; run again it changes nothing",
  args: {
    ...envOption,
    "keep-reference": {
      type: "boolean",
      description: "leave areas, categories and rules as they are",
    },
  },
  async run({ env, "keep-reference": keepReference }) {
    useEnvFile(env);
    const reading = readConfig("migrate", process.env);
    if (reading.outcome === "invalid")
      throw new Refused("badConfiguration", reading.problems.join("\n"));
    const { ownerDatabaseUrl: owner } = reading.config;
    const outcome = await migrateDatabase(owner).catch(unreachable);
    if (outcome.outcome === "diverged")
      throw new Refused(
        "diverged",
        `migration ${outcome.name} is not the file that was applied here; restore the file of that release`,
      );
    const app = process.env["DATABASE_URL"];
    if (app !== undefined)
      await createLogins(owner, app, process.env["WORKER_DATABASE_URL"] ?? app);
    await migrateQueue(owner);
    const seeded = keepReference === true ? undefined : await seedReference(owner);
    const hub = app === undefined ? "unknown" : await publish(app);
    return done(
      [
        outcome.applied.length === 0
          ? "schema: up to date"
          : `schema: applied ${outcome.applied.join(", ")}`,
        app === undefined ? "logins: DATABASE_URL is not set, none were made" : "logins: made",
        ...(seeded
          ? [
              `reference data: ${seeded.areas} areas, ${seeded.categories} categories, ${seeded.rules} rules added or renamed`,
            ]
          : []),
        ...(hub === "published" ? ["directory: this hub is in it"] : []),
      ],
      {
        applied: outcome.applied,
        seeded: seeded ?? null,
        logins: app !== undefined,
        directory: hub,
      },
    );
  },
});

/** A hub's keys are made by `init`; its place in the directory needs the schema, so it comes here. */
async function publish(appUrl: string): Promise<"published" | "notTheHub" | "unknown"> {
  const { SIMPUL_STATE_DIR: stateDir, PUBLIC_URL: publicUrl } = process.env;
  if (stateDir === undefined || publicUrl === undefined) return "unknown";
  if (kindHere() === "node") return "notTheHub";
  await initHub({ appUrl, stateDir, publicUrl, now: Temporal.Now.instant() });
  return "published";
}

function unreachable(error: unknown): never {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const known = ["ECONNREFUSED", "ENOTFOUND", "CONNECT_TIMEOUT", "28P01", "28000", "3D000"];
  if (known.includes(code))
    throw new Refused(
      "databaseUnreachable",
      `the database refuses or does not answer (${code}); check OWNER_DATABASE_URL`,
    );
  throw error;
}
