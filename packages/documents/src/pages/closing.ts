import type { Dossier } from "../dossier/dossier.ts";
import { localTime } from "../dossier/local-time.ts";
import type { Names } from "./names.ts";
import type { Paper } from "./paper.ts";
import { table } from "./table.ts";
import { momentWords } from "./written.ts";

const answers = { yes: "Ya", no: "Tidak", unknown: "Tidak diketahui" } as const;

/** Shown to the office, which decides. */
export function checklist(
  paper: Paper,
  { eligibility, consent, chronology, parties }: Dossier,
): void {
  const { reportedFirst, withinTwoYears, notBeforeCourt, identity } = eligibility;
  paper.write("Daftar ini memberi keterangan; penilaian ada pada Ombudsman.");
  paper.space(5);
  table(
    paper,
    [
      { title: "Syarat (UU 37/2008 pasal 24)", share: 0.72 },
      { title: "Keterangan", share: 0.28 },
    ],
    [
      ["Sudah disampaikan lebih dahulu kepada instansi terlapor", answers[reportedFirst]],
      ["Peristiwa terjadi paling lama dua tahun sebelum diserahkan", answers[withinTwoYears]],
      ["Tidak sedang diperiksa pengadilan", answers[notBeforeCourt]],
      ["Identitas pelapor dapat diminta, dengan persetujuannya", answers[identity]],
    ],
  );
  paper.space(7);
  const last = chronology.findLast(({ type }) => type === "consented");
  const zone = parties.find(({ roles }) => roles.includes("hub"))?.zone ?? "Asia/Jakarta";
  const when = last === undefined ? "" : ` pada ${momentWords(localTime(last.at, zone))}`;
  paper.write(
    {
      given: `Pelapor menyetujui penyerahan identitasnya kepada Ombudsman${when}. Identitas diminta melalui sistem, tidak melalui berkas ini.`,
      refused: `Pelapor tidak menyetujui penyerahan identitasnya${when}.`,
      open: "Pelapor belum menjawab apakah identitasnya boleh diserahkan kepada Ombudsman.",
    }[consent],
  );
}

export function attachments(paper: Paper, { attachments: all }: Dossier): void {
  if (all.length === 0) {
    paper.write("Laporan ini tidak memiliki lampiran.");
    return;
  }
  table(
    paper,
    [
      { title: "No.", share: 0.07, style: { align: "right" } },
      { title: "Jenis dan ukuran", share: 0.25 },
      { title: "SHA-256 berkas; nama dalam arsip", share: 0.68, style: { size: 8.5 } },
    ],
    all.map(({ type, size, sha256, hash }, i) => [
      String(i + 1),
      `${type}, ${size.toLocaleString("id-ID")} bita`,
      sha256 === undefined
        ? `tidak tersimpan di sini\ncontent/${hash}`
        : `${sha256}\ncontent/${hash}`,
    ]),
  );
}

export function howToVerify(paper: Paper, dossier: Dossier, { digest, root }: Names): void {
  paper.write(
    "Halaman-halaman ini adalah bagian dari satu arsip (tar) bersama rekaman peristiwa yang ditandatangani, tanda terima antarinstansi, " +
      "direktori kunci, kalender, kebijakan tenggat dan lampiran. Siapa pun dapat memeriksanya tanpa jaringan dengan satu perintah:",
    { align: "justify" },
  );
  paper.space(6);
  paper.write(`simpul verify BERKAS.tar --root ${root}`, { cut: "bold", size: 9.5 });
  paper.space(6);
  paper.write(
    "Jawaban \u201cgenuine\u201d berarti: tidak ada peristiwa di dalamnya yang diubah, disisipkan atau dihapus dari tengah rantai, kronologi, status dan lampiran sesuai dengan peristiwanya, dan " +
      "tenggat sesuai dengan kalender dan kebijakan yang disertakan. Sidik jari kunci akar di atas harus dibandingkan dengan yang diumumkan penghubung " +
      "nasional, bukan dengan yang tertulis di sini.",
    { align: "justify" },
  );
  paper.space(6);
  table(
    paper,
    [
      { share: 0.3, style: { cut: "bold" } },
      { share: 0.7, style: { size: 8.5 } },
    ],
    [
      ["Sidik jari kunci akar", root],
      ["SHA-256 dossier.json", digest],
      ["Dibuat oleh", dossier.by],
      [
        "Peristiwa",
        `${dossier.chronology.length} dalam ${dossier.parties.filter(({ events }) => events > 0).length} rantai`,
      ],
      ...dossier.parties.flatMap(({ tenant, events, head }) =>
        head === undefined ? [] : [[`Ujung rantai ${tenant}`, `peristiwa ke-${events}: ${head}`]],
      ),
    ],
  );
}
