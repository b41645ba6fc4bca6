import type { Placeholder } from "@simpul/domain";
import { say } from "@simpul/words";
import type { Opened } from "../api-types.ts";
import { dayAt } from "../days.ts";
import type { Me } from "../me.tsx";
import type { Names } from "../names.tsx";

/** An ISO date as an answer says it, which is in Indonesian: "Rabu, 25 November 2026". */
export const longDay = (date: string, locale = "id-ID"): string =>
  new Intl.DateTimeFormat(locale, {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  }).format(new Date(`${date}T00:00:00Z`));

/** What of a report goes into a template; nobody's name and nothing that the reporter wrote. */
export function factsFor(
  { report }: Opened,
  me: Pick<Me, "tenant" | "now">,
  names: Pick<Names, "unit" | "category">,
): Partial<Record<Placeholder, string>> {
  const due = report.clocks.find(({ owedBy }) => owedBy === me.tenant.code);
  return {
    pelapor: say("id", "answering.reporterName"),
    nomor: report.trackingId,
    instansi: me.tenant.name,
    tanggal: longDay(dayAt(me.now, me.tenant.zone)),
    ...(report.title === undefined ? {} : { judul: report.title }),
    ...(report.category === undefined ? {} : { kategori: names.category(report.category) }),
    ...(report.unit === undefined ? {} : { unit: names.unit(report.unit) }),
    ...(due === undefined ? {} : { tenggat: longDay(due.date) }),
  };
}
