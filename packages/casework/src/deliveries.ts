import { withheldFrom } from "@simpul/domain";
import type { Case } from "@simpul/domain";
import type { OutboxEntry } from "@simpul/db";
import type { Context } from "./context.ts";

/** A place in a stream. */
export interface Placed {
  readonly writer: string;
  readonly seq: number;
}

/**
 * Who is told of new events. A node tells the hub; the hub relays byte-exact to every other party, and gives a
 * new party the streams from their beginning, so that no chain is ever re-cut.
 * @param before what this copy held until now, in order of arrival
 */
export function deliveries(
  ctx: Context,
  me: string,
  was: Case | undefined,
  is: Case,
  before: readonly Placed[],
  fresh: readonly Placed[],
): OutboxEntry[] {
  const entry = (toTenant: string, { writer, seq }: Placed): OutboxEntry => ({
    kind: "deliver",
    toTenant,
    writer,
    seq,
  });
  if (me !== ctx.hub) return fresh.filter((e) => e.writer === me).map((e) => entry(ctx.hub, e));
  return is.parties
    .filter((party) => isTold(ctx, is, party))
    .flatMap((party) =>
      (needsAll(ctx, was, party) ? [...before, ...fresh] : fresh)
        .filter((e) => e.writer !== party)
        .map((e) => entry(party, e)),
    );
}

/**
 * The accused is told nothing more, also where it took the report in or held it; nor anybody on a node whose operator is
 * accused.
 */
const isTold = (ctx: Context, { parties, report }: Case, party: string): boolean =>
  party !== ctx.hub &&
  parties.includes(party) &&
  !withheldFrom(report, party, ctx.reference.tenants());

/** A party that joins, or is no longer the accused, lacks what was written until now. */
const needsAll = (ctx: Context, was: Case | undefined, party: string): boolean =>
  was !== undefined && !isTold(ctx, was, party);

export function needsHistory(ctx: Context, was: Case, is: Case): boolean {
  return is.parties.some((party) => isTold(ctx, is, party) && needsAll(ctx, was, party));
}

/**
 * Parties that were told until now, and of whom the report has come to be kept: they hear no more why, but what they hold
 * must not stay public. Of a report that was secret before there are none.
 */
export function silenced(ctx: Context, me: string, was: Case, is: Case): string[] {
  if (me !== ctx.hub || was.report.flags.secret) return [];
  return was.parties.filter((party) => isTold(ctx, was, party) && !isTold(ctx, is, party));
}

/** To each of them the first new event alone. */
export const lastWord = (parties: readonly string[], [first]: readonly Placed[]): OutboxEntry[] =>
  first === undefined
    ? []
    : parties.map((toTenant) => ({
        kind: "deliver",
        toTenant,
        writer: first.writer,
        seq: first.seq,
      }));
