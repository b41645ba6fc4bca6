import { describe, expect, test } from "vitest";
import { directoryKey, nodeEncryptionKey, nodeKey, rootKey } from "../fixtures/keys.ts";
import { certificateValidity, directory } from "../fixtures/messages.ts";
import {
  certifyDirectoryKey,
  encryptionKeyOf,
  keyLookup,
  signDirectory,
  verifyDirectory,
  type Directory,
  type PinnedRoot,
} from "../src/index.ts";

const certificate = await certifyDirectoryKey(directoryKey.publicJwk, rootKey, certificateValidity);
const now = "2026-11-22T00:00:00.000Z";

async function verified(
  change: Partial<Directory> = {},
  pinned: Partial<PinnedRoot> = {},
  crt = certificate,
) {
  return verifyDirectory(await signDirectory({ ...directory, ...change }, directoryKey, crt), {
    root: rootKey.kid,
    now,
    ...pinned,
  });
}

describe("trust begins at the pinned root", () => {
  test.each([nodeKey.kid, nodeKey.publicJwk])(
    "a directory under another root is forged",
    async (root) => {
      expect(await verified({}, { root })).toMatchObject({ outcome: "refused", code: "forged" });
    },
  );

  test("a forger who signs everything anew is not believed", async () => {
    const crt = await certifyDirectoryKey(directoryKey.publicJwk, nodeKey, certificateValidity);
    expect(await verified({}, {}, crt)).toMatchObject({ code: "forged" });
    expect(await verified({}, { root: rootKey.publicJwk }, crt)).toMatchObject({ code: "forged" });
    const impostor = { ...nodeKey, publicJwk: rootKey.publicJwk, kid: rootKey.kid };
    expect(
      await verified(
        {},
        {},
        await certifyDirectoryKey(directoryKey.publicJwk, impostor, certificateValidity),
      ),
    ).toMatchObject({ code: "forged" });
  });

  test("the certificate is for the key that signed", async () => {
    const crt = await certifyDirectoryKey(nodeKey.publicJwk, rootKey, certificateValidity);
    expect(await verified({}, {}, crt)).toMatchObject({ code: "forged" });
  });

  test("a node key certifies nothing, and a directory is not its own certificate", async () => {
    const jws = await signDirectory(directory, directoryKey, certificate);
    expect(await verified({}, {}, jws)).toMatchObject({ code: "forged" });
  });

  test("what was issued when the key was not certified is forged", async () => {
    expect(await verified({ issued: "2025-12-31T23:59:59.999Z" })).toMatchObject({
      code: "forged",
      pointer: "/issued",
    });
  });
});

describe("time and versions", () => {
  test("a version below the known one is a rollback; the known one is not", async () => {
    expect(await verified({}, { atLeastVersion: 13 })).toMatchObject({ code: "rollback" });
    expect(await verified({}, { atLeastVersion: 12 })).toMatchObject({ outcome: "verified" });
  });

  test("past its expiry it comes with the refusal, for the grace period", async () => {
    expect(await verified({}, { now: "2026-11-27T23:59:59.999Z" })).toMatchObject({
      outcome: "verified",
    });
    expect(await verified({}, { now: directory.expires })).toMatchObject({
      code: "expired",
      directory,
    });
  });

  test("past the certificate it is expired as well, though it says otherwise", async () => {
    const change = { expires: "2030-01-01T00:00:00.000Z" };
    expect(await verified(change, { now: certificateValidity.until })).toMatchObject({
      code: "expired",
    });
  });

  test("an expired rollback is a rollback", async () => {
    expect(
      await verified({}, { now: "2027-01-01T00:00:00.000Z", atLeastVersion: 13 }),
    ).toMatchObject({ code: "rollback" });
  });
});

describe("a directory says one thing", () => {
  const [hub, sleman] = directory.nodes;
  const [national, province, regency] = directory.tenants;
  if (!hub || !sleman || !national || !province || !regency)
    throw new Error("the fixture has two nodes and three tenants");

  test.each<[string, Partial<Directory>]>([
    ["/hub", { hub: "elsewhere" }],
    ["/expires", { expires: directory.issued }],
    ["/version", { version: 0 }],
    ["/nodes", { nodes: [hub, hub] }],
    ["/nodes", { nodes: [hub, { ...sleman, keys: hub.keys }] }],
    ["/nodes/1/urn", { nodes: [hub, { ...sleman, urn: hub.urn }] }],
    [
      "/nodes/0/keys/0/use",
      { nodes: [{ ...hub, keys: [{ jwk: rootKey.publicJwk, use: "enc", from: now }] }, sleman] },
    ],
    [
      "/nodes/0/keys/0/jwk",
      {
        nodes: [
          {
            ...hub,
            keys: [{ jwk: { ...rootKey.publicJwk, kid: nodeKey.kid }, use: "sig", from: now }],
          },
          sleman,
        ],
      },
    ],
    ["/nodes/0/public", { nodes: [{ ...hub, public: "javascript:alert(1)" }, sleman] }],
    ["/tenants", { tenants: [national, province, regency, regency] }],
    ["/tenants/1/node", { tenants: [national, { ...province, node: "elsewhere" }] }],
    ["/tenants/1/parent", { tenants: [national, { ...province, parent: "35" }] }],
    ["/tenants/1/parent", { tenants: [national, { ...province, parent: "34.04" }, regency] }],
    ["/tenants/0/zone", { tenants: [{ ...national, zone: "+07:00" }] }],
  ])("%s %#", async (pointer, change) => {
    expect(await verified(change)).toMatchObject({ code: "malformed", pointer });
  });
});

describe("looking up keys", () => {
  test("a key is found from its first moment until its last", () => {
    const owner = (at: string) => keyLookup(directory, at)(nodeKey.kid)?.node;
    expect(owner("2025-12-31T23:59:59.999Z")).toBeUndefined();
    expect(owner("2026-01-01T00:00:00.000Z")).toBe("sleman");
    expect(owner("2026-12-31T23:59:59.999Z")).toBe("sleman");
    expect(owner("2027-01-01T00:00:00.000Z")).toBeUndefined();
  });

  test("a revoked key still vouches for what it signed before", () => {
    expect(keyLookup(directory, "2025-12-31T23:59:59.999Z")(directoryKey.kid)).toEqual({
      node: "sleman",
      jwk: directoryKey.publicJwk,
    });
    expect(keyLookup(directory, "2026-01-01T00:00:00.000Z")(directoryKey.kid)).toBeUndefined();
  });

  test("an encryption key signs nothing, and a signing key is not sealed to", () => {
    expect(keyLookup(directory, now)(nodeEncryptionKey.kid)).toBeUndefined();
    expect(encryptionKeyOf(directory, "sleman", now)).toEqual(nodeEncryptionKey.publicJwk);
    expect(encryptionKeyOf(directory, "hub", now)).toBeUndefined();
  });
});
