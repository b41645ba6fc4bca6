import { append, eventsOf, withScope, wholeOf } from "@simpul/db";
import { step } from "@simpul/domain";
import type { Case, ReportEvent } from "@simpul/domain";
import { sha256 } from "@simpul/protocol";
import { dueOf, grow } from "../src/index.ts";
import type { Context } from "../src/index.ts";
import { load } from "./reports.ts";
import type { Taken } from "./reports.ts";

/** `settlement 7 liaison dpu`: clock, stage, rung and unit of each reminder of a report, in the order they were made. */
export async function reminded(ctx: Context, tenant: string, { id }: Taken): Promise<string[]> {
  const rows = await withScope(
    ctx.db,
    wholeOf([tenant]),
    (tx) => tx<{ text: string }[]>`
      select concat_ws(' ', clock, stage, rung, unit) as text from simpul.reminder
      where report = ${id} order by made_at, mark, rung`,
  );
  return rows.map(({ text }) => text);
}

/** What the clock wrote into the streams of a report here, and its audit. */
export async function writtenByClock(ctx: Context, tenant: string, { id }: Taken) {
  return withScope(ctx.db, wholeOf([tenant]), async (tx) => ({
    events: (await eventsOf(tx, [{ tenant, report: id }]))
      .filter(({ payload }) => payload.includes('"by":"clock"'))
      .map(({ type }) => type),
    audit: (
      await tx<{ outcome: string }[]>`
        select outcome from simpul.audit where report = ${id} and actor = 'clock' order by id`
    ).map(({ outcome }) => outcome),
  }));
}

/**
 * Words that their writer stamped earlier arrive now: applied as the inbox does, with what the holder owes in turn.
 * @param at RFC 3339, UTC
 */
export async function arrivedLate(
  ctx: Context,
  here: string,
  taken: Taken,
  writer: string,
  event: ReportEvent,
  at: string,
): Promise<void> {
  const loaded = await load(ctx, here, taken.id);
  const seq = (loaded.case.heads[writer]?.seq ?? 0) + 1;
  const { epoch } = loaded.case.turn;
  const placed = { writer, seq, hash: sha256(`${taken.id} ${writer} ${seq}`), epoch, at };
  const heard: Case = step(loaded.case, { ...placed, event }, ctx.hub).case;
  const now = ctx.now().toString({ fractionalSecondDigits: 3 });
  const grown = grow(ctx, here, taken.id, heard, [], now);
  const { type, ...said } = event;
  const payload = JSON.stringify({ data: said });
  const [saved] = await append(ctx.db, wholeOf([here]), [
    {
      tenant: here,
      report: taken.id,
      expectedVersion: loaded.version,
      case: grown.case,
      due: dueOf(ctx, here, grown.case, loaded.marks),
      at: now,
      events: [{ ...placed, id: ctx.newId(), type, payload }, ...grown.events],
      contents: [],
      audit: [],
      outbox: [],
      dedup: [],
    },
  ]);
  if (saved?.outcome !== "saved") throw new Error("the late words were not kept");
}
