import {
  archiveReasons,
  channelKinds,
  classes,
  clockNames,
  maladministrationTypes,
  refusalCodes,
  roadStatuses,
  states,
  urgencies,
} from "@simpul/domain";
import { expect, test } from "vitest";
import { isKey } from "../src/index.ts";

/** The compiler says the same; this one also holds when a door builds the key from a string at run time. */
test.each([
  ["state", states, ""],
  ["tracking", states, ".next"],
  ["class", classes, ""],
  ["maladministration", maladministrationTypes, ""],
  ["urgency", urgencies, ""],
  ["roadStatus", roadStatuses, ""],
  ["archiveReason", archiveReasons, ""],
  ["channel", channelKinds, ""],
  ["clock", clockNames, ""],
  ["clockDuty", clockNames, ""],
  ["problem", refusalCodes, ".title"],
  ["problem", refusalCodes, ".detail"],
] as const)("%s has a text for each word of the domain", (topic, words, suffix) => {
  expect(words.length).toBeGreaterThan(0);
  expect(words.filter((word) => !isKey(`${topic}.${word}${suffix}`))).toEqual([]);
});
