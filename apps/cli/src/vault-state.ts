import { newestKid, passes, sealedUnder, wholeOf } from "@simpul/db";
import type { Pass, SealedCount } from "@simpul/db";
import type { Deployment } from "@simpul/federation";

/** Which keys the vault has, and what lies under each. Keys are named by their thumbprints. */
export interface VaultState {
  readonly sealing: string;
  readonly earlier: readonly string[];
  /** The one that began to seal last, in whatever process. */
  readonly newest: string;
  readonly counts: readonly SealedCount[];
  readonly passes: readonly Pass[];
}

/** Counts every row that is sealed: half a minute where there are ten million. */
export async function vaultStateOf({ ctx, db }: Deployment): Promise<VaultState> {
  const { sealing, earlier } = await ctx.vault.kids();
  return {
    sealing,
    earlier,
    newest: (await newestKid(db)) ?? sealing,
    counts: await sealedUnder(db, wholeOf(ctx.here.tenants())),
    passes: await passes(db),
  };
}

/** Rows under an earlier key, and rows that no key of this configuration opens. */
export function leftUnder({ sealing, earlier, counts }: VaultState): {
  readonly earlier: number;
  readonly unknown: number;
} {
  const sum = (some: readonly SealedCount[]) => some.reduce((all, { rows }) => all + rows, 0);
  return {
    earlier: sum(counts.filter(({ kid }) => earlier.includes(kid))),
    unknown: sum(counts.filter(({ kid }) => kid !== sealing && !earlier.includes(kid))),
  };
}
