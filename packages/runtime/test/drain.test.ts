import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, describe, expect, test } from "vitest";

interface Running {
  readonly child: ChildProcess;
  /** Resolves when a line of the output holds the words. */
  saw(words: string): Promise<void>;
  output(): string;
  /** Exit status or signal, once every byte of output is here. */
  ended(): Promise<number | string | null>;
}

const running: ChildProcess[] = [];
afterEach(() => running.splice(0).forEach((child) => child.kill("SIGKILL")));

function run(
  script: string,
  args: readonly string[] = [],
  env: Record<string, string> = {},
): Running {
  const path = new URL(`processes/${script}`, import.meta.url).pathname;
  const child = spawn(process.execPath, [path, ...args], {
    env: { PATH: process.env.PATH, ...env },
  });
  running.push(child);
  let output = "";
  const close = once(child, "close");
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (chunk: string) => {
      output += chunk;
      child.emit("output");
    });
  return {
    child,
    output: () => output,
    async saw(words) {
      while (!output.includes(words))
        await Promise.race([
          once(child, "output"),
          close.then(() => {
            if (!output.includes(words)) throw new Error(`ended without ${words}: ${output}`);
          }),
        ]);
    },
    async ended() {
      const [status, signal] = await close;
      return status ?? signal;
    },
  };
}

describe("a signal", () => {
  test.each(["SIGTERM", "SIGINT"] as const)(
    "%s runs the steps in order and exits 0",
    async (signal) => {
      const { child, saw, ended, output } = run("draining.ts", ["5000", "quick", "quick"]);
      await saw("process.ready");
      child.kill(signal);
      expect(await ended()).toBe(0);
      const events = [...output().matchAll(/"event":"([\w.]+)"/g)].map((match) => match[1]);
      expect(events).toEqual([
        "process.ready",
        "drain.started",
        "drain.step",
        "drain.step",
        "drain.done",
      ]);
    },
  );

  test("lets the later steps run when one fails, exits 1, and keeps the error's words back", async () => {
    const { child, saw, ended, output } = run("draining.ts", ["5000", "fails", "quick"]);
    await saw("process.ready");
    child.kill("SIGTERM");
    expect(await ended()).toBe(1);
    expect(output()).toContain('"event":"drain.stepFailed"');
    expect(output()).toContain('"step":"quick"');
    expect(output()).not.toContain("Siti");
  });

  test("past the deadline exits 1 and names the step", async () => {
    const { child, saw, ended, output } = run("draining.ts", ["100", "hangs"]);
    await saw("process.ready");
    child.kill("SIGTERM");
    expect(await ended()).toBe(1);
    expect(output()).toMatch(/"step":"hangs".*"event":"drain.late"/);
  });

  test("given twice ends at once", async () => {
    const { child, saw, ended, output } = run("draining.ts", ["60000", "hangs"]);
    await saw("process.ready");
    child.kill("SIGTERM");
    await saw("drain.started");
    child.kill("SIGINT");
    expect(await ended()).toBe(1);
    expect(output()).not.toContain("drain.done");
  });
});

test("a part that ends by itself drains and exits 1", async () => {
  const { ended, output } = run("draining.ts", ["5000", "quick", "failsItself"]);
  expect(await ended()).toBe(1);
  expect(output()).toContain('"reason":"runnerEnded"');
});

test.each(["crashes", "throws"])(
  "a process that %s exits 1 without the error's words",
  async (how) => {
    const { ended, output } = run("draining.ts", ["5000", how]);
    expect(await ended()).toBe(1);
    expect(output()).toContain('"event":"process.crashed"');
    expect(output()).not.toContain("Siti");
  },
);

describe("the parent watch", () => {
  test("ends the child when its parent is killed", async () => {
    const parent = run("parent.ts");
    await parent.saw("process.ready");
    const pid = Number(/"pid":(\d+)/.exec(parent.output())?.[1]);
    expect(() => process.kill(pid, 0)).not.toThrow();
    parent.child.kill("SIGKILL");
    // The pipes close when the child, which inherited them, has ended too.
    await parent.ended();
    expect(parent.output()).toContain("drain.done");
  });

  test("ends the child whose parent was gone from the start", async () => {
    const gone = spawn(process.execPath, ["--eval", ""]);
    await once(gone, "exit");
    const { ended, output } = run("draining.ts", ["5000"], { SIMPUL_PARENT_PID: String(gone.pid) });
    expect(await ended()).toBe(0);
    expect(output()).toContain("drain.done");
  });
});

test("a bad configuration prints every problem and exits 78", async () => {
  const { ended, output } = run("bad-config.ts", [], { DATABASE_URL: "hunter2", PORT: "x" });
  expect(await ended()).toBe(78);
  for (const name of ["DATABASE_URL", "PORT", "SIMPUL_HUB_URL"])
    expect(output()).toContain(`  - ${name}`);
  expect(output()).not.toContain("hunter2");
  expect(output()).not.toContain("went on");
});
