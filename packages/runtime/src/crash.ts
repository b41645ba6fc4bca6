import type { Logger } from "./logger.ts";

/**
 * A fault nobody caught ends the process with 1, as by default, but through the logger: Node's own report
 * prints the message and the error's fields, with whatever a citizen wrote in them.
 */
export function onCrash(log: Logger): void {
  for (const origin of ["uncaughtException", "unhandledRejection"] as const)
    process.on(origin, (err: unknown) => {
      log.error("process.crashed", { reason: origin, err });
      process.exit(1);
    });
}
