import { createHash, createHmac, randomBytes } from "node:crypto";
import { CompactEncrypt, decodeProtectedHeader } from "jose";
import { expect, test } from "vitest";
import { createVault } from "../../src/index.ts";

const contact = '{"name":"Siti Aminah","phone":"+62 812-0000-0000"}';

test("what was sealed opens, and the row shows nothing of it", async () => {
  const vault = createVault(randomBytes(32));
  const sealed = await vault.seal(contact);
  expect(await vault.open(sealed)).toBe(contact);
  for (const part of sealed.split("."))
    expect(Buffer.from(part, "base64url").toString("latin1")).not.toContain("Siti");
});

test("each row has a data key of its own", async () => {
  const vault = createVault(randomBytes(32));
  const [one, other] = [await vault.seal(contact), await vault.seal(contact)];
  const wrapped = [one, other].map((sealed) => sealed.split(".")[1]);
  expect(wrapped[0]).not.toBe(wrapped[1]);
});

test("after a rotation the new key seals and the earlier one still opens", async () => {
  const [before, after] = [randomBytes(32), randomBytes(32)];
  const old = await createVault(before).seal(contact);
  const rotated = createVault(after, [before]);
  expect(await rotated.open(old)).toBe(contact);
  const fresh = await rotated.seal(contact);
  expect(await createVault(after).open(fresh)).toBe(contact);
  expect(decodeProtectedHeader(fresh).kid).not.toBe(decodeProtectedHeader(old).kid);
  await expect(createVault(after).open(old)).rejects.toMatchObject({ code: "unknownKey" });
});

test("a changed row does not open, and the failure says nothing of its words", async () => {
  const vault = createVault(randomBytes(32));
  const parts = (await vault.seal(contact)).split(".");
  const changed = parts.map((part, i) => (i === 3 ? flipped(part) : part)).join(".");
  const failure = await vault.open(changed).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: "damaged" });
  expect(String(failure)).not.toMatch(/Siti|812/);
  await expect(vault.open("not sealed at all")).rejects.toMatchObject({ code: "damaged" });
});

test("a row sealed another way under our key's name is refused", async () => {
  const key = randomBytes(32);
  const vault = createVault(key);
  const { kid } = decodeProtectedHeader(await vault.seal(contact));
  const direct = await new CompactEncrypt(Buffer.from(contact))
    .setProtectedHeader({ alg: "dir", enc: "A256GCM", ...(kid === undefined ? {} : { kid }) })
    .encrypt(key);
  await expect(vault.open(direct)).rejects.toMatchObject({ code: "damaged" });
});

test.each([0, 16, 31, 33])("a key of %i bytes is refused", (length) => {
  expect(() => createVault(randomBytes(length))).toThrow(
    expect.objectContaining({ code: "keyLength" }),
  );
  expect(() => createVault(randomBytes(32), [randomBytes(length)])).toThrow("32 bytes");
});

function flipped(part: string): string {
  const bytes = Buffer.from(part, "base64url");
  bytes.writeUInt8(bytes.readUInt8(0) ^ 1, 0);
  return bytes.toString("base64url");
}

test("keys are named by their thumbprints, and one that is listed twice is no earlier one", async () => {
  const [first, second] = [randomBytes(32), randomBytes(32)];
  const { kid } = decodeProtectedHeader(await createVault(first).seal(contact));
  expect(await createVault(first, [first]).kids()).toEqual({ sealing: kid, earlier: [] });
  expect(await createVault(second, [first]).kids()).toMatchObject({ earlier: [kid] });
});

test("a digest is the same for the same words, tells nothing without the key, and survives a rotation", () => {
  const [first, second] = [randomBytes(32), randomBytes(32)];
  const vault = createVault(first);
  expect(vault.digest(contact)).toBe(vault.digest(contact));
  expect(vault.digest(contact)).not.toBe(vault.digest(`${contact} `));
  expect(createVault(second).digest(contact)).not.toBe(vault.digest(contact));
  expect(createVault(second, [first]).digest(contact)).toBe(vault.digest(contact));
  const plain = createHash("sha256").update(contact).digest("base64url");
  const underTheVaultKey = createHmac("sha256", first).update(contact).digest("base64url");
  expect([plain, underTheVaultKey]).not.toContain(vault.digest(contact));
});
