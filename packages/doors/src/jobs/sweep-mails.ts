import { forgetMails } from "@simpul/casework";
import type { Bench } from "./bench.ts";

/** Removes the rows of mails that were sent a month ago; 02:47 in Jakarta. */
export async function sweepMails({ ctx }: Bench): Promise<void> {
  await forgetMails(ctx);
}
