import type { Actor } from "@simpul/access";
import { z } from "zod";
import type { Context } from "../context.ts";
import type { Result } from "../failure.ts";
import { line } from "../input.ts";
import { perform } from "../perform.ts";
import type { Target } from "../upon-report.ts";
import type { Summary } from "../summary.ts";

export const registerInput = z.strictObject({ number: line });
export type RegisterInput = z.infer<typeof registerInput>;

/** The Ombudsman's office has the case in its own register, under this number; another one corrects it. */
export function register(
  ctx: Context,
  actor: Actor & { tenant: string },
  target: Target,
  { number }: RegisterInput,
): Promise<Result<Summary>> {
  return perform(ctx, actor, {
    ...target,
    verb: "register",
    command: () => ({ type: "register", number }),
  });
}
