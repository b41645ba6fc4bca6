import { instantText } from "../client.ts";
import type { Database } from "../client.ts";

export interface AttemptLimit {
  /** A keyed digest. */
  readonly key: string;
  readonly most: number;
  /** A window begins with the first attempt in it. */
  readonly windowSeconds: number;
}

export type Attempt =
  | { readonly outcome: "taken" }
  | { readonly outcome: "spent"; readonly key: string; readonly until: string };

interface Row {
  key: string;
  count: number;
  ends_at: string;
}

/**
 * Takes one attempt from each in turn, or none: what was taken before one refused is given back. Counted before the
 * password is looked at, in one place for all processes, so that a thousand guesses at once are no more than one after another.
 * The order of the keys is the caller's: one that is spent keeps an attempt away from those after it.
 * @param now RFC 3339, UTC
 */
export async function takeAttempt(
  { pg }: Database,
  limits: readonly AttemptLimit[],
  now: string,
): Promise<Attempt> {
  // Most attempts of a storm are refused: they read and write nothing.
  const rows = await pg<Row[]>`
    select key, count, ends_at from auth.attempt
    where key = any (${limits.map((l) => l.key)}) and ends_at > ${now}`;
  for (const { key, most } of limits) {
    const row = rows.find((r) => r.key === key);
    if (row !== undefined && row.count >= most)
      return { outcome: "spent", key, until: instantText(row.ends_at) };
  }
  for (const [at, { key, most, windowSeconds }] of limits.entries()) {
    const [row] = await pg<Row[]>`
      insert into auth.attempt as a (key, count, ends_at)
      values (${key}, 1, ${now}::timestamptz + make_interval(secs => ${windowSeconds}))
      on conflict (key) do update set
        count = case when a.ends_at <= ${now} then 1 else a.count + 1 end,
        ends_at = case when a.ends_at <= ${now} then excluded.ends_at else a.ends_at end
      where a.ends_at <= ${now} or a.count < ${most}
      returning key, count, ends_at`;
    if (row !== undefined) continue;
    await giveBack(
      { pg },
      limits.slice(0, at).map((l) => l.key),
    );
    const [spent] = await pg<
      Row[]
    >`select key, count, ends_at from auth.attempt where key = ${key}`;
    return { outcome: "spent", key, until: spent === undefined ? now : instantText(spent.ends_at) };
  }
  return { outcome: "taken" };
}

/** Who was right has not guessed. */
export async function giveBack(
  { pg }: Pick<Database, "pg">,
  keys: readonly string[],
): Promise<void> {
  if (keys.length === 0) return;
  await pg`update auth.attempt set count = greatest(0, count - 1) where key = any (${[...keys]})`;
}

/** Who was right starts anew. */
export async function forgetAttempts(
  { pg }: Pick<Database, "pg">,
  keys: readonly string[],
): Promise<void> {
  await pg`delete from auth.attempt where key = any (${[...keys]})`;
}

/** A name that counts for something until then. @param until RFC 3339, UTC */
export async function keepUntil({ pg }: Database, key: string, until: string): Promise<void> {
  await pg`insert into auth.attempt (key, count, ends_at) values (${key}, 0, ${until})
    on conflict (key) do update set ends_at = excluded.ends_at`;
}

export async function isKept({ pg }: Database, key: string, now: string): Promise<boolean> {
  const rows = await pg`select from auth.attempt where key = ${key} and ends_at > ${now}`;
  return rows.length > 0;
}
