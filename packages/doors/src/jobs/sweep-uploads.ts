import { sweepFiles } from "@simpul/casework";
import type { Bench } from "./bench.ts";

/** Every hour: uploads that no report encloses, files that nothing names, pieces that nobody went on with. */
export async function sweepUploads({ ctx }: Bench): Promise<void> {
  await sweepFiles(ctx);
}
