/** What is read of the report that vitest's json reporter writes. */
export interface Report {
  testResults: {
    /** The test file. */
    name: string;
    status: string;
    assertionResults: { status: string; fullName: string }[];
  }[];
}

export interface Outcome {
  /** vitest's own exit code; null when a signal ended it. */
  exit_code: number | null;
  /** null when vitest ended before it could write one. */
  report: Report | null;
  /** Lines about what this machine lacks. */
  missing: string[];
  /** Nothing may be missing, skipped or empty. */
  require_all: boolean;
}

/**
 * Reads the outcome of a run. The lines are printed last: what could not run and why, what is wrong apart from failed
 * tests, and `N passed, N failed`. A file that failed without a failed test (it does not load, a hook threw) counts as one
 * failed.
 */
export function tally({ exit_code, report, missing, require_all }: Outcome): { lines: string[]; ok: boolean } {
  const files = report?.testResults ?? [];
  const tests = files.flatMap((file) => file.assertionResults);
  const count = (status: string): number => tests.filter((t) => t.status === status).length;
  const broken = files.filter((f) => f.status === "failed" && !f.assertionResults.some((t) => t.status === "failed"));
  const passed = count("passed");
  const failed = count("failed") + broken.length;

  const faults: string[] = [];
  if (!report) faults.push("vitest ended before it reported: see above");
  else if (files.length === 0) faults.push("no test file has such a name");
  else if (exit_code !== 0 && failed === 0) faults.push("vitest found an error outside of the tests: see above");

  const gaps = [...missing];
  const idle = tests.filter((t) => t.status !== "passed" && t.status !== "failed");
  for (const test of idle) gaps.push(`not run: ${test.fullName} (${test.status})`);
  const empty = files.filter((file) => file.status !== "failed" && file.assertionResults.length === 0);
  if (require_all) for (const file of empty) gaps.push(`not run: ${file.name} defines no test`);
  if (require_all && gaps.length > 0) faults.push("something did not run, and with --require-all everything must");

  return {
    lines: [...gaps, ...faults, `${passed} passed, ${failed} failed`],
    ok: exit_code === 0 && failed === 0 && faults.length === 0,
  };
}
