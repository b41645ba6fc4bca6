import { termsOf } from "@simpul/casework";
import type { Context, Referred, Surroundings } from "@simpul/casework";
import { directoryFrom, referenceVersions } from "@simpul/db";
import { clocksOf } from "@simpul/domain";
import type { Tenant } from "@simpul/domain";
import { verifyReference } from "@simpul/protocol";
import type { Directory, ReferenceDocument, ReferenceKind } from "@simpul/protocol";
import type { Deployment } from "./deployment.ts";

type Then = Pick<Surroundings, "ctx" | "signed">;
type Kept = ReferenceDocument & { readonly jws: string };

/**
 * What a report was referred by: the calendar that the event of the referral names, the policy under which its deadline is
 * the one that the event says had passed, and the names of the newest directory that any event names. What the hub
 * publishes later changes none of them, so a dossier that is opened years later reads as on the first day.
 * @returns `missing` where that calendar, or any policy, never came here
 */
export async function surroundingsOf(
  deployment: Deployment,
  referred: Referred,
): Promise<Then | "missing"> {
  const { referral, before, directory } = referred;
  const tenants = tenantsIn(await directoryFrom(deployment.db, directory));
  const named = ({ body }: Kept) =>
    referral.calendar === null || body["version"] === referral.calendar;
  const calendars = likeliest((await keptOf(deployment, "calendar")).filter(named), referral.at);
  const policies = likeliest(await keptOf(deployment, "policy"), referral.at);
  let first: Then | undefined;
  for (const calendar of calendars)
    for (const policy of policies) {
      const ctx = withReference(deployment.ctx, calendar, policy, tenants);
      const then = { ctx, signed: { calendar: calendar.jws, policy: policy.jws } };
      first ??= then;
      const clock = clocksOf(before, termsOf(ctx)).find(({ name }) => name === "ombudsman");
      if (clock?.deadline === referral.event.due) return then;
    }
  return first ?? "missing";
}

/** Those that the hub had issued by then, the newest first; behind them what it issued after, for its clock may be another. */
function likeliest(newestFirst: readonly Kept[], at: string): Kept[] {
  const later = newestFirst.filter(({ issued }) => issued > at);
  return [...newestFirst.filter((one) => !later.includes(one)), ...later.toReversed()];
}

async function keptOf({ db, keyring, ctx }: Deployment, kind: ReferenceKind): Promise<Kept[]> {
  const { root } = keyring;
  if (root === undefined) throw new Error("a deployment that is open has pinned its root");
  const now = ctx.now().toString({ fractionalSecondDigits: 3 });
  const kept: Kept[] = [];
  for (const { jws } of await referenceVersions(db, kind)) {
    const read = await verifyReference(jws, { root, kind, now });
    // It was taken while its certificate held: that this is over now takes nothing from it.
    if (read.document !== undefined) kept.push({ ...read.document, jws });
  }
  return kept;
}

function withReference(
  ctx: Context,
  calendar: Kept,
  policy: Kept,
  tenants: readonly Tenant[] | undefined,
): Context {
  const { reference } = ctx;
  return {
    ...ctx,
    reference: {
      ...reference,
      ...(tenants === undefined ? {} : { tenants: () => tenants }),
      calendar: () => calendar,
      clockPolicy: () => policy,
    },
  };
}

function tenantsIn(kept: { readonly jws: string } | undefined): readonly Tenant[] | undefined {
  if (kept === undefined) return undefined;
  const [, payload = ""] = kept.jws.split(".");
  // Proof: it was verified before it was kept; a kind that we do not know is only shown, never decided on.
  const { tenants } = JSON.parse(Buffer.from(payload, "base64url").toString()) as Directory;
  return tenants as readonly Tenant[];
}
