import { fork } from "node:child_process";
import { join } from "node:path";

/** A process that makes load, prepared and waiting for the word. */
export interface Load<Result> {
  go(): Promise<Result>;
}

const folder = join(import.meta.dirname, "processes");

/**
 * Load comes from another process: in ours it would share a thread with what measures it. The program prepares itself
 * (connects, signs what it will send), says `ready`, starts at `go` and answers with its result.
 */
export async function startLoad<Options extends object, Result>(
  program: "insert-rows" | "send-reports",
  options: Options,
): Promise<Load<Result>> {
  const child = fork(join(folder, `${program}.ts`), [JSON.stringify(options)], {
    execPath: process.execPath,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const heard: unknown[] = [];
  let wake = (): void => {};
  child.on("message", (message) => {
    heard.push(message);
    wake();
  });
  const ended = new Promise<never>((_, fail) => {
    child.once("exit", (code) => fail(new Error(`${program} ended early (${code})`)));
  });
  ended.catch(() => {});
  const next = async (): Promise<unknown> => {
    while (heard.length === 0)
      await Promise.race([ended, new Promise<void>((resolve) => (wake = resolve))]);
    return heard.shift();
  };
  await next();
  return {
    async go() {
      child.send("go");
      // Proof: each program's only message after `ready` is its result, of the type its file exports.
      return (await next()) as Result;
    },
  };
}
