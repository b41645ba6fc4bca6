import { expect, test } from "vitest";
import { countReport } from "../count-report.ts";

const report = (counts: object, testResults: object[] = []) =>
  JSON.stringify({
    numPassedTests: 0,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults,
    ...counts,
  });

test("counts what the report counts", () => {
  const text = report({
    numPassedTests: 7,
    numFailedTests: 2,
    numPendingTests: 1,
    numTodoTests: 1,
  });
  expect(countReport(text, "failed")).toEqual({ passed: 7, failed: 2, skipped: 2 });
});

test("a run without a report is one failure", () => {
  expect(countReport("", "clean")).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test("a file that does not load is a failure", () => {
  const text = report({ numPassedTests: 3 }, [{ status: "failed", assertionResults: [] }]);
  expect(countReport(text, "failed")).toMatchObject({ passed: 3, failed: 1 });
});

test("an error outside every test is a failure", () => {
  expect(countReport(report({ numPassedTests: 3 }), "failed")).toMatchObject({ failed: 1 });
});
