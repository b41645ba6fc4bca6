import type { Context, FileCare } from "@simpul/casework";
import type { Database } from "@simpul/db";

/** What a task needs besides its payload. */
export interface Bench {
  /** What a task came past: numbers, and never a word or an id of a report. */
  readonly log: { error(event: string, fields: { readonly reports: number }): void };
  readonly ctx: Context;
  readonly files: FileCare;
  /** The database as the worker role, which alone sees the queue. */
  readonly queue: Database;
  unlock(workers: readonly string[]): Promise<void>;
}
