import type { BetterAuthPlugin } from "better-auth";
import {
  authorizationCodeRequest,
  createAuthorizationURL,
  getOAuth2Tokens,
  verifyJwsAccessToken,
} from "better-auth/oauth2";
import type { OAuth2Tokens, OAuthProvider } from "better-auth/oauth2";
import { z } from "zod";
import { json } from "./discovery.ts";
import type { Issuer } from "./discovery.ts";
import type { Outward } from "./outward.ts";

export type Claims = Readonly<Record<string, unknown>>;

interface Client {
  readonly id: string;
  readonly name: string;
  readonly clientId: string;
  readonly secret: string;
  readonly issuer: Issuer;
  readonly outward: Outward;
  /** Whom the provider vouches for: an address that it verified, or nobody. */
  judge(claims: Claims): Promise<{ readonly email: string } | "refused">;
}

const tokens = z.looseObject({ id_token: z.string().max(100_000) });
const person = z.looseObject({ sub: z.string() });

/** OpenID Connect Core, 3.1.3.7: by the clocks of two machines. */
const toleranceSeconds = 30;

/**
 * An OpenID Connect client for better-auth. Its own (genericOAuth) asks addresses that a tenant's administrator wrote by
 * `fetch`, wherever they lead; this one asks by `askOutward`. State, PKCE and nonce, and what becomes of the answer, stay
 * better-auth's.
 */
export function ssoClient(client: Client): BetterAuthPlugin {
  const provider: OAuthProvider<Claims> = {
    id: client.id,
    name: client.name,
    issuer: client.issuer.issuer,
    requiresIdTokenNonce: true,
    disableSignUp: true,
    disableImplicitSignUp: true,
    options: { disableSignUp: true },
    accountSubject: ({ profile }) => String(profile["sub"]),
    createAuthorizationURL: ({ state, codeVerifier, redirectURI, idTokenNonce }) =>
      createAuthorizationURL({
        id: client.id,
        options: { clientId: client.clientId },
        authorizationEndpoint: client.issuer.authorization,
        state,
        codeVerifier,
        redirectURI,
        scopes: ["openid", "email", "profile"],
        nonce: idTokenNonce,
        // With it the provider has to say when it last saw a proof (OpenID Connect Core, 2: auth_time).
        additionalParams: { max_age: "900" },
      }),
    validateAuthorizationCode: (given) => exchange(client, given),
    async getUserInfo(given) {
      const claims = await claimsOf(client, given);
      if (claims === undefined) return null;
      const judged = await client.judge(claims);
      const name = claims["name"];
      return {
        // Without an address nobody is found: it ends as a sign-in of somebody unknown.
        user: {
          email: judged === "refused" ? "" : judged.email,
          emailVerified: judged !== "refused",
          name: typeof name === "string" ? name : "",
        },
        data: claims,
      };
    },
  };
  return {
    id: "simpul-sso",
    init: ({ socialProviders }) => ({
      // Proof: of a profile nobody but `accountSubject` above reads anything.
      context: { socialProviders: [provider as unknown as OAuthProvider, ...socialProviders] },
    }),
  };
}

async function exchange(
  { clientId, secret, issuer, outward }: Client,
  { code, codeVerifier, redirectURI }: Parameters<OAuthProvider["validateAuthorizationCode"]>[0],
): Promise<OAuth2Tokens> {
  const { body, headers } = await authorizationCodeRequest({
    code,
    codeVerifier,
    redirectURI,
    options: { clientId, clientSecret: secret },
    tokenEndpoint: issuer.token,
    authentication: issuer.authentication,
  });
  const asking = { method: "POST", headers: { ...headers }, body: String(body) } as const;
  return getOAuth2Tokens(await json(outward, issuer.token, tokens, asking));
}

/** Of an ID token that the issuer signed for this client and this very sign-in; undefined of any other. */
async function claimsOf(
  { clientId, issuer, outward }: Client,
  given: OAuth2Tokens & { expectedIdTokenNonce?: string | undefined },
): Promise<Claims | undefined> {
  const { idToken, accessToken, expectedIdTokenNonce: nonce } = given;
  if (idToken === undefined || nonce === undefined) return undefined;
  try {
    const claims: Claims = await verifyJwsAccessToken(idToken, {
      jwksFetch: () => issuer.keys(),
      jwksCacheKey: issuer,
      verifyOptions: {
        issuer: issuer.issuer,
        audience: clientId,
        algorithms: [...issuer.algorithms],
        requiredClaims: ["sub", "exp", "iat"],
        clockTolerance: toleranceSeconds,
      },
    });
    const { azp } = claims;
    if (claims["nonce"] !== nonce || (azp !== undefined && azp !== clientId)) return undefined;
    if (claims["email"] !== undefined || issuer.userInfo === undefined) return claims;
    const headers = { authorization: `Bearer ${accessToken ?? ""}` };
    const said = await json(outward, issuer.userInfo, person, { headers });
    // OpenID Connect Core, 5.3.2: of the same person, or of nobody. When and for whom it was proved is the token's to say.
    return said.sub === claims["sub"] ? { ...said, ...claims } : undefined;
  } catch {
    return undefined;
  }
}
