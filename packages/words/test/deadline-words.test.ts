import { expect, test } from "vitest";
import { deadlineWords } from "../src/index.ts";

test.each([
  [2, "sisa 2 hari kerja", "2 working days left"],
  [1, "sisa 1 hari kerja", "1 working day left"],
  [0, "tenggat hari ini", "due today"],
  [-1, "lewat 1 hari kerja", "1 working day late"],
  [-3, "lewat 3 hari kerja", "3 working days late"],
])("%i", (days, id, en) => {
  expect(deadlineWords("id", days)).toBe(id);
  expect(deadlineWords("en", days)).toBe(en);
});
