export type PasswordFault = "short" | "long" | "common" | "address";

/** In code points, as people count. */
const least = 12;
/** UTF-16 units: what is longer is no password but a load. */
const most = 256;

/** What the commonest long passwords are made of, once digits and signs are taken away. */
const commonWords = new Set(
  `password passwort katasandi sandi rahasia kunci masuk login admin administrator root user pengguna welcome
  selamatdatang letmein iloveyou akucintakamu akusayangkamu sayang cinta bismillah assalamualaikum alhamdulillah
  indonesia indonesiaraya merdeka garuda pancasila jakarta balikpapan surabaya bandung yogyakarta
  qwerty qwertyuiop asdfghjkl zxcvbnm qwertyuiopasdfghjkl qazwsxedc qazwsx
  abcdefghijkl abcdefgh abcdef abc football baseball superman monkey dragon sunshine princess master shadow
  lapor simpul pengaduan pemerintah kabupaten provinsi dinas kantor changeme ganti gantisaya default test testing`
    .split(/\s+/)
    .filter((word) => word !== ""),
);

/**
 * Length decides, and nothing that is tried first by everybody (NIST SP 800-63B, 5.1.1.2; ASVS 5, 6.2): no rules about
 * capitals and digits, which only make people write `Password2026!`.
 * @param email the account's own
 */
export function faultOf(password: string, email: string): PasswordFault | undefined {
  if (password.length > most) return "long";
  const plain = password.normalize("NFKC").toLowerCase();
  if ([...plain].length < least) return "short";
  const [local = "", domain = ""] = email.toLowerCase().split("@");
  const parts = [local, domain.split(".")[0] ?? ""].filter((part) => part.length >= 4);
  if (plain.includes(email.toLowerCase())) return "address";
  if (parts.some((part) => rest(plain, part).length < 6)) return "address";
  if (new Set(plain).size < 5 || isRun(plain)) return "common";
  // `P@ssw0rd2026!`: the year at its end is no part of the word.
  const core = plain.replaceAll(/^[^a-z]+|[^a-z]+$/g, "");
  const letters = core.replaceAll("@", "a").replaceAll("0", "o").replaceAll(/[1!]/g, "i");
  for (const each of [plain, letters]) {
    const word = each.replaceAll(/[^a-z]/g, "");
    if (commonWords.has(word) || isRepeated(word)) return "common";
  }
  return undefined;
}

/** What is left of a password without a word that strangers know. */
const rest = (plain: string, part: string): string =>
  plain.includes(part) ? plain.replaceAll(part, "") : plain;

/** `passwordpassword`, `rahasiarahasia`: a common word, again and again. */
function isRepeated(word: string): boolean {
  const [, once] = /^(.{3,}?)\1+$/.exec(word) ?? [];
  return once !== undefined && commonWords.has(once);
}

/** Digits or letters one after another, forwards or backwards: `123456789012`, `zyxwvutsrqpo`. */
function isRun(plain: string): boolean {
  const steps = [...plain]
    .slice(1)
    .map((each, at) => (each.codePointAt(0) ?? 0) - (plain.codePointAt(at) ?? 0));
  const isNext = (step: number) => [1, -1, 0, -9, 9].includes(step);
  return steps.filter(isNext).length >= steps.length - 1;
}
