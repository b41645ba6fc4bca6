export type Counts = { passed: number; failed: number; skipped: number };

type Report = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
};

/**
 * The counts of a vitest JSON report. What ended badly without a failed test is a failure too: a
 * file that does not load, an error outside any test, a run that left no report.
 */
export function countReport(text: string, ended: "clean" | "failed"): Counts {
  let report: Report;
  try {
    report = JSON.parse(text); // vitest wrote it: its shape is its documentation
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  );
  const failed = report.numFailedTests + unloaded.length;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && ended === "failed" ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
