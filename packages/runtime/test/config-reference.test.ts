import { expect, test } from "vitest";
import { describeConfig, readConfig, renderConfigReference } from "../src/index.ts";

test("every variable is described, with an example", () => {
  for (const row of describeConfig()) {
    expect(row.description, row.name).toMatch(/^\S.*\.$/);
    expect(row.example, row.name).not.toBe("");
    if (!row.required && row.default === null) expect(row.unset, row.name).not.toBeNull();
  }
});

test("only what is secret has a file variant, and logins and keys are secret", () => {
  const secrets = describeConfig()
    .filter((row) => row.secret)
    .map((row) => row.name);
  expect(secrets.toSorted()).toEqual([
    "DATABASE_URL",
    "OWNER_DATABASE_URL",
    "SIMPUL_S3_ACCESS_KEY",
    "SIMPUL_S3_SECRET_KEY",
    "SIMPUL_SMTP_URL",
    "SIMPUL_VAULT_KEY",
    "SIMPUL_VAULT_KEYS_EARLIER",
    "WORKER_DATABASE_URL",
  ]);
});

test("the examples together are a configuration that works, the vault's keys aside", () => {
  for (const kind of ["hub", "node", "migrate"] as const) {
    const rows = describeConfig().filter((row) => row.kinds.includes(kind));
    const env = Object.fromEntries(rows.map((row) => [row.name, row.example]));
    // Production and a demo whose clock moves exclude each other: see contradictions.ts.
    delete env["SIMPUL_DEMO_CLOCK"];
    delete env["SIMPUL_VAULT_KEYS_EARLIER"];
    const SIMPUL_VAULT_KEY = Buffer.alloc(32, 1).toString("base64url");
    const reading = readConfig(kind, {
      ...env,
      ...("SIMPUL_VAULT_KEY" in env && { SIMPUL_VAULT_KEY }),
    });
    expect(reading).toMatchObject({ outcome: "ok" });
  }
});

test("an example of the vault key cannot be copied into production", () => {
  const row = describeConfig().find((each) => each.name === "SIMPUL_VAULT_KEY");
  expect(readConfig("hub", { SIMPUL_VAULT_KEY: row?.example })).toMatchObject({
    problems: expect.arrayContaining([expect.stringContaining("SIMPUL_VAULT_KEY must be")]),
  });
});

test("the reference page has a row for each variable and no broken table", () => {
  const page = renderConfigReference();
  const rows = page.split("\n").filter((line) => line.startsWith("| `"));
  expect(rows).toHaveLength(describeConfig().length);
  for (const line of rows) expect(line.split("|"), line).toHaveLength(6);
  expect(page).not.toContain("undefined");
});
