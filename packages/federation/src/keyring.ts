import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  certifyDirectoryKey,
  exportPrivateJwk,
  generateEncryptionKey,
  generateSigningKey,
  importEncryptionKey,
  importSigningKey,
} from "@simpul/protocol";
import type { EncryptionKey, PublicJwk, SigningKey } from "@simpul/protocol";

/** A deployment's private keys, in files that only its user can read; nothing of them is in the database. */
export interface Keyring {
  readonly signing: SigningKey;
  readonly encryption: EncryptionKey;
  /** The hub only: what it signs directories with, and the root's certificate for it. */
  readonly directory?: { readonly key: SigningKey; readonly certificate: string };
  /** The hub's root key: made here at the hub, pinned at a node's enrolment; none before that. */
  readonly root?: PublicJwk;
}

const years = (n: number, from: Temporal.Instant): string =>
  from
    .toZonedDateTimeISO("UTC")
    .add({ years: n })
    .toInstant()
    .toString({ fractionalSecondDigits: 3 });

/** Makes what is missing and leaves what is there: running it twice changes nothing. */
export async function createKeyring(
  folder: string,
  kind: "hub" | "node",
  now: Temporal.Instant,
): Promise<Keyring> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await keep(folder, "signing.jwk", async () => exportPrivateJwk(await generateSigningKey()));
  await keep(folder, "encryption.jwk", async () => exportPrivateJwk(await generateEncryptionKey()));
  if (kind === "hub") {
    // A hub whose root key lies offline has its public half and the certificate; a new root would be another hub.
    if ((await read(folder, "hub-root.jwk").catch(absent)) === undefined)
      await keep(folder, "root.jwk", async () => exportPrivateJwk(await generateSigningKey()));
    await keep(folder, "directory.jwk", async () => exportPrivateJwk(await generateSigningKey()));
    await keep(folder, "directory.crt", async () => {
      const root = await importSigningKey(await read(folder, "root.jwk"));
      const key = await importSigningKey(await read(folder, "directory.jwk"));
      const from = now.subtract({ hours: 1 }).toString({ fractionalSecondDigits: 3 });
      return {
        certificate: await certifyDirectoryKey(key.publicJwk, root, { from, until: years(5, now) }),
      };
    });
    await keep(
      folder,
      "hub-root.jwk",
      async () => (await importSigningKey(await read(folder, "root.jwk"))).publicJwk,
    );
  }
  return openKeyring(folder);
}

/** @throws if the folder holds no keys: `simpul init` makes them */
export async function openKeyring(folder: string): Promise<Keyring> {
  const signing = await importSigningKey(await read(folder, "signing.jwk"));
  const encryption = await importEncryptionKey(await read(folder, "encryption.jwk"));
  const directory = await read(folder, "directory.jwk").catch(absent);
  const certificate = await read(folder, "directory.crt").catch(absent);
  const root = await read(folder, "hub-root.jwk").catch(absent);
  return {
    signing,
    encryption,
    ...(directory === undefined || !isCertificate(certificate)
      ? {}
      : {
          directory: {
            key: await importSigningKey(directory),
            certificate: certificate.certificate,
          },
        }),
    ...(isPublicJwk(root) ? { root } : {}),
  };
}

/** The pin: no later message may change it, so an existing one is never overwritten. */
export async function pinRoot(folder: string, root: PublicJwk): Promise<"pinned" | "differs"> {
  await keep(folder, "hub-root.jwk", async () => root);
  const kept = await read(folder, "hub-root.jwk");
  return isPublicJwk(kept) && kept.kid === root.kid ? "pinned" : "differs";
}

async function keep(folder: string, name: string, make: () => Promise<unknown>): Promise<void> {
  try {
    await writeFile(join(folder, name), `${JSON.stringify(await make())}\n`, {
      mode: 0o600,
      flag: "wx",
    });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
}

async function read(folder: string, name: string): Promise<unknown> {
  return JSON.parse(await readFile(join(folder, name), "utf8"));
}

function absent(error: unknown): undefined {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
  throw error;
}

function isCertificate(value: unknown): value is { certificate: string } {
  return (
    typeof value === "object" &&
    value !== null &&
    "certificate" in value &&
    typeof value.certificate === "string"
  );
}

function isPublicJwk(value: unknown): value is PublicJwk {
  return (
    typeof value === "object" && value !== null && "kid" in value && "x" in value && "crv" in value
  );
}
