import { identityProvidersOf, wholeOf, withScope } from "@simpul/db";
import { z } from "zod";
import { addressOf } from "../limits/address.ts";
import { problem } from "../problem.ts";
import { audited } from "./audit.ts";
import { keepBrowser } from "./browsers.ts";
import { deskOf } from "./desk.ts";
import { passCookies, wait } from "./door.ts";
import type { Asked, AskedBy, AuthDoor } from "./door.ts";
import { inFlow } from "./flow.ts";
import type { Flow } from "./flow.ts";
import { agentOf, endPrevious } from "./sessions.ts";

const startBody = z.strictObject({
  tenant: z.string().min(1).max(64),
  provider: z.string().min(1).max(64),
});

export function ssoRoutes({ get, post }: AuthDoor): void {
  get("/sso/:tenant", "anyone", offered);
  post("/sign-in/sso", startBody, "anyone", start);
  get("/callback/:id", "anyone", finish);
}

/** What a tenant's people may sign in with, beside a password. */
async function offered({ signIn, c }: Asked<undefined, "anyone">): Promise<Response> {
  const { ctx } = signIn;
  const named = c.req.param("tenant") ?? "";
  const tenant = deskOf(signIn, c, named === "-" ? undefined : named);
  if (tenant === undefined) return problem(c, "notFound");
  const rows = await withScope(ctx.db, wholeOf([tenant]), (tx) => identityProvidersOf(tx, tenant));
  return c.json({ tenant, items: rows.map(({ id, name }) => ({ id, name })) });
}

/** Where to go: authorization code with PKCE, state and nonce, all bound to this browser (better-auth). */
async function start({ signIn, c, input }: AskedBy<typeof startBody, "anyone">): Promise<Response> {
  const may = await signIn.attempts.named(`sso/${addressOf(c)}`, 60, 600);
  if (may.outcome === "wait") return wait(c, may.seconds);
  const provider = `${input.tenant}~${input.provider}`;
  const library = await signIn.libraryWith(provider);
  if (typeof library === "string")
    return problem(c, library === "unknown" ? "notFound" : "unavailable");
  const answer = await library.api.signInSocial({
    body: { provider, callbackURL: `${signIn.publicUrl}/desk`, disableRedirect: true },
    headers: c.req.raw.headers,
    asResponse: true,
  });
  if (!answer.ok) return problem(c, "unavailable");
  passCookies(c, answer);
  const { url } = z.object({ url: z.url() }).parse(await answer.json());
  return c.json({ url });
}

/** Back from the provider: to the desk, signed in or with a word about why not. */
async function finish({ signIn, c }: Asked<undefined, "anyone">): Promise<Response> {
  const id = c.req.param("id") ?? "";
  const [tenant = ""] = id.split("~");
  const library = await signIn.libraryWith(id);
  const flow: Flow = { how: "sso", agent: agentOf(c), freshAt: null, onlyTenant: tenant };
  if (typeof library === "string") flow.refused = library;
  else
    passCookies(
      c,
      await inFlow(flow, () =>
        library.api.callbackOAuth({
          params: { id },
          query: c.req.query(),
          headers: c.req.raw.headers,
          method: "GET",
          asResponse: true,
        }),
      ),
    );
  if (flow.began === undefined) {
    await audited(signIn, {
      desk: signIn.ctx.here.tenants().includes(tenant) ? tenant : undefined,
      verb: "signIn",
      outcome: "refused",
      detail: { how: "sso", why: flow.refused ?? "notCompleted" },
    });
    return c.redirect(`${signIn.publicUrl}/desk?error=sso`);
  }
  await endPrevious(signIn, c);
  const browser = await keepBrowser(signIn, c, signIn.ctx.db.pg, flow.began.account);
  browser.giveCookie();
  return c.redirect(`${signIn.publicUrl}/desk`);
}
