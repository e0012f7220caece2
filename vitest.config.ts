import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Short by their lines and long by the clock: begun last, one worker would wait for the other. */
const LONG = /\/evals\/(bench\/faults|retrieval|versions|injection)|\/knowledge\/pack\/load/;

/** Large files first, as ever, but the long ones before them. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const is_long = ({ moduleId }: TestSpecification): boolean => LONG.test(moduleId);
    return [...sorted.filter(is_long), ...sorted.filter((file) => !is_long(file))];
  }
}

export default defineConfig({
  test: {
    include: ["{api,bot,cases,knowledge,platform,migrations,evals}/**/*.test.ts", ".ci/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: "forks",
    maxWorkers: 2,
    passWithNoTests: true,
    sequence: { sequencer: LongFirst },
  },
});
