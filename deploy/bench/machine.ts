import { cpus, totalmem } from "node:os";
import postgres from "postgres";

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly node: string;
  readonly postgres: string;
  /** What makes a commit durable; a figure without it says nothing. */
  readonly durability: string;
}

export async function describeMachine(adminUrl: string): Promise<Machine> {
  const sql = postgres(adminUrl, { max: 1 });
  try {
    const [row] = await sql<{ version: string; fsync: string; commit: string; sync: string }[]>`
      select current_setting('server_version') as version, current_setting('fsync') as fsync,
        current_setting('synchronous_commit') as commit, current_setting('wal_sync_method') as sync`;
    return {
      cpu: cpus()[0]?.model ?? "unknown",
      cores: cpus().length,
      memoryGiB: Math.round(totalmem() / 2 ** 30),
      node: process.version,
      postgres: row?.version ?? "unknown",
      durability: `fsync ${row?.fsync}, synchronous_commit ${row?.commit}, ${row?.sync}`,
    };
  } finally {
    await sql.end();
  }
}
