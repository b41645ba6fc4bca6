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
    .filter((party) => party !== ctx.hub)
    .flatMap((party) => {
      // The tenant of origin wrote the intake itself, so it is never new.
      const isNew = party !== is.report.origin && was?.parties.includes(party) !== true;
      return (isNew ? [...before, ...fresh] : fresh)
        .filter((e) => e.writer !== party)
        .map((e) => entry(party, e));
    });
}
