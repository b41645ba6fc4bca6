export { bulkReports, bulkTenants } from "./bulk.ts";
export { faultyPath, type Fault, type FaultyPath, type Passing } from "./faulty-path.ts";
export {
  testFederation,
  type Federation,
  type FederationOptions,
  type Member,
  type NodeMember,
} from "./federation.ts";
export { keptAs } from "./kept-as.ts";
export { violations } from "./invariants.ts";
export {
  migratedDatabase,
  testDeployment,
  testTenants,
  testUnits,
  type AdjustableClock,
  type Deployment,
  type DeploymentOptions,
} from "./context.ts";
export {
  allowLogin,
  createDatabase,
  databaseNamed,
  ensureDatabase,
  ensureTemplate,
  type Database,
} from "./postgres/database.ts";
export { PostgresFailure, type PostgresFailureCode } from "./postgres/failure.ts";
export { startPostgres, type Postgres } from "./postgres/server.ts";
export type { SandboxMessage } from "./sandbox/kept.ts";
export { readMail } from "./sandbox/read-mail.ts";
export { startSandbox, type Sandbox, type SandboxOptions } from "./sandbox/sandbox.ts";
export { untilSettled } from "./settled.ts";
export * from "./verb-inputs.ts";
export { keepWritten, type Written } from "./written.ts";
