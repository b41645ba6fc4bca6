import { accountByEmail, identityProvidersOf, wholeOf, withScope } from "@simpul/db";
import type { IdentityProviderRow } from "@simpul/db";
import { staffAt } from "@simpul/casework";
import { betterAuth } from "better-auth/minimal";
import { twoFactor } from "better-auth/plugins/two-factor";
import { adapterOf } from "./adapter.ts";
import { discover } from "./discovery.ts";
import type { Issuer } from "./discovery.ts";
import { currentFlow } from "./flow.ts";
import { OutwardFault } from "./outward.ts";
import { hashRecoveryCodes, newRecoveryCodes } from "./recovery-codes.ts";
import type { SignInCore } from "./core.ts";
import { absoluteHours } from "./sessions.ts";
import { ssoClient } from "./sso-client.ts";
import type { Claims } from "./sso-client.ts";

export type Library = ReturnType<typeof openOne>;

/** Providers whose keys and addresses are kept at hand, and how long what they say of themselves is believed. */
const mostOpen = 50;
const discoveredMs = 3_600_000;

interface Opened {
  readonly recordedAt: string;
  readonly until: number;
  readonly library: Library;
}

export interface Libraries {
  readonly plain: Library;
  /** With a tenant's identity provider beside it. @param name `<tenant>~<id>` */
  withProvider(name: string): Promise<Library | "unknown" | "unreachable">;
}

/** better-auth, and as many of it as there are identity providers in use. */
export function openLibraries(signIn: SignInCore): Libraries {
  const opened = new Map<string, Opened>();
  return {
    plain: openOne(signIn, undefined),
    async withProvider(name) {
      const row = await providerOf(signIn, name);
      if (row === undefined) return "unknown";
      const known = opened.get(name);
      if (known?.recordedAt === row.recorded_at && performance.now() < known.until)
        return known.library;
      const issuer = await reached(signIn, row.issuer);
      if (issuer === "unreachable") return issuer;
      const secret = await signIn.ctx.vault.open(row.sealed_secret);
      const library = openOne(signIn, { ...row, secret, reached: issuer });
      if (opened.size >= mostOpen) opened.clear();
      const until = performance.now() + discoveredMs;
      opened.set(name, { recordedAt: row.recorded_at, until, library });
      return library;
    },
  };
}

async function reached({ outward }: SignInCore, issuer: string): Promise<Issuer | "unreachable"> {
  try {
    return await discover(outward, issuer);
  } catch (error) {
    if (error instanceof OutwardFault) return "unreachable";
    throw error;
  }
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

type Provider = IdentityProviderRow & { readonly secret: string; readonly reached: Issuer };

function openOne(signIn: SignInCore, provider: Provider | undefined) {
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
      ...(provider === undefined ? [] : [clientOf(signIn, provider)]),
    ],
  });
}

function clientOf(signIn: SignInCore, provider: Provider) {
  return ssoClient({
    id: providerName(provider),
    name: provider.name,
    clientId: provider.client_id,
    secret: provider.secret,
    issuer: provider.reached,
    outward: signIn.outward,
    /** Whom this provider may vouch for, before anything is linked or begun. */
    async judge(claims) {
      const judged = await vouchedFor(signIn, provider, claims);
      const flow = currentFlow();
      if (flow !== undefined) {
        if ("why" in judged) flow.refused = judged.why;
        flow.freshAt = provedAt(signIn, claims["auth_time"]);
      }
      return "why" in judged ? "refused" : judged;
    },
  });
}

/** Roles at its own tenant, an address of its own domain that it has verified; nobody who belongs only elsewhere. */
async function vouchedFor(
  { ctx }: SignInCore,
  { tenant, email_domain: domain }: IdentityProviderRow,
  { email, email_verified: isVerified }: Claims,
): Promise<{ readonly email: string } | { readonly why: string }> {
  // Some write it as a text.
  if (typeof email !== "string" || String(isVerified) !== "true")
    return { why: "unverifiedAddress" };
  const address = email.toLowerCase();
  if (address.split("@").at(-1) !== domain) return { why: "otherDomain" };
  const account = await accountByEmail(ctx.db.pg, address);
  if (account === undefined) return { why: "unknownAccount" };
  const staff = await staffAt(ctx, tenant, account.id, false);
  return staff === "none" ? { why: "noRole" } : { email: address };
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
