import type { ChronologyEntry, Dossier } from "../dossier/dossier.ts";
import { label } from "./names.ts";
import type { Names } from "./names.ts";
import { ink } from "./ink.ts";
import type { Paper } from "./paper.ts";
import { sentenceOf, speakerOf, wordsOf } from "./sentences.ts";
import { besideMoment, dayOfMoment } from "./written.ts";

const column = 118;

/** Everything in its order; the reporter's words and the answers have sections of their own. */
export function chronology(paper: Paper, dossier: Dossier, names: Names): void {
  for (const [i, entry] of dossier.chronology.entries()) {
    const isElsewhere = entry.type === "received" || dossier.answers.includes(entry.event);
    line(
      paper,
      entry,
      `${sentenceOf(entry, names)}${isElsewhere && entry.words !== undefined ? ` ${elsewhere(entry)}` : ""}`,
      names,
      changed(
        entry,
        dossier.chronology.slice(0, i).findLast(({ state }) => state !== undefined),
      ),
    );
    if (!isElsewhere) quote(paper, wordsOf(entry));
    paper.space(5);
  }
}

export function answers(paper: Paper, dossier: Dossier, names: Names): void {
  const given = dossier.chronology.filter(({ event }) => dossier.answers.includes(event));
  if (given.length === 0) paper.write("Tidak ada tanggapan atau jawaban.");
  for (const entry of given) {
    line(paper, entry, sentenceOf(entry, names), names);
    quote(
      paper,
      entry.content !== undefined && entry.words === undefined ? [notHeld] : wordsOf(entry),
    );
    paper.space(6);
  }
}

/** The report's own words, as they were written. */
export function contentOf(paper: Paper, dossier: Dossier): void {
  const intake = dossier.chronology.find(({ type }) => type === "received");
  const said = intake === undefined || intake.words === undefined ? [notHeld] : wordsOf(intake);
  for (const each of said) {
    paper.write(each, { align: "left" });
    paper.space(4);
  }
}

const notHeld =
  "(Isi tidak tersimpan di sini: telah dihapus, atau tidak diberikan kepada pihak ini.)";

const elsewhere = ({ type }: ChronologyEntry): string =>
  type === "received" ? "(isi: bagian 2)" : "(isi: bagian 5)";

/** Said where it is news: most events leave the status as it was. */
function changed({ state }: ChronologyEntry, before: ChronologyEntry | undefined): string {
  if (state === undefined) return "; tidak mengubah status";
  return state === before?.state ? "" : `; status: ${label("state", state)}`;
}

function line(
  paper: Paper,
  entry: ChronologyEntry,
  sentence: string,
  names: Names,
  did = "",
): void {
  const { doc, left, width } = paper;
  const size = 9;
  const { hubTime, institutionTime } = entry;
  const when = `${dayOfMoment(hubTime)}\n${besideMoment(hubTime, institutionTime)}`;
  const by = `${speakerOf(entry, names)}${did}`;
  const text = { x: left + column + 10, width: width - column - 10 };
  const tall = Math.max(
    paper.height(when, { size }, column),
    paper.height(sentence, {}, text.width) + 14,
  );
  paper.room(tall + 26);
  const top = doc.y;
  paper.write(when, { size, colour: ink.grey }, { x: left, width: column });
  const under = doc.y;
  doc.y = top - 1.2;
  paper.write(sentence, {}, text);
  paper.write(by, { size: 9, colour: ink.grey }, text);
  doc.y = Math.max(doc.y, under);
}

function quote(paper: Paper, said: readonly string[]): void {
  for (const each of said) {
    paper.space(2);
    paper.write(
      each,
      { cut: "italic", size: 10 },
      { x: paper.left + column + 10, width: paper.width - column - 10 },
    );
  }
}
