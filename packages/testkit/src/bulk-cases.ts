import { createHash } from "node:crypto";
import { decide, fold, react, receive, step } from "@simpul/domain";
import type { Case, Command, Recorded, ReportClass, ReportEvent } from "@simpul/domain";

/** One way in which a report may stand open today. Days are counted from its intake. */
export interface Story {
  /** Of all open reports, in parts. */
  readonly share: number;
  /** Whose copy it is. */
  readonly desk: "hub" | "institution";
  /** Days since its intake: the youngest and the oldest. */
  readonly ages: readonly [number, number];
  readonly class: ReportClass;
  readonly acts: readonly Act[];
}

type Act = readonly [day: number, by: "hub" | "institution", command: Command];

const verify = (reportClass: ReportClass, supervisory = false): Command => ({
  type: "verify",
  class: reportClass,
  category: "road",
  supervisory,
});

const assigned = (reportClass: ReportClass, supervisory = false): readonly Act[] => [
  [1, "hub", verify(reportClass, supervisory)],
  [1, "hub", { type: "forward", tenant: "", rules: ["road-regency"], adjudicate: false }],
  [3, "institution", { type: "accept" }],
  [4, "institution", { type: "assign", unit: "dpu", supporting: ["dishub"] }],
];
const responded: Act = [8, "institution", { type: "respond", kind: "initial" }];

/** Stand for what each report has of its own; texts that occur nowhere else. */
export const placeholders = {
  id: "01900000-0000-7000-8000-0000000000aa",
  trackingId: "0000-0000-0000-0",
} as const;
/** As an installation looks on a working day: most of what is open lies with institutions, a tail is old. */
export const stories: readonly Story[] = [
  { share: 8, desk: "hub", ages: [0, 4], class: "complaint", acts: [] },
  {
    share: 6,
    desk: "hub",
    ages: [2, 28],
    class: "complaint",
    acts: [[1, "hub", { type: "hold" }]],
  },
  {
    share: 4,
    desk: "hub",
    ages: [2, 16],
    class: "complaint",
    acts: [[1, "hub", verify("complaint")]],
  },
  {
    share: 9,
    desk: "institution",
    ages: [2, 7],
    class: "complaint",
    acts: assigned("complaint").slice(0, 2),
  },
  {
    share: 7,
    desk: "institution",
    ages: [4, 20],
    class: "complaint",
    acts: assigned("complaint").slice(0, 3),
  },
  {
    share: 14,
    desk: "institution",
    ages: [5, 12],
    class: "complaint",
    acts: assigned("complaint"),
  },
  {
    share: 4,
    desk: "institution",
    ages: [5, 9],
    class: "information",
    acts: assigned("information"),
  },
  {
    share: 16,
    desk: "institution",
    ages: [9, 60],
    class: "complaint",
    acts: [...assigned("complaint"), responded],
  },
  {
    share: 12,
    desk: "institution",
    ages: [9, 85],
    class: "complaint",
    acts: [...assigned("complaint", true), responded],
  },
  {
    share: 5,
    desk: "institution",
    ages: [9, 22],
    class: "aspiration",
    acts: [...assigned("aspiration"), responded],
  },
  {
    share: 3,
    desk: "institution",
    ages: [11, 40],
    class: "complaint",
    acts: [...assigned("complaint"), responded, [10, "institution", { type: "ask" }]],
  },
  {
    share: 4,
    desk: "hub",
    ages: [6, 40],
    class: "complaint",
    acts: [...assigned("complaint").slice(0, 3), [5, "institution", { type: "return" }]],
  },
  {
    share: 8,
    desk: "hub",
    ages: [12, 25],
    class: "complaint",
    acts: [
      ...assigned("complaint"),
      responded,
      [11, "institution", { type: "respond", kind: "done" }],
    ],
  },
];

/**
 * A story as every party folds it: each act decided by the domain, its events in streams, folded at the end.
 * @param receivedAt RFC 3339, UTC, milliseconds
 */
export function caseOf(story: Story, hub: string, tenant: string, receivedAt: string): Case {
  const told: Recorded[] = [];
  const take = (writer: string, at: string, event: ReportEvent, before: Case | undefined): Case => {
    const seq = (before?.heads[writer]?.seq ?? 0) + 1;
    const opened = "opens" in event ? event.opens?.epoch : undefined;
    const recorded = {
      writer,
      seq,
      hash: createHash("sha256").update(`${writer} ${seq} ${at}`).digest("base64url"),
      epoch: opened ?? before?.turn.epoch ?? 0,
      at,
      event,
    };
    told.push(recorded);
    return before === undefined ? folded(told, hub) : step(before, recorded, hub).case;
  };
  let current = take(hub, receivedAt, intake(story, hub, tenant, receivedAt), undefined);
  for (const [day, desk, command] of story.acts) {
    const at = Temporal.Instant.from(receivedAt)
      .add({ hours: 24 * day, minutes: told.length })
      .toString({ fractionalSecondDigits: 3 });
    const me = desk === "hub" ? hub : tenant;
    const given = command.type === "forward" ? { ...command, tenant } : command;
    const decision = decide(current, given, {
      me,
      hub,
      at,
      by: desk === "hub" ? "verifier" : "institution",
    });
    if (decision.outcome === "refused")
      throw new Error(`a story ends at ${command.type}: ${decision.code}`);
    for (const event of decision.events) current = take(me, at, event, current);
    for (let owed = react(current, hub, hub); owed !== "nothing"; owed = react(current, hub, hub))
      current = take(hub, at, owed, current);
  }
  return folded(told, hub);
}

function intake(story: Story, hub: string, area: string, at: string): ReportEvent {
  return receive(
    {
      type: "receive",
      trackingId: placeholders.trackingId,
      channel: "generic",
      class: story.class,
      category: "road",
      place: { area, roadStatus: "regency" },
      content: { hash: hashOf(`${area} ${at}`), type: "application/json", size: 340 },
    },
    { me: hub, hub, at, by: "reporter" },
  );
}

const hashOf = (text: string): string => createHash("sha256").update(text).digest("base64url");

function folded(told: readonly Recorded[], hub: string): Case {
  const current = fold(told, placeholders.id, hub);
  if (current === undefined) throw new Error("a story begins with its intake");
  return current;
}
