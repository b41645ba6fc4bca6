import { monthGrids, marks } from "./month-grids.ts";
import type { ClockTable } from "../dossier/clock-days.ts";
import type { Dossier } from "../dossier/dossier.ts";
import { localTime } from "../dossier/local-time.ts";
import { label, tenantName } from "./names.ts";
import type { Names } from "./names.ts";
import type { Paper } from "./paper.ts";
import { table } from "./table.ts";
import { momentWords, weekdayDate } from "./written.ts";

const units = { workingDays: "hari kerja", calendarDays: "hari kalender", hours: "jam" } as const;

/** Each deadline, day by day: what it hangs on, its months, and the name and decree of each day that does not count. */
export function deadlines(
  paper: Paper,
  { clocks, computedBy, referral }: Dossier,
  names: Names,
): void {
  paper.write(
    "Hari peristiwa adalah hari ke-0; hitungan mulai pada hari kerja berikutnya. Sabtu, Minggu, hari libur nasional dan cuti " +
      "bersama tidak dihitung. Tenggat berakhir pukul 23.59.59 di zona waktu pihak yang wajib bertindak.",
    { align: "justify" },
  );
  paper.space(4);
  paper.write(
    `Kalender ${computedBy.calendar.name} (versi ${computedBy.calendar.version}) dan kebijakan tenggat ${computedBy.policy.name} ` +
      `(versi ${computedBy.policy.version}), keduanya ditandatangani penghubung nasional dan disertakan dalam berkas digital.`,
    { align: "justify" },
  );
  if (clocks.length === 0)
    paper.write("Tidak ada tenggat yang berjalan ketika laporan diserahkan.");
  for (const [i, clock] of clocks.entries()) {
    paper.space(12);
    paper.room(150);
    paper.write(`6.${i + 1}  ${label("clock", clock.name)}: ${clock.amount} ${units[clock.unit]}`, {
      cut: "bold",
    });
    paper.space(5);
    one(paper, clock, names);
    const same = clocks.slice(0, i).findIndex((before) => isSameCount(before, clock));
    if (same >= 0) {
      paper.space(5);
      paper.write(`Hari demi hari sama dengan perhitungan 6.${same + 1}.`);
    } else if (clock.days.length > 0) {
      paper.space(10);
      monthGrids(paper, clock);
      legend(paper, clock);
      daysOff(paper, clock);
    }
    if (clock.name === "ombudsman" && clock.deadline !== referral.due)
      paper.write(
        `Ketika laporan diserahkan, tenggat menurut kalender waktu itu adalah ${momentWords(localTime(referral.due, clock.zone))}.`,
      );
  }
}

function one(paper: Paper, clock: ClockTable, names: Names): void {
  const { began, day0, date, zone, deadline, owedBy, legalBasis, provisional } = clock;
  table(
    paper,
    [{ share: 0.3, style: { cut: "bold" } }, { share: 0.7 }],
    [
      ["Dasar hukum", legalBasis],
      [
        "Mulai (hari ke-0)",
        `${weekdayDate(day0)} (${momentWords(localTime(began.at, began.zone))})`,
      ],
      ["Wajib bertindak", tenantName(names, owedBy)],
      [
        "Tenggat",
        `${weekdayDate(date)} (${momentWords(localTime(deadline, zone))})${provisional ? ", sementara: keputusan hari libur belum terbit" : ""}`,
      ],
      ...clock.pauses.map(({ from, to }) => [
        "Menunggu pelapor",
        `${momentWords(localTime(from, zone))} sampai ${to === undefined ? "belum dijawab" : momentWords(localTime(to, zone))}; paling banyak ${clock.mostPaused} hari kerja tidak dihitung`,
      ]),
    ],
  );
}

const isSameCount = (one: ClockTable, other: ClockTable): boolean =>
  one.days.length > 0 && JSON.stringify(one.days) === JSON.stringify(other.days);

function legend(paper: Paper, { days }: ClockTable): void {
  const named: Record<keyof typeof marks, string> = {
    national: "hari libur nasional",
    collectiveLeave: "cuti bersama",
    election: "hari pemungutan suara",
    regional: "hari libur daerah",
    paused: "jeda, menunggu jawaban pelapor",
  };
  const used = new Set(days.flatMap((day) => ("notCounted" in day ? [day.notCounted.kind] : [])));
  const said = Object.entries(named).flatMap(([kind, name]) =>
    // Proof: the entries of a record with these very keys.
    used.has(kind as keyof typeof marks) ? [`${marks[kind as keyof typeof marks]} = ${name}`] : [],
  );
  paper.write(
    [
      "Angka = hari kerja ke-",
      "kelabu tanpa huruf = akhir pekan",
      ...said,
      "bingkai tebal = hari ke-0 dan tenggat",
    ].join("; "),
    { size: 8.5 },
  );
}

/** Weekends speak for themselves. */
function daysOff(paper: Paper, { days }: ClockTable): void {
  const rows = days.flatMap((day) => {
    if (!("notCounted" in day) || day.notCounted.kind === "weekend") return [];
    const why = day.notCounted;
    return why.kind === "paused"
      ? [[weekdayDate(day.date), "Menunggu jawaban pelapor", "Jeda"]]
      : [[weekdayDate(day.date), why.name, why.decree]];
  });
  if (rows.length === 0) return;
  paper.space(8);
  table(
    paper,
    [
      { title: "Hari yang tidak dihitung", share: 0.27, style: { size: 8.5 } },
      { title: "Sebab", share: 0.37, style: { size: 8.5 } },
      { title: "Keputusan", share: 0.36, style: { size: 8.5 } },
    ],
    rows,
  );
}
