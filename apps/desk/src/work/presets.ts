import type { Filter, Preset, PresetView } from "./preset.ts";

const view = (name: string, filter: Filter = {}, sort?: PresetView["sort"]): PresetView => ({
  name,
  filter,
  ...(sort === undefined ? {} : { sort }),
});

/** States in which a report waits for the institution or its units. */
const open = ["forwarded", "accepted", "assigned", "inProgress"];

/** Each the work of one screen. What has to be done first stands first. */
export const presets = {
  verification: {
    screen: "verification",
    filter: { states: ["received"] },
    sort: "due",
    views: [
      view("received"),
      view("late", { due: "late" }),
      view("urgent", { urgencies: ["high", "emergency"] }),
      view("held", { states: ["held"] }),
    ],
    bulk: ["archive"],
  },
  routing: {
    screen: "routing",
    filter: { states: ["verified", "returned"] },
    sort: "due",
    views: [
      view("toRoute"),
      view("returned", { states: ["returned"] }),
      view("late", { due: "late" }),
    ],
    bulk: ["forward", "archive"],
  },
  inbox: {
    screen: "inbox",
    filter: { states: ["assigned", "inProgress"] },
    sort: "due",
    views: [
      view("unit"),
      view("mine", { officer: "me" }),
      view("late", { due: "late" }),
      view("waiting", { flags: ["waiting"] }),
      view("answered", { states: ["answered"] }, "changed"),
    ],
    bulk: ["entrust"],
  },
  board: {
    screen: "board",
    // What the institution took in itself is its own to verify.
    filter: { states: ["received", "held", "verified", ...open] },
    sort: "due",
    views: [
      view("open"),
      view("late", { due: "late" }),
      view("toVerify", { states: ["received", "held"] }),
      view("toAccept", { states: ["forwarded"] }),
      view("toAssign", { states: ["accepted"] }),
      view("working", { states: ["assigned", "inProgress"] }),
      view("nobody", { states: ["assigned", "inProgress"], officer: "nobody" }),
      view("waiting", { flags: ["waiting"] }),
      view("answered", { states: ["answered"] }, "changed"),
    ],
    bulk: ["accept", "assign", "entrust", "archive"],
  },
  examination: {
    screen: "examination",
    filter: { classes: ["whistleblowing"] },
    sort: "due",
    views: [
      view("whistleblowing"),
      view("open", { states: ["received", "held", "verified", "returned", ...open] }),
      view("late", { due: "late" }),
      view("ourUnit", { classes: ["complaint", "aspiration", "information"] }),
    ],
    bulk: [],
  },
  reports: {
    screen: "reports",
    filter: {},
    sort: "newest",
    views: [
      view("all"),
      view("late", { due: "late" }, "due"),
      view("soon", { due: "soon" }, "due"),
    ],
    bulk: [],
  },
} as const satisfies Record<string, Preset>;
