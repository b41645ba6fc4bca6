import { instantText } from "../client.ts";
import type { Database } from "../client.ts";
import type { Tx } from "../scope.ts";

/** One way through a column from its beginning to its end. Moments are RFC 3339, UTC. */
export interface Pass {
  readonly place: string;
  /** The key under which it seals. */
  readonly kid: string;
  /** The row that was seen last. */
  readonly after?: { readonly tenant: string; readonly key: string };
  readonly rewrapped: number;
  /** Written by somebody else between reading and replacing. */
  readonly missed: number;
  /** They do not open. */
  readonly stuck: number;
  readonly beganAt: string;
  readonly endedAt?: string;
}

interface Row {
  place: string;
  kid: string;
  tenant: string | null;
  key: string | null;
  rewrapped: string;
  missed: string;
  stuck: string;
  began_at: string;
  ended_at: string | null;
}

export function beginPass(place: string, kid: string, now: Temporal.Instant): Pass {
  const beganAt = now.toString({ fractionalSecondDigits: 3 });
  return { place, kid, rewrapped: 0, missed: 0, stuck: 0, beganAt };
}

export async function passOf(db: Database, place: string): Promise<Pass | undefined> {
  return (await passes(db)).find((pass) => pass.place === place);
}

/** How far the last rotation went, column by column. */
export async function passes({ pg }: Database): Promise<Pass[]> {
  const rows = await pg<Row[]>`
    select place, kid, tenant, key, rewrapped, missed, stuck, began_at, ended_at from federation.rewrap order by place`;
  return rows.map(({ tenant, key, began_at: began, ended_at: ended, ...row }) => ({
    place: row.place,
    kid: row.kid,
    ...(tenant === null || key === null ? {} : { after: { tenant, key } }),
    rewrapped: Number(row.rewrapped),
    missed: Number(row.missed),
    stuck: Number(row.stuck),
    beganAt: instantText(began),
    ...(ended === null ? {} : { endedAt: instantText(ended) }),
  }));
}

/** In the transaction of the batch: killed anywhere, the next begins behind what was replaced. */
export async function keepPass(tx: Tx, pass: Pass): Promise<void> {
  await tx`
    insert into federation.rewrap (place, kid, tenant, key, rewrapped, missed, stuck, began_at, ended_at)
    values (${pass.place}, ${pass.kid}, ${pass.after?.tenant ?? null}, ${pass.after?.key ?? null}, ${pass.rewrapped},
      ${pass.missed}, ${pass.stuck}, ${pass.beganAt}::text::timestamptz, ${pass.endedAt ?? null}::text::timestamptz)
    on conflict (place) do update set kid = excluded.kid, tenant = excluded.tenant, key = excluded.key,
      rewrapped = excluded.rewrapped, missed = excluded.missed, stuck = excluded.stuck,
      began_at = excluded.began_at, ended_at = excluded.ended_at`;
}
