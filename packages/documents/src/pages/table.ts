import { ink } from "./ink.ts";
import type { Paper, Style } from "./paper.ts";

export interface Column {
  readonly title?: string;
  /** Of the paper's width. */
  readonly share: number;
  readonly style?: Style;
}

const pad = 4;

/**
 * Rows under a head that is repeated on each page. A row stays together where a page can hold it; a longer one is for
 * running text, not for a table.
 */
export function table(
  paper: Paper,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): void {
  const { doc, left, width } = paper;
  const xs = columns.map(
    (_, i) => left + width * columns.slice(0, i).reduce((sum, c) => sum + c.share, 0),
  );
  const inner = columns.map(({ share }) => width * share - 2 * pad);
  const hasHead = columns.some(({ title }) => title !== undefined);
  const styleOf = (i: number, isHead: boolean): Style =>
    isHead ? { ...columns[i]?.style, cut: "bold", size: 9 } : { size: 9, ...columns[i]?.style };

  const row = (cells: readonly string[], isHead: boolean): void => {
    const heights = cells.map((cell, i) => paper.height(cell, styleOf(i, isHead), inner[i] ?? 0));
    const height = Math.max(...heights) + 2 * pad - 1;
    if (doc.y + height > paper.end) {
      doc.addPage();
      if (hasHead && !isHead) row(titles, true);
    }
    const top = doc.y;
    if (isHead) doc.rect(left, top, width, height).fill(ink.shade);
    for (const [i, cell] of cells.entries()) {
      doc.y = top + pad;
      paper.write(cell, styleOf(i, isHead), { x: (xs[i] ?? 0) + pad, width: inner[i] ?? 0 });
    }
    doc.lineWidth(0.4).strokeColor(ink.line);
    for (const x of [...xs, left + width])
      doc
        .moveTo(x, top)
        .lineTo(x, top + height)
        .stroke();
    for (const y of [top, top + height])
      doc
        .moveTo(left, y)
        .lineTo(left + width, y)
        .stroke();
    doc.y = top + height;
  };
  const titles = columns.map(({ title = "" }) => title);
  if (hasHead) {
    paper.room(60);
    row(titles, true);
  }
  for (const cells of rows) row(cells, false);
}
