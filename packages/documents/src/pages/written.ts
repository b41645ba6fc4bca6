const small = [
  "nol",
  "satu",
  "dua",
  "tiga",
  "empat",
  "lima",
  "enam",
  "tujuh",
  "delapan",
  "sembilan",
  "sepuluh",
  "sebelas",
];
const days = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"];
const months = [
  "Januari",
  "Februari",
  "Maret",
  "April",
  "Mei",
  "Juni",
  "Juli",
  "Agustus",
  "September",
  "Oktober",
  "November",
  "Desember",
];

/** A whole number from 0 to 9999 in Indonesian: `dua ribu dua puluh enam`. */
function numberWords(n: number): string {
  if (!Number.isInteger(n) || n < 0 || n > 9999) throw new RangeError(`${n} has no words here`);
  if (n < 12) return small[n] ?? "";
  if (n < 20) return `${numberWords(n - 10)} belas`;
  if (n < 100) return joined(`${numberWords(Math.floor(n / 10))} puluh`, n % 10);
  if (n < 200) return joined("seratus", n - 100);
  if (n < 1000) return joined(`${numberWords(Math.floor(n / 100))} ratus`, n % 100);
  if (n < 2000) return joined("seribu", n - 1000);
  return joined(`${numberWords(Math.floor(n / 1000))} ribu`, n % 1000);
}

const joined = (head: string, rest: number): string =>
  rest === 0 ? head : `${head} ${numberWords(rest)}`;

/** As official letters write an ISO date: `Jumat, tanggal dua puluh enam bulan Juni tahun dua ribu dua puluh enam`. */
export function dateInWords(date: string): string {
  const { day, month, year, dayOfWeek } = Temporal.PlainDate.from(date);
  return `${days[dayOfWeek - 1]}, tanggal ${numberWords(day)} bulan ${months[month - 1]} tahun ${numberWords(year)}`;
}

/** `26 Juni 2026` */
export function longDate(date: string): string {
  const { day, month, year } = Temporal.PlainDate.from(date);
  return `${day} ${months[month - 1]} ${year}`;
}

/** `Jumat, 26 Juni 2026` */
export function weekdayDate(date: string): string {
  return `${days[Temporal.PlainDate.from(date).dayOfWeek - 1]}, ${longDate(date)}`;
}

/** @param month `2026-06` */
export function monthName(month: string): string {
  return longDate(`${month}-01`).slice(2);
}

/** `26 Juni 2026 pukul 23.59 WIB`. @param local as `localTime` writes it, in one of Indonesia's zones */
export function momentWords(local: string): string {
  const [date = "", time = ""] = local.split("T");
  return `${longDate(date)} pukul ${clockTime(time)} ${zoneName(local)}`;
}

/** `26 Juni 2026`. @param local as `localTime` writes it */
export const dayOfMoment = (local: string): string => longDate(local.slice(0, 10));

/** `23.59 WIB (00.59 WITA, esok hari)`: the time, and the same moment in the other zone where that is another. */
export function besideMoment(local: string, elsewhere: string): string {
  const clock = `${clockTime(local.slice(11))} ${zoneName(local)}`;
  if (local === elsewhere) return clock;
  const later = elsewhere.slice(0, 10) > local.slice(0, 10) ? ", esok hari" : "";
  return `${clock} (${clockTime(elsewhere.slice(11))} ${zoneName(elsewhere)}${later})`;
}

const clockTime = (time: string): string => time.slice(0, 5).replace(":", ".");

const zones: Readonly<Record<string, string>> = {
  "+07:00": "WIB",
  "+08:00": "WITA",
  "+09:00": "WIT",
};
const zoneName = (local: string): string => zones[local.slice(-6)] ?? local.slice(-6);
