import { accountByEmail, identityProvidersOf, wholeOf, withScope } from "@simpul/db";
import type { IdentityProviderRow } from "@simpul/db";
import { staffAt } from "@simpul/casework";
import { betterAuth } from "better-auth/minimal";
import { genericOAuth } from "better-auth/plugins/generic-oauth";
import { twoFactor } from "better-auth/plugins/two-factor";
import { adapterOf } from "./adapter.ts";
import { currentFlow } from "./flow.ts";
import { hashRecoveryCodes, newRecoveryCodes } from "./recovery-codes.ts";
import type { SignInCore } from "./core.ts";
import { absoluteHours } from "./sessions.ts";

export type Library = ReturnType<typeof openOne>;

/** Providers whose keys and addresses are kept at hand. */
const mostOpen = 50;

/** better-auth, and with a tenant's identity provider beside it where that is asked for. */
export function openLibrary(signIn: SignInCore): (provider?: string) => Promise<Library> {
  const plain = openOne(signIn, undefined);
  const withProvider = new Map<string, { recordedAt: string; library: Library }>();
  return async (name) => {
    if (name === undefined) return plain;
    const provider = await providerOf(signIn, name);
    if (provider === undefined) return plain;
    const known = withProvider.get(name);
    if (known?.recordedAt === provider.recorded_at) return known.library;
    const secret = await signIn.ctx.vault.open(provider.sealed_secret);
    const library = openOne(signIn, { ...provider, secret });
    if (withProvider.size >= mostOpen) withProvider.clear();
    withProvider.set(name, { recordedAt: provider.recorded_at, library });
    return library;
  };
}

/** @param name `<tenant>~<id>`, as it stands in the path of the callback */
async function providerOf(
  { ctx }: Pick<SignInCore, "ctx">,
  name: string,
): Promise<IdentityProviderRow | undefined> {
  const [tenant, id] = name.split("~");
  if (tenant === undefined || !ctx.here.tenants().includes(tenant)) return undefined;
  const rows = await withScope(ctx.db, wholeOf([tenant]), (tx) => identityProvidersOf(tx, tenant));
  return rows.find((row) => row.id === id);
}

const providerName = ({ tenant, id }: Pick<IdentityProviderRow, "tenant" | "id">): string =>
  `${tenant}~${id}`;

function openOne(
  signIn: SignInCore,
  provider: (IdentityProviderRow & { readonly secret: string }) | undefined,
) {
  const { cookies, ctx, passwords, publicUrl } = signIn;
  return betterAuth({
    appName: "Simpul",
    baseURL: `${publicUrl}/api/auth`,
    basePath: "/api/auth",
    secret: signIn.secret(),
    database: adapterOf(signIn),
    // Its lines would quote addresses and providers' answers.
    logger: { disabled: true },
    telemetry: { enabled: false },
    // Our own limits stand before the password is hashed and count over all processes; its own count within one.
    rateLimit: { enabled: false },
    onAPIError: { errorURL: `${publicUrl}/desk` },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      maxPasswordLength: 256,
      password: {
        hash: (password) => passwords.hash(password),
        verify: ({ hash, password }) => passwords.verify(hash, password),
      },
    },
    session: {
      // How long the cookie stays; idle time and revocation are in the database alone.
      expiresIn: absoluteHours * 3600,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
    },
    account: {
      // Nothing is asked of an identity provider after the sign-in: its tokens are not kept.
      updateAccountOnSignIn: false,
      accountLinking: { enabled: true, requireLocalEmailVerified: false },
    },
    verification: { storeIdentifier: "hashed" },
    advanced: {
      cookiePrefix: cookies.prefix,
      // It would write `__Secure-` in front of our names.
      useSecureCookies: false,
      cookies: { session_token: { name: cookies.session } },
      defaultCookieAttributes: {
        secure: cookies.secure,
        httpOnly: true,
        sameSite: "lax",
        path: "/",
      },
      ipAddress: { disableIpTracking: true },
    },
    plugins: [
      twoFactor({
        issuer: "Simpul",
        // Who came by single sign-on has no password; the door asks them for a fresh session.
        allowPasswordless: true,
        backupCodeOptions: {
          customBackupCodesGenerate: newRecoveryCodes,
          storeBackupCodes: {
            encrypt: (codes) => Promise.resolve(hashRecoveryCodes(ctx, codes)),
            decrypt: (kept) => Promise.resolve(kept),
          },
        },
      }),
      genericOAuth({ config: provider === undefined ? [] : [configOf(signIn, provider)] }),
    ],
  });
}

function configOf(signIn: SignInCore, provider: IdentityProviderRow & { readonly secret: string }) {
  return {
    providerId: providerName(provider),
    discoveryUrl: `${provider.issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
    clientId: provider.client_id,
    clientSecret: provider.secret,
    scopes: ["openid", "email", "profile"],
    pkce: true,
    requireIdTokenVerification: true,
    disableSignUp: true,
    disableImplicitSignUp: true,
    // With it the provider has to say when it last saw a proof (OpenID Connect Core, 2: auth_time).
    authorizationUrlParams: { max_age: "900" },
    /** Whom this provider may vouch for, before anything is linked or begun. */
    async mapProfileToUser(profile: Record<string, unknown>) {
      const why = await refusalOf(signIn, provider, profile);
      const flow = currentFlow();
      if (flow !== undefined) {
        if (why !== undefined) flow.refused = why;
        flow.freshAt = provedAt(signIn, profile["auth_time"]);
      }
      // Without an address nobody is found: it ends as a sign-in of somebody unknown.
      return why === undefined ? {} : { email: "", emailVerified: false };
    },
  };
}

/** Roles at its own tenant, an address of its own domain that it has verified; nobody who belongs only elsewhere. */
async function refusalOf(
  { ctx }: SignInCore,
  { tenant, email_domain: domain }: IdentityProviderRow,
  profile: Record<string, unknown>,
): Promise<string | undefined> {
  const { email, email_verified: isVerified } = profile;
  if (typeof email !== "string" || isVerified !== true) return "unverifiedAddress";
  const address = email.toLowerCase();
  if (address.split("@").at(-1) !== domain) return "otherDomain";
  const account = await accountByEmail(ctx.db.pg, address);
  if (account === undefined) return "unknownAccount";
  return (await staffAt(ctx, tenant, account.id, false)) === "none" ? "noRole" : undefined;
}

/** @param authTime seconds since 1970, by the provider's clock */
function provedAt({ ctx }: SignInCore, authTime: unknown): string | null {
  if (typeof authTime !== "number" || !Number.isSafeInteger(authTime)) return null;
  const age = Math.max(0, Math.floor(Date.now() / 1000) - authTime);
  return ctx
    .now()
    .subtract({ seconds: Math.min(age, 86_400) })
    .toString();
}
