import type { Lease } from "@simpul/db";
import type { Calls } from "./calls.ts";
import type { Deployment } from "./deployment.ts";
import type { Transfers } from "./transfer.ts";

/** What the parts of one conversation share, as long as its lease is held. */
export interface Line {
  readonly deployment: Deployment;
  readonly calls: Calls;
  readonly files: Transfers;
  readonly lease: Lease;
  readonly until: AbortSignal;
  count(direction: "in" | "out", verdict: string): void;
}
