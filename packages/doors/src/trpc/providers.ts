import {
  disableProvider,
  disableProviderInput,
  identityProviderInput,
  keepIdentityProvider,
  listIdentityProviders,
} from "@simpul/casework";
import { isFitIssuer } from "../http/auth/discovery.ts";
import { publicOnly } from "../http/auth/outward.ts";
import { procedure, router, unwrap } from "./procedure.ts";

/** By whose word the people of a tenant may sign in, beside a password. */
export const providersRouter = router({
  list: procedure.query(async ({ ctx }) => unwrap(await listIdentityProviders(ctx.ctx, ctx.actor))),
  keep: procedure
    .input(identityProviderInput)
    .mutation(async ({ ctx, input }) =>
      unwrap(
        await keepIdentityProvider(ctx.ctx, ctx.actor, input, (issuer) =>
          isFitIssuer(ctx.outward ?? publicOnly, issuer),
        ),
      ),
    ),
  disable: procedure
    .input(disableProviderInput)
    .mutation(async ({ ctx, input }) => unwrap(await disableProvider(ctx.ctx, ctx.actor, input))),
});
