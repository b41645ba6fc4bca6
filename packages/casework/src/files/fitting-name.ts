/** How files of a type are called; the first is added where a name says something else. Of each of `allowedTypes`. */
export const endings: Readonly<Record<string, readonly [string, ...string[]]>> = {
  "image/jpeg": ["jpg", "jpeg"],
  "image/png": ["png"],
  "image/webp": ["webp"],
  "image/gif": ["gif"],
  "video/mp4": ["mp4", "m4v"],
  "video/webm": ["webm"],
  "video/quicktime": ["mov"],
  "video/3gpp": ["3gp"],
  "audio/mpeg": ["mp3"],
  "audio/ogg": ["ogg", "oga", "opus"],
  "audio/mp4": ["m4a", "mp4"],
  "audio/x-m4a": ["m4a"],
  "application/pdf": ["pdf"],
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ["docx"],
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ["xlsx"],
};

/**
 * A file's name with an ending of its type (ASVS 5, 5.2.2): once saved, a computer goes by the name alone, and a PDF that is
 * called `surat.html` would be opened as a page.
 */
export function fittingName(name: string, type: string): string {
  const known = endings[type] ?? ["bin"];
  const ending = /\.([^.]*)$/.exec(name)?.[1]?.toLowerCase() ?? "";
  return known.includes(ending) ? name : `${name}.${known[0]}`;
}
