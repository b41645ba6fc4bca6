import type { Case, Recorded, ReportEvent } from "@simpul/domain";
import { nodeUrn, openingOf, tenantUrn } from "@simpul/domain";
import { composeEvent, eventType } from "@simpul/protocol";
import type { StoredEvent } from "@simpul/db";
import type { Context } from "./context.ts";
import { termsOf } from "./terms.ts";

/**
 * Gives an event its place in its writer's stream: `seq` gap-free, `prev` the hash of the event before, `seen` what
 * the writer had applied of the other parties. The payload bytes are fixed here and the signature is made after the commit.
 */
export function seal(
  ctx: Context,
  me: string,
  report: string,
  current: Case | undefined,
  event: ReportEvent,
  at: string,
): { recorded: Recorded; stored: StoredEvent } {
  const head = current?.heads[me];
  const parties = new Set([ctx.hub, ...(current?.parties ?? [])]);
  const seen = Object.fromEntries(
    Object.entries(current?.heads ?? {}).filter(([writer]) => writer !== me && parties.has(writer)),
  );
  const { type, ...data } = event;
  const epoch = openingOf(event)?.epoch ?? current?.turn.epoch ?? 0;
  const id = ctx.newId();
  const seq = (head?.seq ?? 0) + 1;
  const traceparent = ctx.traceparent();
  const { payload, hash } = composeEvent({
    specversion: "1.0",
    id,
    source: nodeUrn(ctx.here.node),
    type: eventType(`report.${type}`),
    subject: report,
    time: at,
    stream: tenantUrn(me),
    seq,
    prev: head?.hash ?? null,
    seen,
    epoch,
    directory: ctx.here.directoryVersion(),
    calendar: termsOf(ctx).calendarOf(me).version,
    data,
  });
  return {
    recorded: { writer: me, seq, hash, epoch, at, event },
    stored: {
      writer: me,
      seq,
      hash,
      id,
      type,
      epoch,
      at,
      payload,
      ...(traceparent === undefined ? {} : { traceparent }),
    },
  };
}
