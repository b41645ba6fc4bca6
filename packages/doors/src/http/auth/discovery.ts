import { z } from "zod";
import { askOutward, isAllowed, OutwardFault } from "./outward.ts";
import type { Outward } from "./outward.ts";

/** Signatures by which an ID token is believed: the issuer's own, never one made with our shared secret. */
const algorithms = [
  "RS256",
  "RS384",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
  "ES256",
  "ES384",
  "ES512",
  "EdDSA",
  "Ed25519",
];

/** OpenID Connect Discovery 1.0, 3: what of it is needed. */
const document = z.object({
  issuer: z.string().max(500),
  authorization_endpoint: z.string().max(2000),
  token_endpoint: z.string().max(2000),
  jwks_uri: z.string().max(2000),
  userinfo_endpoint: z.string().max(2000).optional(),
  id_token_signing_alg_values_supported: z.array(z.string()).default(["RS256"]),
  token_endpoint_auth_methods_supported: z.array(z.string()).default(["client_secret_basic"]),
});

const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).max(100) });

export interface Issuer {
  readonly issuer: string;
  readonly authorization: string;
  readonly token: string;
  readonly userInfo: string | undefined;
  readonly algorithms: readonly string[];
  readonly authentication: "basic" | "post";
  keys(): Promise<z.infer<typeof keySet>>;
}

const withoutSlash = (url: string): string => url.replace(/\/$/, "");

/**
 * What an identity provider says of itself. Its name has to be the one that we know (Discovery 1.0, 4.3), and each address that
 * it names is held to the same rule as its own.
 * @throws OutwardFault, for whatever reason
 */
export async function discover(outward: Outward, issuer: string): Promise<Issuer> {
  const said = await json(
    outward,
    `${withoutSlash(issuer)}/.well-known/openid-configuration`,
    document,
  );
  if (withoutSlash(said.issuer) !== withoutSlash(issuer)) throw new OutwardFault("another issuer");
  const { authorization_endpoint, token_endpoint, jwks_uri, userinfo_endpoint } = said;
  const named = [authorization_endpoint, token_endpoint, jwks_uri, userinfo_endpoint ?? issuer];
  if (!named.every((url) => isAllowed(outward, url))) throw new OutwardFault("not allowed");
  const methods = said.token_endpoint_auth_methods_supported;
  return {
    issuer: said.issuer,
    authorization: authorization_endpoint,
    token: token_endpoint,
    userInfo: userinfo_endpoint,
    algorithms: algorithms.filter((each) =>
      said.id_token_signing_alg_values_supported.includes(each),
    ),
    authentication: methods.includes("client_secret_basic") ? "basic" : "post",
    keys: () => json(outward, jwks_uri, keySet),
  };
}

/** Whether somebody who signs in could be sent there. */
export async function isFitIssuer(outward: Outward, issuer: string): Promise<boolean> {
  try {
    await discover(outward, issuer);
    return true;
  } catch (error) {
    if (error instanceof OutwardFault) return false;
    throw error;
  }
}

/** Of a 200; everything else is a fault. */
export async function json<S extends z.ZodType>(
  outward: Outward,
  url: string,
  shape: S,
  asking?: Parameters<typeof askOutward>[2],
): Promise<z.infer<S>> {
  const { status, text } = await askOutward(outward, url, asking);
  if (status !== 200) throw new OutwardFault("not 200");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new OutwardFault("no JSON");
  }
  const read = shape.safeParse(value);
  if (!read.success) throw new OutwardFault("another shape");
  return read.data;
}
