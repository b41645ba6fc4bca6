/** What a template may name of a report. Never who reported it: an answer is published. */
export const placeholders = [
  "pelapor",
  "nomor",
  "judul",
  "kategori",
  "instansi",
  "unit",
  "tenggat",
  "tanggal",
] as const;
export type Placeholder = (typeof placeholders)[number];

export interface Filled {
  readonly text: string;
  /** Braces that nothing was put into: not known here, or not known of this report. */
  readonly left: readonly string[];
}

/**
 * A template with what is known of a report put in. `{pelapor}` is a form of address. What is put in is text: braces of its own
 * stay as they are.
 */
export function fillTemplate(
  text: string,
  facts: Readonly<Partial<Record<Placeholder, string>>>,
): Filled {
  const left: string[] = [];
  const filled = text.replaceAll(/\{([a-z_]{1,30})\}/g, (whole, name: string) => {
    const known = placeholders.find((each) => each === name);
    const fact = known === undefined ? undefined : facts[known];
    if (fact !== undefined && fact !== "") return fact;
    if (!left.includes(whole)) left.push(whole);
    return whole;
  });
  return { text: filled, left };
}
