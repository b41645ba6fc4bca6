/** Both languages stand side by side: who changes one sees the other, and none can be missing. */
export interface Text {
  /** Indonesian, the first language of everything a citizen reads. */
  readonly id: string;
  readonly en: string;
}

export type Lang = keyof Text;
export const langs: readonly Lang[] = ["id", "en"];

export interface Texts {
  readonly [name: string]: Text | Texts;
}

/** Keeps the literal texts, from which keys and `{parameters}` become types. */
export const texts = <const T extends Texts>(topic: T): T => topic;
