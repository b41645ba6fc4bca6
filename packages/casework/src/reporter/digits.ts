/** So many digits, each equally likely: what would favour the low ones is drawn again. */
export function randomDigits(random: (bytes: number) => Uint8Array, count: number): string {
  let digits = "";
  while (digits.length < count)
    for (const byte of random(count)) if (byte < 250) digits += String(byte % 10);
  return digits.slice(0, count);
}

/** People type what they read in groups. */
export const onlyDigits = (typed: string): string => typed.replaceAll(/[\s.-]/g, "");

export const inGroups = (digits: string): string => digits.replaceAll(/(\d{4})(?=\d)/g, "$1-");
