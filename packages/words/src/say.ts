import { catalogue } from "./catalogue.ts";
import type { Lang, Text, Texts } from "./text.ts";

type Paths<T> = {
  [K in keyof T & string]: T[K] extends Text ? K : `${K}.${Paths<T[K]>}`;
}[keyof T & string];

type At<T, P> = P extends `${infer Head}.${infer Rest}`
  ? Head extends keyof T
    ? At<T[Head], Rest>
    : never
  : P extends keyof T
    ? T[P]
    : never;

type Parameters<S> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Parameters<Rest>
  : never;

/** A key that is not in the catalogue does not compile, nor does a union with one member that is not. */
export type Key = Paths<typeof catalogue>;

/** In one language. */
export type Say = <K extends Key>(key: K, ...given: Arguments<K>) => string;

export const sayIn =
  (lang: Lang): Say =>
  (key, ...given) =>
    say(lang, key, ...given);

type ParametersOf<K extends Key> =
  At<typeof catalogue, K> extends infer T extends Text ? Parameters<T["id"]> : never;
type Arguments<K extends Key> = [ParametersOf<K>] extends [never]
  ? []
  : [parameters: Readonly<Record<ParametersOf<K>, string | number>>];

const flat: ReadonlyMap<string, Text> = new Map(flatten(catalogue, ""));

/**
 * The text of a key, with its `{parameters}` put in, and of `{count:report|reports}` the form that goes with the count:
 * Indonesian has one, and needs none of it. Plain text: whoever makes HTML escapes it. A
 * parameter's own braces stay as they are.
 */
export function say<K extends Key>(lang: Lang, key: K, ...given: Arguments<K>): string {
  // The type of a rest tuple that depends on K is opaque in here; both of its forms are this.
  const [parameters = {}] = given as [Readonly<Record<string, string | number>>?];
  const text = flat.get(key);
  if (text === undefined) throw new Error(`no text for ${key}`);
  return text[lang].replaceAll(
    /\{(\w+)(?::([^{}|]*)\|([^{}|]*))?\}/g,
    (whole, name: string, one?: string, many?: string) => {
      if (!Object.hasOwn(parameters, name)) return whole;
      const value = parameters[name];
      if (one === undefined || many === undefined) return String(value);
      return plurals[lang].select(Number(value)) === "one" ? one : many;
    },
  );
}

const plurals = { id: new Intl.PluralRules("id"), en: new Intl.PluralRules("en") } as const;

/** Whether a code from outside (a peer of another version, a row of another day) has a text. */
export function isKey(key: string): key is Key {
  return flat.has(key);
}

export const keys: readonly string[] = [...flat.keys()];

function flatten(texts: Texts, prefix: string): [string, Text][] {
  return Object.entries(texts).flatMap(([name, each]): [string, Text][] =>
    isText(each) ? [[prefix + name, each]] : flatten(each, `${prefix}${name}.`),
  );
}

function isText(each: Text | Texts): each is Text {
  return typeof each.id === "string" && typeof each.en === "string";
}
