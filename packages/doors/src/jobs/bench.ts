import type { Context, FileCare } from "@simpul/casework";
import type { Database } from "@simpul/db";

/** What a task needs besides its payload. */
export interface Bench {
  readonly ctx: Context;
  readonly files: FileCare;
  /** The database as the worker role, which alone sees the queue. */
  readonly queue: Database;
  unlock(workers: readonly string[]): Promise<void>;
}
