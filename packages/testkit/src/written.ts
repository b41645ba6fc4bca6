import { createHash, randomBytes } from "node:crypto";
import { encloseWords } from "@simpul/casework";
import type { Context } from "@simpul/casework";
import { append, wholeOf } from "@simpul/db";
import type { Change } from "@simpul/db";
import { composeTrackingId, fold } from "@simpul/domain";
import type { Recorded, ReportEvent, RoadStatus } from "@simpul/domain";

/** A report as somebody wrote it, and where it ended. */
export interface Written {
  readonly text: string;
  readonly category: string;
  readonly area: string;
  readonly roadStatus?: RoadStatus;
  /** Code of the tenant. */
  readonly owner: string;
  readonly unit: string;
  /** Days before today. */
  readonly daysAgo: number;
}

const perStatement = 200;

/**
 * Keeps reports at one desk as its own acts would have: taken in, verified, forwarded, accepted, assigned; with their words, and
 * with the one event that the learning looks at.
 * @param until the last step
 * @returns their ids, in order
 */
export async function keepWritten(
  ctx: Context,
  tenant: string,
  reports: readonly Written[],
  until: "verified" | "accepted" | "assigned",
): Promise<string[]> {
  const changes = reports.map((report) => changeOf(ctx, tenant, report, until));
  for (let at = 0; at < changes.length; at += perStatement) {
    const outcomes = await append(ctx.db, wholeOf([tenant]), changes.slice(at, at + perStatement));
    if (outcomes.some(({ outcome }) => outcome !== "saved"))
      throw new Error("a report was not kept");
  }
  return changes.map(({ report }) => report);
}

function changeOf(ctx: Context, tenant: string, written: Written, until: string): Change {
  const id = ctx.newId();
  const at = ctx
    .caseNow()
    .subtract({ hours: 24 * written.daysAgo })
    .toString({ fractionalSecondDigits: 3 });
  const { enclosed, contents } = encloseWords(ctx, { text: written.text });
  const trackingId = composeTrackingId(randomBytes(12));
  const { category, area, roadStatus, owner, unit } = written;
  const to = tenant === ctx.hub ? owner : tenant;
  const hashOf = (n: number): string =>
    createHash("sha256").update(`${id} ${n}`).digest("base64url");
  // What the hub wrote before it gave the report away.
  const cut = { seq: 2, hash: hashOf(1) };
  const steps: [string, ReportEvent][] = [
    [
      ctx.hub,
      {
        type: "received",
        by: "channel",
        trackingId,
        channel: "generic",
        flags: { anonymous: false, secret: false },
        place: { area, ...(roadStatus === undefined ? {} : { roadStatus }) },
        ...enclosed,
      },
    ],
    [ctx.hub, { type: "verified", by: "verifier", class: "complaint", category, complete: true }],
  ];
  if (until !== "verified")
    steps.push(
      [
        ctx.hub,
        {
          type: "forwarded",
          by: "verifier",
          opens: { epoch: 1, holder: to, cut },
          rules: [],
          adjudicated: false,
        },
      ],
      [to, { type: "accepted", by: "institution" }],
    );
  if (until === "assigned")
    steps.push([to, { type: "assigned", by: "institution", unit, supporting: [] }]);
  const heads = new Map<string, number>();
  const told = steps.map(([writer, event], n): Recorded => {
    const seq = (heads.get(writer) ?? 0) + 1;
    heads.set(writer, seq);
    return { writer, seq, hash: hashOf(n), epoch: n < 2 ? 0 : 1, at, event };
  });
  const current = fold(told, id, ctx.hub);
  const [intake] = told;
  if (current === undefined || intake === undefined)
    throw new Error("a case begins with its intake");
  const { event, ...place } = intake;
  const { type, ...data } = event;
  return {
    tenant,
    report: id,
    expectedVersion: "new",
    case: current,
    due: { provisional: false, marks: [], calendar: "bench", policy: "bench" },
    at,
    events: [{ ...place, id: ctx.newId(), type, payload: JSON.stringify({ data, time: at }) }],
    contents,
    audit: [],
    outbox: [],
    dedup: [],
  };
}
