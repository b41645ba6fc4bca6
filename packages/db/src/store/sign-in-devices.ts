import type { Database } from "../client.ts";
import { instantText } from "../client.ts";
import type { Tx } from "../scope.ts";

export interface DeviceRow {
  readonly id: string;
  readonly user_id: string;
  readonly agent: string;
  readonly remembered: boolean;
  readonly created_at: string;
  readonly expires_at: string;
}

type Asks = Database["pg"] | Tx;

/** Of this browser: one row an account that signed in there. */
export async function devicesByHash(pg: Asks, hash: string, now: string): Promise<DeviceRow[]> {
  const rows = await pg<DeviceRow[]>`
    select id, user_id, agent, remembered, created_at, expires_at from auth.device
    where hash = ${hash} and expires_at > ${now} order by created_at desc limit 20`;
  return rows.map(read);
}

export async function devicesOf(pg: Asks, user: string, now: string): Promise<DeviceRow[]> {
  const rows = await pg<DeviceRow[]>`
    select id, user_id, agent, remembered, created_at, expires_at from auth.device
    where user_id = ${user} and expires_at > ${now} order by created_at desc limit 100`;
  return rows.map(read);
}

const read = (row: DeviceRow): DeviceRow => ({
  ...row,
  created_at: instantText(row.created_at),
  expires_at: instantText(row.expires_at),
});

export async function keepDevice(
  pg: Asks,
  device: DeviceRow & { readonly hash: string },
): Promise<string> {
  const [row] = await pg<{ id: string }[]>`
    insert into auth.device as d (id, hash, user_id, agent, remembered, created_at, expires_at)
    values (${device.id}, ${device.hash}, ${device.user_id}, ${device.agent}, ${device.remembered},
      ${device.created_at}, ${device.expires_at})
    on conflict (hash, user_id) do update set
      remembered = d.remembered or excluded.remembered,
      expires_at = case when d.remembered and not excluded.remembered then d.expires_at else excluded.expires_at end,
      agent = excluded.agent
    returning id`;
  return row?.id ?? device.id;
}

/** Also ends the sessions that it opened. @param id one of the account's own; all where none is given */
export async function forgetDevices(tx: Tx, user: string, id?: string): Promise<number> {
  const rows = await tx<{ id: string }[]>`
    delete from auth.device where user_id = ${user} and (${id ?? null}::text is null or id = ${id ?? null})
    returning id`;
  await tx`delete from auth.session
    where user_id = ${user} and how = 'device' and device = any (${rows.map((r) => r.id)})`;
  return rows.length;
}
