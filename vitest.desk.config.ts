import { defineConfig } from "vitest/config";

/** The whole desk in a real browser: `npm run test:desk`. Its core is in `npm test`. */
export default defineConfig({
  test: {
    name: "desk",
    include: ["deploy/desk/**/*.test.ts"],
    globalSetup: ["deploy/desk/setup.ts"],
    pool: "threads",
    maxWorkers: 2,
    testTimeout: 120_000,
    // A screen that is drawn on a busy machine.
    expect: { poll: { timeout: 5_000 } },
    hookTimeout: 60_000,
  },
});
