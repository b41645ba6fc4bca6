import { type KeyScope, keyScopes } from "@simpul/access";
import { addChannel, issueKey } from "@simpul/casework";
import { keepUnits, withScope, wholeOf } from "@simpul/db";
import type { Deployment } from "@simpul/federation";
import { type Player, unitsOfPlayers } from "./cast.ts";
import type { IssuedChannel, IssuedKey } from "./settings.ts";

/** Demo limits (SURFACE): a hundred requests a second by a key, ten thousand by a channel. */
const keyRate = 100;
const channelRate = 10_000;

const channelsOf: Readonly<
  Record<string, readonly { tenant: string; name: string; unit?: string }[]>
> = {
  hub: [{ tenant: "national", name: "Aplikasi mitra nasional" }],
  kaltim: [
    { tenant: "64.71", name: "Aplikasi warga Kota Balikpapan" },
    { tenant: "64.71", name: "Saluran Dinas Tenaga Kerja", unit: "disnaker" },
  ],
  sleman: [{ tenant: "34.04", name: "Aplikasi warga Kabupaten Sleman" }],
};

/** Units, a key for each tenant and the channels of one deployment; what its holders keep is returned. */
export async function grantAccess(
  { ctx, db }: Deployment,
  { id: deployment, tenants }: Player,
): Promise<{ keys: IssuedKey[]; channels: IssuedChannel[] }> {
  const scopes: readonly KeyScope[] = keyScopes;
  const keys: IssuedKey[] = [];
  for (const { code: tenant, name } of tenants) {
    const units = unitsOfPlayers[tenant];
    if (units !== undefined)
      await withScope(db, wholeOf([tenant]), (tx) => keepUnits(tx, tenant, units));
    const { key } = await issueKey(ctx, tenant, `Demo: ${name}`, scopes, keyRate);
    keys.push({ name: `Demo: ${name}`, scopes, tenant, deployment, key });
  }
  const channels: IssuedChannel[] = [];
  for (const channel of channelsOf[deployment] ?? []) {
    const { id, secret } = await addChannel(ctx, {
      ...channel,
      kind: "generic",
      rate: channelRate,
    });
    const { tenant, unit } = channel;
    channels.push({
      id,
      kind: "generic",
      secret,
      tenant,
      ...(unit !== undefined && { unit }),
      deployment,
    });
  }
  return { keys, channels };
}
