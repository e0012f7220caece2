import { describe, expect, test } from "vitest";
import { type Outcome, type Report, tally } from "./tally.ts";

type File = Report["testResults"][number];

function file(status: string, ...tests: string[]): File {
  return {
    name: "bot/x.test.ts",
    status,
    assertionResults: tests.map((t) => ({ status: t, fullName: `a ${t} test` })),
  };
}

function outcome(files: File[], more: Partial<Outcome> = {}): ReturnType<typeof tally> {
  return tally({ exit_code: 0, report: { testResults: files }, missing: [], require_all: false, ...more });
}

test("sums over files", () => {
  expect(outcome([file("passed", "passed", "passed"), file("passed", "passed")])).toEqual({
    lines: ["3 passed, 0 failed"],
    ok: true,
  });
});

test("a failed test fails the run, whatever vitest's exit code", () => {
  const files = [file("failed", "passed", "failed")];
  expect(outcome(files, { exit_code: 1 })).toEqual({ lines: ["1 passed, 1 failed"], ok: false });
  expect(outcome(files).ok).toBe(false);
});

test("a file that does not load counts as one failed", () => {
  expect(outcome([file("failed"), file("passed", "passed")], { exit_code: 1 })).toEqual({
    lines: ["1 passed, 1 failed"],
    ok: false,
  });
});

test("an error outside of the tests is said, and fails the run", () => {
  expect(outcome([file("passed", "passed")], { exit_code: 1 })).toEqual({
    lines: ["vitest found an error outside of the tests: see above", "1 passed, 0 failed"],
    ok: false,
  });
});

test("a run without a report, or without a file, is no success", () => {
  expect(outcome([], { report: null, exit_code: null }).ok).toBe(false);
  expect(outcome([])).toEqual({ lines: ["no test file has such a name", "0 passed, 0 failed"], ok: false });
});

describe("what could not run", () => {
  const missing = ["not run: tests in the browser: no Chromium or Chrome is installed"];
  const idle = [file("passed", "passed", "skipped", "todo")];

  test("is said before the last line, and is no failure", () => {
    expect(outcome([file("passed", "passed"), file("passed")], { missing })).toEqual({
      lines: [...missing, "1 passed, 0 failed"],
      ok: true,
    });
    expect(outcome(idle)).toEqual({
      lines: ["not run: a skipped test (skipped)", "not run: a todo test (todo)", "1 passed, 0 failed"],
      ok: true,
    });
  });

  test.each<[string, File[], Partial<Outcome>]>([
    ["a missing part of the machine", [file("passed", "passed")], { missing }],
    ["a skipped or planned test", idle, {}],
    ["a file that defines no test", [file("passed", "passed"), file("passed")], {}],
    ["a run without tests", [file("passed")], {}],
  ])("%s is a failure with --require-all", (_, files, more) => {
    const { lines, ok } = outcome(files, { ...more, require_all: true });
    expect(ok).toBe(false);
    expect(lines[0]).toMatch(/^not run: /);
    expect(lines.at(-1)).toMatch(/^\d passed, 0 failed$/);
    expect(outcome(files, more).ok).toBe(true);
  });
});
