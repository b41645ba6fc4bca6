import { createRequire } from "node:module";
import type PDFDocument from "pdfkit";
import { ink } from "./ink.ts";

/** A4 with two centimetres, in one family of letters. Lengths in points. */
const margin = { top: 68, bottom: 68, left: 62, right: 62 };
const require = createRequire(import.meta.url);
const cuts = {
  regular: () =>
    require.resolve("@expo-google-fonts/source-serif-4/400Regular/SourceSerif4_400Regular.ttf"),
  italic: () =>
    require.resolve("@expo-google-fonts/source-serif-4/400Regular_Italic/SourceSerif4_400Regular_Italic.ttf"),
  bold: () => require.resolve("@expo-google-fonts/source-serif-4/700Bold/SourceSerif4_700Bold.ttf"),
};
/** By its path: a name that is registered for a font that is open already opens it again each time, 60 ms. */
const fileOf = (cut: Cut): string => cuts[cut]();

type Cut = keyof typeof cuts;

export interface Style {
  readonly cut?: Cut;
  readonly size?: number;
  readonly align?: "left" | "center" | "right" | "justify";
  readonly colour?: string;
  readonly spacing?: number;
}

export interface Paper {
  readonly doc: PDFDocument;
  readonly left: number;
  readonly width: number;
  /** The lowest line that text may stand on. */
  readonly end: number;
  /** Written from the current height down, over as many pages as it takes. */
  write(text: string, style?: Style, at?: { readonly x: number; readonly width: number }): void;
  height(text: string, style: Style, width: number): number;
  space(points: number): void;
  /** A new page unless so much room is left. */
  room(points: number): void;
  newPage(): void;
  heading(text: string): void;
  rule(weight?: number): void;
  /** Whether a character was replaced that the letters do not have. */
  readonly lacked: boolean;
  finish(onPage: (page: number, pages: number) => void): Promise<Uint8Array>;
}

/**
 * The library that writes it is loaded here and not before: a process that makes no paper does without its memory.
 * @param info the PDF's own metadata; its dates make the file's id, so that the same paper has the same bytes
 */
export async function openPaper(info: Readonly<Record<string, string | Date>>): Promise<Paper> {
  const { default: Document } = await import("pdfkit");
  const doc = new Document({
    size: "A4",
    margins: { ...margin },
    bufferPages: true,
    lang: "id-ID",
    displayTitle: true,
    pdfVersion: "1.7",
    info,
    font: fileOf("regular"),
  });
  const left = margin.left;
  const width = doc.page.width - margin.left - margin.right;
  const end = doc.page.height - margin.bottom;
  let lacked = false;

  const styled = ({
    cut = "regular",
    size = 10.5,
    align = "left",
    colour = ink.black,
    spacing = 0,
  }: Style) => {
    doc.font(fileOf(cut)).fontSize(size).fillColor(colour);
    return { align, lineGap: size * 0.14, characterSpacing: spacing };
  };
  const printable = (text: string): string => {
    const { text: clean, lacked: some } = onlyGlyphs(text, doc);
    lacked ||= some;
    return clean;
  };
  const paper: Paper = {
    doc,
    left,
    width,
    end,
    write(text, style = {}, at = { x: left, width }) {
      const options = styled(style);
      const shown = printable(text);
      doc.text(shown === "" ? " " : shown, at.x, doc.y, { ...options, width: at.width });
    },
    height(text, style, within) {
      const options = styled(style);
      const shown = printable(text);
      return doc.heightOfString(shown === "" ? " " : shown, { ...options, width: within });
    },
    space(points) {
      doc.y = Math.min(doc.y + points, end);
    },
    room(points) {
      if (doc.y + points > end) doc.addPage();
    },
    newPage: () => void doc.addPage(),
    heading(text) {
      paper.space(14);
      paper.room(70);
      paper.write(text, { cut: "bold", size: 11.5 });
      paper.space(5);
    },
    rule(weight = 0.7) {
      doc.lineWidth(weight).strokeColor(ink.black);
      doc
        .moveTo(left, doc.y)
        .lineTo(left + width, doc.y)
        .stroke();
    },
    get lacked() {
      return lacked;
    },
    async finish(onPage) {
      const { start, count } = doc.bufferedPageRange();
      for (let page = 0; page < count; page += 1) {
        doc.switchToPage(start + page);
        // What stands in the margins must not be taken for the end of a page.
        doc.page.margins = { ...margin, top: 0, bottom: 0 };
        onPage(page + 1, count);
      }
      const chunks: Uint8Array[] = [];
      const ended = new Promise<void>((resolve, reject) => {
        doc.on("data", (chunk: Uint8Array) => chunks.push(chunk));
        doc.on("end", resolve);
        doc.on("error", reject);
      });
      doc.end();
      await ended;
      return Buffer.concat(chunks);
    },
  };
  return paper;
}

/** Stands for a character that the letters lack, so that nobody takes a gap for the reporter's silence. */
const lacking = "\u25ca";

/** What cannot be printed must not be lost in silence, nor turn the direction of what follows. */
function onlyGlyphs(text: string, doc: PDFDocument): { text: string; lacked: boolean } {
  let lacked = false;
  const clean = text
    .replaceAll(/\r\n?|[\u2028\u2029]/gu, "\n")
    .replaceAll("\t", "    ")
    .replaceAll(/(?!\n)\p{C}/gu, "")
    .normalize("NFC");
  const shown = [...clean].map((symbol) => {
    if (symbol === "\n" || hasGlyph(doc, symbol)) return symbol;
    if (/\p{M}/u.test(symbol)) return "";
    lacked = true;
    return lacking;
  });
  return { text: shown.join(""), lacked };
}

function hasGlyph(doc: PDFDocument, symbol: string): boolean {
  // Proof: every font here is an embedded one, which keeps its fontkit font beside it.
  const { _font } = doc as unknown as {
    _font: { font: { hasGlyphForCodePoint(code: number): boolean } };
  };
  return _font.font.hasGlyphForCodePoint(symbol.codePointAt(0) ?? 0);
}
