import type { Block, Draft, Letter } from "./letter.ts";

/**
 * The same words as plain text and as HTML. Nothing is fetched from anywhere, no picture, no font, and nothing tells that
 * it was read; styles stand in their elements, which is all that mail programs keep.
 */
export function written(draft: Draft): Letter {
  const { lang, subject } = draft;
  return { lang, subject: oneLine(subject), text: textOf(draft), html: htmlOf(draft) };
}

function textOf({ blocks, closing }: Draft): string {
  const paragraphs = blocks.map((block) => {
    switch (block.kind) {
      case "text":
        return oneLine(block.text);
      case "list":
        return block.lines.map((line) => `- ${oneLine(line)}`).join("\n");
      case "code":
        return `    ${oneLine(block.code)}`;
      case "link":
        return `${oneLine(block.label)}:\n${block.url}`;
    }
  });
  // The signature's mark (RFC 3676, 4.3): mail programs fold away what follows.
  return `${[...paragraphs, `-- \n${closing.map(oneLine).join("\n")}`].join("\n\n")}\n`;
}

const font = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif";
const style = {
  body: `margin:0;padding:16px;background:#f4f5f7;color:#1b1f24;${font};font-size:16px;line-height:1.5`,
  card: "max-width:560px;margin:0 auto;padding:24px;background:#ffffff;border-radius:8px",
  paragraph: "margin:0 0 16px",
  list: "margin:0 0 16px;padding:0 0 0 20px",
  code: "margin:0 0 16px;font-family:ui-monospace,Consolas,monospace;font-size:28px;letter-spacing:4px;font-weight:bold",
  // 7.6:1 on its ground, and tall enough for a thumb.
  button:
    "display:inline-block;padding:12px 24px;background:#0b4f8a;color:#ffffff;text-decoration:none;border-radius:6px;font-weight:bold",
  address: "margin:0 0 16px;font-size:14px;color:#4a5360;overflow-wrap:anywhere",
  closing:
    "max-width:560px;margin:0 auto;padding:16px 24px;font-size:14px;line-height:1.5;color:#4a5360",
  note: "margin:0 0 8px",
} as const;

function htmlOf(draft: Draft): string {
  const { lang, subject, blocks, closing } = draft;
  return [
    `<!doctype html>`,
    `<html lang="${lang}">`,
    `<head>`,
    `<meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width, initial-scale=1">`,
    `<title>${escaped(oneLine(subject))}</title>`,
    `</head>`,
    `<body style="${style.body}">`,
    `<div lang="${lang}" style="${style.card}">`,
    ...blocks.map((block) => blockHtml(block, draft.copyAddress)),
    `</div>`,
    `<div lang="${lang}" style="${style.closing}">`,
    ...closing.map((line) => paragraph(style.note, line)),
    `</div>`,
    `</body>`,
    `</html>`,
    ``,
  ].join("\n");
}

function blockHtml(block: Block, copyAddress: string): string {
  switch (block.kind) {
    case "text":
      return paragraph(style.paragraph, block.text);
    case "list":
      return `<ul style="${style.list}">${block.lines.map((line) => `<li>${escaped(oneLine(line))}</li>`).join("")}</ul>`;
    case "code":
      return paragraph(style.code, block.code);
    case "link": {
      const url = escaped(block.url);
      return [
        `<p style="${style.paragraph}"><a href="${url}" style="${style.button}">${escaped(oneLine(block.label))}</a></p>`,
        `<p style="${style.address}">${escaped(copyAddress)}<br>${url}</p>`,
      ].join("\n");
    }
  }
}

const paragraph = (css: string, text: string): string =>
  `<p style="${css}">${escaped(oneLine(text))}</p>`;

/** A name with a line break in it begins no line of ours, and no header. */
const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim();

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (c) => entities[c] ?? c);
