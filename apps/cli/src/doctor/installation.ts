import { connect, expectedMigration, isMigrated, lastBeat, latestMigration } from "@simpul/db";
import { openDeployment } from "@simpul/federation";
import { type HubConfig, type NodeConfig, readConfig } from "@simpul/runtime";
import { kindHere } from "../env-file.ts";
import { codeOf, type Finding, ok, unknown, wrong } from "./finding.ts";
import { examineVault } from "./vault.ts";
import { examineMail } from "./mail.ts";
import { diskSpace, hubContact, nodeVersion } from "./machine.ts";

/** Every check, whatever the others say: an operator mends all of it in one go. */
export async function examineInstallation(): Promise<Finding[]> {
  const kind = kindHere();
  const reading = kind === "hub" ? readConfig("hub", process.env) : readConfig("node", process.env);
  if (reading.outcome === "invalid")
    return [
      nodeVersion(),
      wrong("configuration", reading.problems.join("; "), "simpul init"),
      ...["database", "migrations", "keys", "worker", "disk", "mail"].map((name) =>
        unknown(name, "needs the configuration"),
      ),
    ];
  const { config } = reading;
  const [database, keys, disk, mail, hub] = await Promise.all([
    examineDatabase(config),
    examineKeys(config),
    diskSpace(config.contentDir),
    examineMail(config),
    config.kind === "node" ? hubContact(config.hubUrl) : Promise.resolve([]),
  ]);
  return [
    nodeVersion(),
    ok("configuration", `of a ${kind}, ${config.nodeId}`),
    ...database,
    ...keys,
    disk,
    mail,
    ...hub,
  ];
}

async function examineDatabase({ databaseUrl }: HubConfig | NodeConfig): Promise<Finding[]> {
  const db = connect(databaseUrl, { max: 1, name: "simpul-doctor" });
  try {
    const migration = await latestMigration(db);
    const reached = ok("database", `${new URL(databaseUrl).host} answers`);
    if (!isMigrated(migration))
      return [
        reached,
        wrong(
          "migrations",
          `at ${migration ?? "none"}, this version needs ${expectedMigration}`,
          "OWNER_DATABASE_URL=… simpul migrate",
        ),
        unknown("worker", "needs the migrations"),
      ];
    const silence = await lastBeat(db);
    return [
      reached,
      ok("migrations", migration),
      silence !== undefined && silence < 30
        ? ok("worker", `beat ${Math.round(silence)} s ago`)
        : wrong(
            "worker",
            silence === undefined ? "never beat" : `silent for ${Math.round(silence)} s`,
            "systemctl start simpul (or the process with SIMPUL_PROCESS=worker)",
          ),
    ];
  } catch (error) {
    return [
      wrong(
        "database",
        `${new URL(databaseUrl).host}: ${codeOf(error)}`,
        "start PostgreSQL, or mend DATABASE_URL; then OWNER_DATABASE_URL=… simpul migrate",
      ),
      unknown("migrations", "needs the database"),
      unknown("worker", "needs the database"),
    ];
  } finally {
    await db.close();
  }
}

async function examineKeys({
  kind,
  nodeId,
  stateDir,
  contentDir,
  vaultKey,
  vaultKeysEarlier,
  databaseUrl,
}: HubConfig | NodeConfig): Promise<Finding[]> {
  try {
    const deployment = await openDeployment({
      kind,
      node: nodeId,
      stateDir,
      contentDir,
      vaultKey,
      vaultKeysEarlier,
      appUrl: databaseUrl,
      maxConnections: 1,
    });
    const { kid } = deployment.keyring.signing.publicJwk;
    const vault = await examineVault(deployment);
    await deployment.close();
    return [ok("keys", `signing as ${kid}, directory version known`), vault];
  } catch (error) {
    switch (codeOf(error)) {
      case "noKeys":
        return [wrong("keys", `none in ${stateDir}`, "simpul init")];
      case "notEnrolled":
        return [
          kind === "hub"
            ? wrong("keys", "no directory yet", "OWNER_DATABASE_URL=… simpul migrate")
            : wrong("keys", "not enrolled", "simpul node enrol --hub URL --code CODE"),
        ];
      case "otherVaultKey":
        return [
          wrong(
            "vault",
            "sealed under another key than SIMPUL_VAULT_KEY",
            "name that one in SIMPUL_VAULT_KEYS_EARLIER",
          ),
        ];
      default:
        return [unknown("keys", "needs the database")];
    }
  }
}
