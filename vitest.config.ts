import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{api,bot,cases,knowledge,platform,migrations,evals}/**/*.test.ts", ".ci/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: "forks",
    maxWorkers: 2,
    passWithNoTests: true,
  },
});
