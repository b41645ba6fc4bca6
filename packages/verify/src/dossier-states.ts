import { isObject } from "./shape.ts";
import type { ReadEvent } from "./streams.ts";

/** An event with its writer. */
export interface Written extends ReadEvent {
  readonly writer: string;
  readonly epoch: number;
  readonly type: string;
}

/** What it did, and the state of the report behind it. */
export interface Told extends Written {
  readonly counted: "transition" | "contribution";
  readonly state: string;
}

/** What the rules look at: the state, and what came with it. */
export interface Standing {
  readonly state: string;
  readonly hub: string;
  /** As `report` of a dossier has them. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** The unit that it is with, or was with when it was answered or referred. */
  readonly unit?: unknown;
  /** Units of this institution that were given more time: once each. */
  readonly extensions?: readonly unknown[];
  readonly adjudicated?: boolean;
  /** The state before it was referred, which is done once. */
  readonly referredFrom?: string;
  /** Closed because the reporter's window lapsed. */
  readonly lapsed?: boolean;
  readonly reopenedAt?: string;
}

interface Move {
  readonly from: readonly string[];
  /** The same state unless given. */
  readonly to?: string;
  /** Whose alone it is: the hub's, or never the hub's. */
  readonly by?: "hub" | "institution";
}

const before = ["received", "verified", "returned"];
const working = ["assigned", "inProgress"];
const institutions = ["forwarded", "accepted", ...working];

/** PRODUCT, "The life of a report", written down a second time: in which states an event counts, and what it leads to. */
const moves: Readonly<Record<string, Move>> = {
  held: { from: ["received"], to: "held" },
  resumed: { from: ["held"], to: "received" },
  archived: { from: ["held", ...before, ...institutions], to: "archived" },
  deemed: { from: before },
  verified: { from: ["received", "held", "returned"], to: "verified" },
  corrected: { from: ["verified", "returned", ...institutions] },
  split: { from: before, by: "hub" },
  forwarded: { from: ["verified", "returned"], to: "forwarded", by: "hub" },
  recalled: { from: institutions, to: "returned", by: "hub" },
  returned: { from: ["received", "verified", ...institutions], to: "returned", by: "institution" },
  epochOpened: { from: ["held", ...before, "answered", "archived", "closed", "referred"] },
  accepted: { from: ["forwarded", "verified"], to: "accepted", by: "institution" },
  assigned: { from: ["accepted", ...working], to: "assigned", by: "institution" },
  declined: { from: working, to: "accepted" },
  asked: { from: ["accepted", ...working] },
  extended: { from: working },
  responded: { from: working, to: "inProgress" },
  answered: { from: working, to: "answered" },
  closed: { from: ["answered"], to: "closed" },
  reopened: { from: ["answered", "closed", "archived"], to: "assigned", by: "hub" },
  referred: { from: [...before, ...institutions], to: "referred", by: "hub" },
  registered: { from: ["referred"], by: "institution" },
  ineligible: { from: ["referred"], by: "institution" },
  concluded: { from: ["referred"], to: "closed", by: "institution" },
};

/** In these a report is with a unit, or has one to go back to. */
const withUnit = new Set([...working, "answered", "closed", "referred"]);

/**
 * The state behind an event in its writer's turn; none where the state or a rule did not allow it.
 * @param withdrawals by the hash of their event
 */
export function moved(
  now: Standing,
  one: Written,
  withdrawals: ReadonlyMap<string, Written>,
): Standing | undefined {
  const { type, writer } = one;
  const { data, time } = one.event;
  const move = moves[type];
  if (move === undefined) return undefined;
  if (!move.from.includes(now.state) && !isReportersWord(now, one)) return undefined;
  if (move.by !== undefined && (move.by === "hub") !== (writer === now.hub)) return undefined;
  if (writer !== now.hub && type !== "returned" && accuses(now, writer)) return undefined;
  if (!mayStand(now, one, withdrawals)) return undefined;
  const state = stateBehind(now, one, move);
  const { unit: _, lapsed: __, ...kept } = now;
  const unit = type === "assigned" ? data["unit"] : withUnit.has(state) ? now.unit : undefined;
  return {
    ...kept,
    state,
    ...(unit === undefined ? {} : { unit }),
    ...(state === "closed" && (type === "closed" ? data["due"] !== undefined : now.lapsed === true)
      ? { lapsed: true }
      : {}),
    ...(type === "extended" ? { extensions: [...(now.extensions ?? []), now.unit] } : {}),
    // Another institution's units may have the same names.
    ...(type === "forwarded" && openingIn(one)?.holder !== now.facts["institution"]
      ? { extensions: [] }
      : {}),
    ...(type === "forwarded" && data["adjudicated"] === true ? { adjudicated: true } : {}),
    ...(type === "referred" ? { referredFrom: now.state } : {}),
    ...(type === "reopened" ? { reopenedAt: time } : {}),
  };
}

