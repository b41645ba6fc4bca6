import { defineConfig } from "vitest/config";

const postgres = ["packages/testkit/src/postgres/vitest-setup.ts"];

const tests = (...folders: string[]) => folders.map((folder) => `${folder}/**/*.test.ts`);

/** Measure how long something takes, and have the machine for themselves. */
const timed = [
  "apps/cli/test/calendar.test.ts",
  "apps/cli/test/in-force.test.ts",
  ...tests("deploy/test/bench"),
];

export default defineConfig({
  test: {
    // Threads: two forks cost 60 MB more (378 against 316 at the peak) and are no faster.
    pool: "threads",
    maxWorkers: 3,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          // Pure functions keep nothing: the modules are read once a worker, which halves the time.
          isolate: false,
          include: tests(
            "packages/{domain,access,protocol,words,runtime,channels,documents,verify}/test",
            "scripts/test",
            "apps/desk/test",
          ),
        },
      },
      {
        extends: true,
        test: {
          name: "db",
          include: tests("packages/{db,casework,testkit}/test"),
          globalSetup: postgres,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "doors",
          include: tests("packages/{doors,federation}/test"),
          globalSetup: postgres,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "programs",
          include: tests("apps/cli/test", "deploy/test"),
          exclude: timed,
          globalSetup: postgres,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          name: "e2e",
          include: [...tests("deploy/e2e"), ...timed],
          globalSetup: postgres,
          // Real processes on two cores: one scenario at a time, or they time each other out.
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
