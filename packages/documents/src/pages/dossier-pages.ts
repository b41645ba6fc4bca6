import type { Dossier } from "../dossier/dossier.ts";
import { answers, chronology, contentOf } from "./chronology.ts";
import { attachments, checklist, howToVerify } from "./closing.ts";
import { deadlines } from "./deadlines.ts";
import type { Names } from "./names.ts";
import { opening, parties, summary } from "./opening.ts";
import { ink } from "./ink.ts";
import { openPaper } from "./paper.ts";
import type { Paper } from "./paper.ts";

/** The dossier as people read it, in Indonesian. */
export async function dossierPages(dossier: Dossier, names: Names): Promise<Uint8Array> {
  const { trackingId, secret } = dossier.report;
  const isSecret = secret || dossier.report.class === "whistleblowing";
  const paper = await openPaper({
    Title: `Berkas penyerahan laporan ${trackingId} kepada Ombudsman`,
    Author: dossier.by,
    Subject: "Penyerahan laporan kepada Ombudsman Republik Indonesia",
    // What binds these pages to what was checked; `verify` looks for it.
    Keywords: `dossier.json sha256:${names.digest}`,
    Producer: "Simpul",
    Creator: "Simpul",
    CreationDate: new Date(dossier.asOf),
    ModDate: new Date(dossier.asOf),
  });
  opening(paper, dossier);
  const sections: [string, () => void | Promise<void>][] = [
    ["Ringkasan laporan", () => summary(paper, dossier, names)],
    ["Isi laporan", () => contentOf(paper, dossier)],
    ["Para pihak", () => parties(paper, dossier)],
    ["Kronologi", () => chronology(paper, dossier, names)],
    ["Tanggapan dan jawaban", () => answers(paper, dossier, names)],
    ["Perhitungan tenggat", () => deadlines(paper, dossier, names)],
    ["Daftar periksa dan persetujuan pelapor", () => checklist(paper, dossier)],
    ["Lampiran", () => attachments(paper, dossier)],
    ["Cara memeriksa keaslian", () => howToVerify(paper, dossier, names)],
  ];
  for (const [i, [title, write]] of sections.entries()) {
    paper.heading(`${i + 1}.  ${title}`);
    await write();
  }
  if (paper.lacked) {
    paper.space(10);
    paper.write(
      "Tanda \u25ca menggantikan aksara yang tidak dimiliki huruf dokumen ini; kata-kata aslinya ada dalam berkas digital.",
      { size: 8.5 },
    );
  }
  return paper.finish((page, pages) => margins(paper, page, pages, trackingId, isSecret));
}

function margins(
  paper: Paper,
  page: number,
  pages: number,
  trackingId: string,
  isSecret: boolean,
): void {
  const { doc, left, width } = paper;
  const small = { size: 8.5, colour: ink.grey } as const;
  if (isSecret) {
    doc
      .lineWidth(1.2)
      .rect(left + width / 2 - 42, 24, 84, 20)
      .stroke(ink.black);
    doc.y = 27;
    paper.write(
      "RAHASIA",
      { cut: "bold", size: 11, align: "center", spacing: 1.5 },
      { x: left, width },
    );
  }
  if (page > 1) {
    doc.y = 34;
    paper.write(trackingId, small, { x: left, width });
  }
  const foot = doc.page.height - 44;
  doc
    .lineWidth(0.4)
    .strokeColor(ink.line)
    .moveTo(left, foot - 6)
    .lineTo(left + width, foot - 6)
    .stroke();
  doc.y = foot;
  paper.write(`Berkas penyerahan laporan ${trackingId} kepada Ombudsman`, small, {
    x: left,
    width,
  });
  doc.y = foot;
  paper.write(`Halaman ${page} dari ${pages}`, { ...small, align: "right" }, { x: left, width });
}
