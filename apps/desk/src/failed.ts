import { TRPCClientError } from "@trpc/client";
import type { AppRouter } from "@simpul/doors";

/** Why a procedure did not answer: the refusal's code, or `offline` where nothing came back. */
export function codeOf(error: unknown): string {
  if (!(error instanceof TRPCClientError)) return "offline";
  // Proof: this client talks to that router and to no other.
  const { data } = error as TRPCClientError<AppRouter>;
  return data == null
    ? "offline"
    : (data.failure ?? (data.httpStatus === 401 ? "unauthenticated" : "invalid"));
}

/** JSON pointer to the field that was refused, if it was one. */
export function pointerOf(error: unknown): string | undefined {
  if (!(error instanceof TRPCClientError)) return undefined;
  // Proof: as above.
  const { data } = error as TRPCClientError<AppRouter>;
  return data?.pointer ?? (data?.issues[0] && `/${data.issues[0].path.join("/")}`) ?? undefined;
}
