import { connect } from "@simpul/db";
import type { Database } from "@simpul/db";
import { testDeployment } from "../../../testkit/src/index.ts";
import type { Deployment } from "../../../testkit/src/index.ts";
import { afterAll, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { migrateQueue } from "../../src/jobs/migrate-queue.ts";
import { fileCare } from "../../src/media/file-care.ts";
import { startJobs } from "../../src/jobs/runner.ts";
import type { Jobs } from "../../src/jobs/runner.ts";

const log = { info: () => {}, error: vi.fn<(event: string, fields: object) => void>() };
const care = fileCare(() => {});
let deployment: Deployment;
let owner: Database;
let jobs: Jobs;

beforeAll(async () => {
  deployment = await testDeployment({ adminUrl: inject("adminUrl"), kind: "hub" });
  owner = connect(deployment.urls.owner, { max: 2 });
  await migrateQueue(deployment.urls.owner);
  // A worker that was killed two minutes ago holds a job; another one, just as old, still beats.
  await owner.pg`select graphile_worker.add_job('sweepAnswers', '{}'::json, job_key => 'held by a dead worker')`;
  await owner.pg`select graphile_worker.add_job('sweepAnswers', '{}'::json, job_key => 'held by a living worker')`;
  await owner.pg`update graphile_worker._private_jobs set locked_at = now() - interval '2 minutes',
    locked_by = case key when 'held by a dead worker' then 'dead' else 'living' end`;
  await owner.pg`insert into federation.heartbeat (process, at) values ('living', now())`;
  await owner.pg`insert into simpul.roster_alarm (tenant, kind, matter, step, since)
    values ('national', 'decreeExpired', 'settled meanwhile', '', now())`;
  jobs = await startJobs(deployment.ctx, deployment.urls.worker, log, care);
});

afterAll(async () => {
  await jobs?.stop();
  await owner?.close();
  await deployment?.close();
});

const keys = async (): Promise<string[]> =>
  (
    await owner.pg<
      { key: string }[]
    >`select key from graphile_worker._private_jobs where key is not null order by key`
  ).map((row) => row.key);

describe("the job runner, as the worker role", () => {
  test("at its start frees what a dead worker holds, and leaves a living one's", async () => {
    await vi.waitFor(async () => expect(await keys()).toEqual(["held by a living worker"]), 10_000);
  });

  test("at its start looks through the rosters", async () => {
    await vi.waitFor(async () => {
      expect(await owner.pg`select from simpul.roster_alarm`).toEqual([]);
    }, 10_000);
  });

  test("works off what the relay enqueues", async () => {
    await owner.pg`insert into simpul.idempotency (tenant, owner, key, digest, locked_until, created_at) values
      ('national', 'k', 'old', 'd', now(), now() - interval '25 hours'), ('national', 'k', 'new', 'd', now(), now())`;
    await jobs.enqueue([{ task: "sweepAnswers", payload: {} }]);
    await vi.waitFor(async () => {
      const left = await owner.pg`select key from simpul.idempotency`;
      expect(left.map((row) => row["key"])).toEqual(["new"]);
    }, 10_000);
  });

  test("makes the digests of the day", async () => {
    // The deployment's clock stands at 08:00 of a Monday in the hub's zone.
    await owner.pg`
      insert into simpul.reminder (tenant, report, mark, rung, clock, stage, deadline, made_at)
      values ('national', gen_random_uuid(), 'verification 2026-02-27 2', 'verifier', 'verification', '2', now(), now())`;
    await jobs.enqueue([{ task: "digest", payload: {} }]);
    await vi.waitFor(async () => {
      const made = await owner.pg`select rung, day::text from simpul.digest`;
      expect(made).toEqual([{ rung: "verifier", day: "2026-03-02" }]);
    }, 10_000);
  });

  test("counts what is due and not done", async () => {
    await vi.waitFor(async () => expect(await jobs.depth()).toBe(1), 10_000);
  });

  test("beats under the name that it locks jobs by, and stops beating when it stops", async () => {
    const beats = async () =>
      (
        await owner.pg<
          { process: string }[]
        >`select process from federation.heartbeat where process <> 'living'`
      ).map((row) => row.process);
    await vi.waitFor(
      async () => expect(await beats()).toEqual([expect.not.stringContaining("starting")]),
      10_000,
    );
    await jobs.stop();
    expect(await beats()).toEqual([]);
    expect(log.error).not.toHaveBeenCalled();
    jobs = await startJobs(deployment.ctx, deployment.urls.worker, log, care);
  });

  test("may be migrated again", async () => {
    await migrateQueue(deployment.urls.owner);
    await vi.waitFor(async () => expect(await jobs.depth()).toBe(1), 10_000);
  });
});
