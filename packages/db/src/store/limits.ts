import type { Database } from "../client.ts";

/** A token bucket as the database keeps it. */
export interface SharedBucket {
  /** A digest: who is limited is not in clear. */
  readonly key: string;
  /** Tokens a second. */
  readonly rate: number;
  /** Tokens that it holds at most. */
  readonly depth: number;
}

export interface LeasedTokens {
  readonly granted: number;
  /** What is left in the bucket. */
  readonly left: number;
}

/**
 * Takes a block of tokens for a process to spend by itself; fewer, or none, where the bucket holds fewer. One statement,
 * and by the database's clock alone: processes that ask at once queue at the row, and none sees time that another has
 * already been paid for.
 * @param want at most the bucket's depth
 */
export async function leaseTokens(
  { pg }: Database,
  { key, rate, depth }: SharedBucket,
  want: number,
): Promise<LeasedTokens> {
  const [row] = await pg<LeasedTokens[]>`
    insert into federation.token_bucket as b (key, tokens, granted, filled_at)
    values (${key}, ${depth}::float8 - ${want}::float8, ${want}::float8, clock_timestamp())
    on conflict (key) do update set (tokens, granted, filled_at) = (
      select filled.tokens - given.tokens, given.tokens, clock.now
      from (select clock_timestamp() as now) clock,
        lateral (select least(${depth}::float8,
          b.tokens + ${rate}::float8 * greatest(0, extract(epoch from clock.now - b.filled_at))::float8) as tokens) filled,
        lateral (select greatest(0, least(${want}::float8, floor(filled.tokens))) as tokens) given)
    returning granted, tokens as left`;
  return row ?? { granted: 0, left: 0 };
}

/** Gives back what was leased and not spent. */
export async function returnTokens(
  { pg }: Database,
  { key, depth }: SharedBucket,
  tokens: number,
): Promise<void> {
  await pg`
    update federation.token_bucket set tokens = least(${depth}::float8, tokens + ${tokens}::float8)
    where key = ${key}`;
}

/** A bucket that nobody asked for a day is full (no limit counts longer than a day), as one that is not there. */
export async function sweepBuckets({ pg }: Database): Promise<void> {
  await pg`delete from federation.token_bucket where filled_at < now() - interval '1 day'`;
}
