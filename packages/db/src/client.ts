import { drizzle } from "drizzle-orm/postgres-js";
import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";

export type Sql = postgres.Sql;
export type TransactionSql = postgres.TransactionSql;
export type Fragment = postgres.PendingQuery<postgres.Row[]>;

export interface Database {
  readonly pg: Sql;
  readonly orm: PostgresJsDatabase;
  close(): Promise<void>;
}

export interface ConnectOptions {
  /** Connections at most. */
  readonly max?: number;
  /** Shown in pg_stat_activity. */
  readonly name?: string;
}

/**
 * drizzle replaces the parsers of the client it is given (timestamps stay text, JSON is passed as text), so it gets the
 * client at once: raw SQL and drizzle then see the same values for as long as the client lives.
 */
export function connect(url: string, { max = 10, name = "simpul" }: ConnectOptions = {}): Database {
  const pg = postgres(url, {
    max,
    connection: { application_name: name, TimeZone: "UTC" },
    onnotice: () => {},
    // A statement must not outlive its request by much; migrations have a client of their own.
    idle_timeout: 0,
    connect_timeout: 10,
  });
  const orm = drizzle(pg);
  return { pg, orm, close: () => pg.end({ timeout: 5 }) };
}

/** The text of a timestamptz as RFC 3339 in UTC with milliseconds, as everywhere in JSON. */
export function instantText(stored: string): string {
  return Temporal.Instant.from(stored).toString({ fractionalSecondDigits: 3 });
}

/** The SQLSTATE of a driver's error, also when something wrapped it. Its message holds parameters: never log it. */
export function sqlState(error: unknown): string | undefined {
  for (let e = error; e instanceof Error; e = e.cause)
    if ("code" in e && typeof e.code === "string") return e.code;
  return undefined;
}
