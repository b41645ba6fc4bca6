import { createCipheriv, createHmac, createSecretKey, hkdfSync, randomBytes } from "node:crypto";
import { calculateJwkThumbprint, compactDecrypt, errors } from "jose";

export type VaultFailureCode = "keyLength" | "unknownKey" | "damaged";

/** Never holds what was sealed: an error's message reaches logs. */
export class VaultFailure extends Error {
  readonly code: VaultFailureCode;

  constructor(code: VaultFailureCode, message: string) {
    super(message);
    this.name = "VaultFailure";
    this.code = code;
  }
}

/** Seals under a key that is not in the database; `open` fails with `unknownKey` or `damaged`. */
export interface SealingVault {
  seal(plain: string): Promise<string>;
  open(sealed: string): Promise<string>;
  /** HMAC-SHA256, base64url. A rotation does not change its key: a message that is repeated is still the same message. */
  digest(said: string): string;
  /** Thumbprints (RFC 7638) of the key that seals and of those that only open. */
  kids(): Promise<VaultKids>;
}

export interface VaultKids {
  readonly sealing: string;
  readonly earlier: readonly string[];
}

/**
 * Each row has a data key of its own (AES-256-GCM), wrapped by the key-encryption key, as a compact JWE (RFC 7516).
 * The wrapping is A256KW and not A256GCMKW: RFC 3394 takes no nonce, so there is no number of rows after which a key
 * must be changed, and the row is 67 characters shorter.
 *
 * `kid` is the thumbprint of the key-encryption key (RFC 7638), so rows sealed before a rotation say which key opens them.
 * @param key 32 random bytes: with fewer, or a password, the thumbprint would give the key away
 * @param earlier keys that still open but never seal, the newest first
 * @param digestKey 32 bytes; what `openVault` keeps for an installation
 */
export function createVault(
  key: Uint8Array,
  earlier: readonly Uint8Array[] = [],
  digestKey: Uint8Array = derivedDigestKey(key, earlier),
): SealingVault {
  for (const each of [key, ...earlier])
    if (each.length !== 32) throw new VaultFailure("keyLength", "a vault key is 32 bytes");
  // Imported at the first use, and once: importing takes a third of the time of sealing.
  const keys = Promise.all([key, ...earlier].map(imported));
  const hmacKey = createSecretKey(Buffer.from(digestKey));

  return {
    digest: (said) => createHmac("sha256", hmacKey).update(said).digest("base64url"),
    async kids() {
      const [current, ...others] = await keys;
      if (current === undefined) throw new VaultFailure("unknownKey", "the vault holds no key");
      return {
        sealing: current.kid,
        earlier: others.map(({ kid }) => kid).filter((kid) => kid !== current.kid),
      };
    },
    async seal(plain) {
      const [current] = await keys;
      if (current === undefined) throw new VaultFailure("unknownKey", "the vault holds no key");
      return sealJwe(current.header, current.raw, plain);
    },
    async open(sealed) {
      const known = await keys;
      try {
        const { plaintext } = await compactDecrypt(
          sealed,
          ({ kid }) => {
            const found = known.find((k) => k.kid === kid);
            if (found === undefined)
              throw new VaultFailure("unknownKey", `no key ${String(kid)} in the vault`);
            return found.wrapping;
          },
          // Nothing else is ever written here; a row that asks for another way is not one of ours.
          { keyManagementAlgorithms: ["A256KW"], contentEncryptionAlgorithms: ["A256GCM"] },
        );
        return new TextDecoder("utf-8", { fatal: true }).decode(plaintext);
      } catch (error) {
        if (error instanceof errors.JOSEError)
          throw new VaultFailure("damaged", `a sealed row does not open (${error.code})`);
        throw error;
      }
    },
  };
}

/**
 * From the earliest key: how every installation digested before the key had a row of its own. A key of its own (RFC 5869):
 * what one use gives away says nothing to the other.
 */
export function derivedDigestKey(key: Uint8Array, earlier: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", earlier.at(-1) ?? key, "", "simpul:digest", 32));
}

/** What everything begins with that is sealed under one key, and nothing else does. */
export function sealedPrefix(kid: string): string {
  return `${headerOf(kid)}.`;
}

const headerOf = (kid: string): string =>
  Buffer.from(JSON.stringify({ alg: "A256KW", enc: "A256GCM", kid })).toString("base64url");

async function imported(key: Uint8Array) {
  const kid = await calculateJwkThumbprint({
    kty: "oct",
    k: Buffer.from(key).toString("base64url"),
  });
  const wrapping = await crypto.subtle.importKey("raw", Uint8Array.from(key), "AES-KW", false, [
    "wrapKey",
    "unwrapKey",
  ]);
  return { kid, wrapping, header: headerOf(kid), raw: Uint8Array.from(key) };
}

/** RFC 3394, 2.2.3.1 */
const wrapIv = Buffer.alloc(8, 0xa6);

/**
 * Sealing stands in the way of every intake with a contact. By node:crypto it costs 17 µs; by jose four jobs of the
 * thread pool and 98 µs. Opening is jose's, so that every row that is read shows that both agree.
 */
function sealJwe(header: string, wrappingKey: Uint8Array, plain: string): string {
  const random = randomBytes(44);
  const key = random.subarray(0, 32);
  const nonce = random.subarray(32);
  const wrap = createCipheriv("id-aes256-wrap", wrappingKey, wrapIv);
  const wrapped = Buffer.concat([wrap.update(key), wrap.final()]);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  cipher.setAAD(Buffer.from(header, "ascii"));
  const sealed = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return [
    header,
    ...[wrapped, nonce, sealed, cipher.getAuthTag()].map((part) => part.toString("base64url")),
  ].join(".");
}
