/** What we use of pdfkit, which brings no types. Lengths in points. */
declare module "pdfkit" {
  import type { Readable } from "node:stream";

  interface TextOptions {
    readonly width?: number;
    readonly align?: "left" | "center" | "right" | "justify";
    readonly lineGap?: number;
    readonly characterSpacing?: number;
    readonly lineBreak?: boolean;
    readonly features?: readonly string[];
  }

  export default class PDFDocument extends Readable {
    constructor(options: {
      readonly size: "A4";
      readonly margins: Margins;
      readonly bufferPages: true;
      readonly lang: string;
      readonly displayTitle: true;
      readonly pdfVersion: "1.7";
      readonly info: Readonly<Record<string, string | Date>>;
      readonly font: string;
    });
    x: number;
    y: number;
    readonly page: { readonly width: number; readonly height: number; margins: Margins };
    addPage(): this;
    bufferedPageRange(): { readonly start: number; readonly count: number };
    switchToPage(index: number): this;
    font(path: string): this;
    fontSize(size: number): this;
    fillColor(color: string): this;
    strokeColor(color: string): this;
    lineWidth(width: number): this;
    rect(x: number, y: number, width: number, height: number): this;
    moveTo(x: number, y: number): this;
    lineTo(x: number, y: number): this;
    fill(color?: string): this;
    stroke(color?: string): this;
    text(text: string, x: number, y: number, options?: TextOptions): this;
    widthOfString(text: string, options?: TextOptions): number;
    heightOfString(text: string, options?: TextOptions): number;
    end(): void;
  }

  interface Margins {
    top: number;
    bottom: number;
    left: number;
    right: number;
  }
}
