import type { Dossier } from "../dossier/dossier.ts";
import { localTime } from "../dossier/local-time.ts";
import { label, tenantName } from "./names.ts";
import type { Names } from "./names.ts";
import type { Paper } from "./paper.ts";
import { table } from "./table.ts";
import { dateInWords, longDate, momentWords } from "./written.ts";

const unsettledFrom = (dossier: Dossier): string | undefined =>
  dossier.clocks.find(({ name }) => name === "ombudsman")?.date;

/** Who hands over, what it is, and why. */
export function opening(paper: Paper, dossier: Dossier): void {
  const { referral, report, parties, asOf } = dossier;
  const hub = parties.find(({ roles }) => roles.includes("hub"));
  const zone = hub?.zone ?? "Asia/Jakarta";
  paper.write((hub?.name ?? "").toUpperCase(), {
    cut: "bold",
    size: 15,
    align: "center",
    spacing: 0.6,
  });
  paper.space(2);
  paper.write("Pengelolaan Pengaduan Pelayanan Publik", { size: 10.5, align: "center" });
  paper.space(7);
  paper.rule(2);
  paper.doc.y += 2.4;
  paper.rule(0.6);
  paper.space(18);
  paper.write("BERKAS PENYERAHAN LAPORAN\nKEPADA OMBUDSMAN", {
    cut: "bold",
    size: 14,
    align: "center",
    spacing: 0.4,
  });
  paper.space(4);
  paper.write(`Nomor laporan: ${report.trackingId}`, { size: 11, align: "center" });
  paper.space(16);
  const day = localTime(referral.at, zone).slice(0, 10);
  const until = unsettledFrom(dossier);
  paper.write(
    `Pada hari ${dateInWords(day)} (${longDate(day)}), laporan tersebut di atas diserahkan kepada ` +
      `${referral.officeName}, karena ${until === undefined ? "sampai tenggat" : `sampai tanggal ${longDate(until)}`} ` +
      `tidak ada jawaban yang menyelesaikannya. Penyerahan ini terjadi dengan sendirinya setelah tenggat lewat; identitas pelapor tidak ikut diserahkan ` +
      `dan tidak terdapat dalam berkas ini.`,
    { align: "justify" },
  );
  paper.space(4);
  paper.write(
    `Berkas ini memuat keadaan sampai dengan ${momentWords(localTime(asOf, zone))}, dari rekaman peristiwa yang ditandatangani secara digital ` +
      `oleh setiap instansi yang menanganinya. Cara memeriksanya ada di bagian terakhir.`,
    { align: "justify" },
  );
}

export async function summary(paper: Paper, dossier: Dossier, names: Names): Promise<void> {
  const { report, referral, parties } = dossier;
  const zone = parties.find(({ roles }) => roles.includes("hub"))?.zone ?? "Asia/Jakarta";
  const moment = (at: string | undefined) =>
    at === undefined ? "belum" : momentWords(localTime(at, zone));
  const { area, roadStatus } = report.place;
  const category = names.categories.find(({ code }) => code === report.category)?.name.id;
  const answer = dossier.chronology.findLast(
    ({ type, details }) => type === "registered" && details["number"] !== undefined,
  );
  const accused = report.accused?.unit ?? report.accused?.tenant;
  const accusedOffice = report.accused?.office;
  const rows: [string, string | undefined][] = [
    ["Nomor laporan", report.trackingId],
    ["Jenis", classWords(report)],
    ["Kategori", category ?? report.category],
    [
      "Dugaan maladministrasi",
      report.maladministration.map((one) => label("maladministration", one)).join("; ") ||
        undefined,
    ],
    ["Tingkat urgensi", label("urgency", report.urgency)],
    [
      "Tempat",
      area === undefined
        ? undefined
        : `${(await names.areaOf(area)) ?? area} (kode wilayah ${area})`,
    ],
    ["Status jalan", roadStatus === undefined ? undefined : label("roadStatus", roadStatus)],
    [
      "Tanggal kejadian",
      report.occurredOn === undefined ? "tidak disebutkan" : longDate(report.occurredOn),
    ],
    [
      "Diterima",
      `${moment(report.receivedAt)}, melalui ${label("channel", report.channel)}, oleh ${tenantName(names, report.origin)}`,
    ],
    ["Berkas lengkap", moment(report.completeAt)],
    [
      "Instansi terlapor",
      report.institution === undefined
        ? "belum ada instansi yang menangani"
        : tenantName(names, report.institution),
    ],
    [
      "Pihak yang dilaporkan",
      accused === undefined
        ? undefined
        : [
            tenantName(names, accused),
            ...(accusedOffice === undefined ? [] : [label("accusedOffice", accusedOffice)]),
          ].join(": "),
    ],
    [
      "Sifat",
      [
        report.anonymous ? "anonim" : "tidak anonim",
        report.secret ? "rahasia" : "tidak rahasia",
      ].join(", "),
    ],
    ["Status", label("state", report.state)],
    ["Diserahkan", moment(referral.at)],
    ["Kantor Ombudsman", `${referral.officeName}${await chosen(dossier, names)}`],
    [
      "Nomor register Ombudsman",
      answer === undefined ? "belum ada" : String(answer.details["number"]),
    ],
  ];
  table(
    paper,
    [{ share: 0.3, style: { cut: "bold" } }, { share: 0.7 }],
    rows.flatMap(([name, said]) => (said === undefined ? [] : [[name, said]])),
  );
}

function classWords({ class: kind, supervisory }: Dossier["report"]): string {
  const name = kind === undefined ? "belum diklasifikasikan" : label("class", kind);
  return supervisory ? `${name}, berkadar pengawasan` : name;
}

async function chosen({ referral }: Dossier, names: Names): Promise<string> {
  const { code, by } = referral.chosenBy;
  if (code === undefined) return " (tempat dan instansi tidak diketahui)";
  return by === "place"
    ? ` (menurut tempat laporan: ${(await names.areaOf(code)) ?? code})`
    : ` (menurut wilayah instansi: ${tenantName(names, code)})`;
}

const roleWords: Record<Dossier["parties"][number]["roles"][number], string> = {
  hub: "penghubung nasional",
  origin: "penerima laporan",
  holder: "pemegang sekarang",
  respondent: "instansi terlapor",
  office: "Ombudsman",
};

export function parties(paper: Paper, { parties: all }: Dossier): void {
  table(
    paper,
    [
      { title: "Pihak", share: 0.45 },
      { title: "Peran", share: 0.39 },
      { title: "Peristiwa", share: 0.16, style: { align: "right" } },
    ],
    all.map(({ name, tenant, roles, events }) => [
      `${name} (${tenant})`,
      roles.map((role) => roleWords[role]).join(", ") || "pernah memegang laporan",
      events === 0 ? "tidak ada" : String(events),
    ]),
  );
}
