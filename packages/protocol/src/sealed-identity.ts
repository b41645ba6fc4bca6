import { CompactEncrypt, compactDecrypt, decodeProtectedHeader, errors } from "jose";
import { encryptionJwk, type EncryptionKey, type PublicJwk } from "./keys.ts";
import { refuse, type ProtocolRefusal } from "./refusal.ts";

/** RFC 7518, 4.6 and 5.3; RFC 8037 for X25519. Nothing else is sealed or opened. */
const alg = "ECDH-ES+A256KW";
const enc = "A256GCM";
const typ = "simpul-identity+jwe";
/** What is sealed is filled up to a multiple of this, so that its length says nothing: no identity is longer. */
const blockBytes = 2048;

/**
 * An identity for one node's eyes and for one ask: the ask's id is in the protected header, which the cipher covers, so the
 * answer to one cannot be shown as the answer to another.
 * @param plain JSON; blanks are added behind it
 * @throws TypeError for a key that is no X25519 key
 */
export async function sealIdentity(plain: string, to: PublicJwk, ask: string): Promise<string> {
  if (encryptionJwk(to, "") !== undefined) throw new TypeError("not an X25519 key");
  const bytes = Buffer.from(plain);
  const blocks = Math.max(1, Math.ceil(bytes.length / blockBytes));
  const filled = Buffer.alloc(blocks * blockBytes, " ");
  filled.set(bytes);
  return new CompactEncrypt(filled)
    .setProtectedHeader({ alg, enc, typ, kid: to.kid, ask })
    .encrypt({ ...to });
}

/** Whether it says to be for this key and this ask; only opening it proves so. */
export function isSealedFor(sealed: string, kid: string, ask: string): boolean {
  try {
    const header = decodeProtectedHeader(sealed);
    return header.kid === kid && header["ask"] === ask && header.typ === typ;
  } catch {
    return false;
  }
}

/** `malformed` for everything that does not open: a wrong key and a broken seal look alike. */
export async function openSealedIdentity(
  sealed: string,
  key: EncryptionKey,
  ask: string,
): Promise<{ outcome: "opened"; plain: string } | ProtocolRefusal> {
  if (!isSealedFor(sealed, key.kid, ask)) return refuse("wrongReply", "sealed for another ask");
  try {
    const { plaintext } = await compactDecrypt(sealed, key.privateKey, {
      keyManagementAlgorithms: [alg],
      contentEncryptionAlgorithms: [enc],
    });
    const plain = new TextDecoder("utf-8", { fatal: true }).decode(plaintext).trimEnd();
    return { outcome: "opened", plain };
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError)
      return refuse("malformed", "the sealed answer does not open");
    throw error;
  }
}
