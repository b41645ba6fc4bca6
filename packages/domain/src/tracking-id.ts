/** Crockford's base32: no I, L, O, U, so that it survives being read aloud and typed. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const base = alphabet.length;
const randomSymbols = 12;

/**
 * Twelve random symbols (60 bits: unguessable) and a check symbol, written `7K3M-92QX-4TVB-X`.
 * @param random at least 12 random bytes; the low five bits of each are used
 */
export function composeTrackingId(random: Uint8Array): string {
  if (random.length < randomSymbols) throw new RangeError("12 random bytes are needed");
  let symbols = "";
  for (const byte of random.subarray(0, randomSymbols)) symbols += alphabet.charAt(byte % base);
  return group(symbols + checkSymbol(symbols));
}

export type TrackingIdReading =
  | { readonly outcome: "read"; readonly trackingId: string }
  /** The right length and alphabet, but the check symbol says that something was mistyped. */
  | { readonly outcome: "mistyped" }
  | { readonly outcome: "notATrackingId" };

/** Case, hyphens, spaces, O for 0 and I or L for 1 do not matter. */
export function readTrackingId(typed: string): TrackingIdReading {
  const symbols = typed
    .toUpperCase()
    .replaceAll(/[\s-]/g, "")
    .replaceAll("O", "0")
    .replaceAll(/[IL]/g, "1");
  if (symbols.length !== randomSymbols + 1) return { outcome: "notATrackingId" };
  for (const symbol of symbols)
    if (!alphabet.includes(symbol)) return { outcome: "notATrackingId" };
  const expected = checkSymbol(symbols.slice(0, randomSymbols));
  return symbols.endsWith(expected)
    ? { outcome: "read", trackingId: group(symbols) }
    : { outcome: "mistyped" };
}

/** Luhn mod N (N = 32): catches every single error and almost every transposition of neighbours. */
function checkSymbol(symbols: string): string {
  let sum = 0;
  let factor = 2;
  for (let i = symbols.length - 1; i >= 0; i -= 1) {
    const product = factor * alphabet.indexOf(symbols.charAt(i));
    sum += Math.floor(product / base) + (product % base);
    factor = factor === 2 ? 1 : 2;
  }
  return alphabet.charAt((base - (sum % base)) % base);
}

function group(symbols: string): string {
  return `${symbols.slice(0, 4)}-${symbols.slice(4, 8)}-${symbols.slice(8, 12)}-${symbols.slice(12)}`;
}
