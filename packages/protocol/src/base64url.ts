export function encodeBase64url(bytes: Uint8Array | string): string {
  return (
    typeof bytes === "string"
      ? Buffer.from(bytes)
      : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  ).toString("base64url");
}

/**
 * The bytes, or undefined unless the text is their one canonical spelling. Decoders of the platform skip
 * white space and ignore spare bits: one signature would have many spellings, and a stored
 * message could be altered without being refused.
 */
export function decodeBase64url(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, "base64url");
  return bytes.toString("base64url") === text ? bytes : undefined;
}
