import { z } from "zod";

/** Messages complete the sentence "NAME must be …" and never hold the value: it may be a secret. */
const url = (protocols: readonly string[], error: string) =>
  z.string({ error }).refine(
    (text) => {
      const parsed = URL.parse(text);
      return parsed !== null && protocols.includes(parsed.protocol) && parsed.hostname !== "";
    },
    { error },
  );

/** Each variable has a schema of its own, because its notes hang on the schema: hence functions. */
export const postgresUrl = () =>
  url(
    ["postgres:", "postgresql:"],
    "must be a PostgreSQL address, postgres://role:password@host:port/database",
  );

/** Nothing behind the port: what a library would make of it is not ours to know. */
export const smtpUrl = () =>
  url(["smtp:", "smtps:"], "must be a mail server, smtps://user:password@host:port").refine(
    (text) => {
      const parsed = URL.parse(text);
      return parsed === null || /^\/?$/.test(`${parsed.pathname}${parsed.search}${parsed.hash}`);
    },
    { error: "must be a mail server's address without path, query and fragment" },
  );

/** Without credentials (they would be logged with the address) and without a trailing slash. */
export const httpUrl = () =>
  url(["http:", "https:"], "must be an http or https address")
    .refine(
      (text) => {
        const parsed = URL.parse(text);
        if (parsed === null) return true;
        return `${parsed.username}${parsed.password}${parsed.search}${parsed.hash}` === "";
      },
      { error: "must be an address without user, password, query and fragment" },
    )
    .transform((text) => text.replace(/\/+$/, ""));

export const wholeNumber = (least: number, most: number) => {
  const error = `must be a whole number from ${least} to ${most}`;
  return z
    .string({ error })
    .regex(/^\d{1,9}$/, { error })
    .transform(Number)
    .refine((value) => value >= least && value <= most, { error });
};

export const flag = () =>
  z.enum(["0", "1"], { error: "must be 0 or 1" }).transform((text) => text === "1");

/** The round trip refuses what is not canonical: a key typed with a slip must not become another key. */
function isKey(text: string): boolean {
  const bytes = Buffer.from(text, "base64url");
  return bytes.length === 32 && bytes.toString("base64url") === text;
}

export const base64url32 = () => {
  const error = "must be 32 bytes in base64url without padding, 43 characters";
  return z
    .string({ error })
    .refine(isKey, { error })
    .transform((text): Uint8Array => Buffer.from(text, "base64url"));
};

/** Several keys, joined by commas. */
export const base64url32s = () => {
  const error =
    "must be keys of 32 bytes in base64url without padding, 43 characters each, joined by commas";
  return z
    .string({ error })
    .refine((text) => text.split(",").every((key) => isKey(key.trim())), { error })
    .transform((text): Uint8Array[] =>
      text.split(",").map((key) => Buffer.from(key.trim(), "base64url")),
    );
};
