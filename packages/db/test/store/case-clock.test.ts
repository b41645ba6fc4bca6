import { expect, test, vi } from "vitest";
import { caseClockAhead, followCaseClock, moveCaseClock, sqlState } from "../../src/index.ts";
import { suite } from "../database.ts";

const s = suite();
const hour = 3_600_000;

test("stands at real time until somebody moves it, goes ahead and never back", async () => {
  expect(await caseClockAhead(s.db)).toBe(0);
  expect(await moveCaseClock(s.all, -hour)).toBe("moved");
  expect(await moveCaseClock(s.all, 0)).toBe("moved");
  expect(await moveCaseClock(s.all, -1)).toBe("backwards");
  expect(await moveCaseClock(s.all, 0)).toBe("moved");
  expect(await caseClockAhead(s.db)).toBe(0);
});

test("whoever follows it is told at once", async () => {
  const told: number[] = [];
  await followCaseClock(s.pool(1), (aheadMs) => told.push(aheadMs));
  expect(told).toContain(0);
  await moveCaseClock(s.all, 2 * hour);
  await vi.waitFor(() => expect(told.at(-1)).toBe(2 * hour), 5_000);
});

test("no role that serves may move it", async () => {
  const refused = await moveCaseClock(s.db, 9 * hour).catch((error: unknown) => sqlState(error));
  expect(refused).toBe("42501");
});