function stateBehind({ state, facts, unit, referredFrom }: Standing, one: Written, move: Move) {
  if (one.type === "reopened" && state === "archived")
    return facts["completeAt"] !== undefined && isAssessed(facts) ? "verified" : "received";
  // Not eligible: back to where it stood, or to the hub.
  if (one.type === "epochOpened" && state === "referred") {
    if (openingIn(one)?.holder !== facts["institution"]) return "returned";
    if (unit !== undefined) return "assigned";
    return referredFrom === "forwarded" ? "forwarded" : "accepted";
  }
  return move.to ?? state;
}

/** A lapse, and the office's case, give way to the reporter's own confirmation. */
const isReportersWord = ({ state, lapsed }: Standing, { type, event: { data } }: Written) =>
  type === "closed" &&
  data["outcome"] === "confirmed" &&
  data["because"] !== undefined &&
  (state === "referred" || (state === "closed" && lapsed === true));

const accuses = ({ facts }: Standing, tenant: string): boolean => {
  const { class: kind, accused } = facts;
  return (
    kind === "whistleblowing" &&
    isObject(accused) &&
    accused["tenant"] === tenant &&
    // A unit's own institution may examine it, unless its head, inspectorate or operator is accused with it.
    (accused["unit"] === undefined || accused["office"] !== undefined)
  );
};

const isAssessed = (facts: Standing["facts"]): boolean =>
  facts["class"] !== undefined && facts["category"] !== undefined;

/** What is asked beyond turn and state. */
function mayStand(
  now: Standing,
  { type, writer, event: { data, time } }: Written,
  withdrawals: ReadonlyMap<string, Written>,
): boolean {
  const { state, facts, unit } = now;
  const isComplete = facts["completeAt"] !== undefined;
  switch (type) {
    case "held":
      return !isComplete;
    case "deemed":
      return !isComplete && String(data["due"]) < time;
    case "verified":
      return !(state === "returned" && isComplete) && isAssessed({ ...facts, ...data });
    case "archived": {
      if (["held", ...before].includes(state) || data["reason"] === "duplicate") return true;
      const said = isObject(data["because"])
        ? withdrawals.get(String(data["because"]["hash"]))
        : undefined;
      return (
        data["reason"] === "withdrawn" &&
        said !== undefined &&
        (said.writer === facts["origin"] || said.writer === now.hub) &&
        said.event.time >= (now.reopenedAt ?? "")
      );
    }
    case "referred":
      return isComplete && now.referredFrom === undefined && !accuses(now, "ombudsman");
    case "returned":
      return now.adjudicated !== true;
    case "assigned": {
      const accused = isObject(facts["accused"]) ? facts["accused"] : {};
      const supporting = Array.isArray(data["supporting"]) ? data["supporting"] : [];
      return !(
        facts["class"] === "whistleblowing" &&
        (accused["tenant"] ?? writer) === writer &&
        accused["unit"] !== undefined &&
        [data["unit"], ...supporting].includes(accused["unit"])
      );
    }
    case "extended":
      return now.extensions?.includes(unit) !== true;
    case "reopened":
      return state === "archived" || unit !== undefined;
    default:
      return true;
  }
}

interface Opening {
  readonly epoch: number;
  readonly holder: string;
  /** The last seq of the holder before that counts. */
  readonly cut: number;
}

export function openingIn({ event }: Written): Opening | undefined {
  const { opens } = event.data;
  if (!isObject(opens)) return undefined;
  const { epoch, holder, cut } = opens;
  return {
    epoch: Number(epoch),
    holder: String(holder),
    cut: Number(isObject(cut) ? cut["seq"] : 0),
  };
}
