import { refuse, type ProtocolRefusal } from "./refusal.ts";

/**
 * Strict shapes, checked by hand: the interface is written once and the compiler holds the shape against
 * it (`object` demands a check for every member, and `optional` exactly where the member is).
 * Members that are not named are refused.
 */
export interface Misfit {
  /** RFC 6901. */
  pointer: string;
  wanted: string;
}

/** `of` exists in types only: it ties the check to what the check proves. */
export type Shape<T> = ((value: unknown, at: string) => Misfit | undefined) & { readonly of?: T };

interface Optional<T> {
  optional: Shape<T>;
}

type Fields<T> = {
  readonly [K in keyof T]-?: object extends Pick<T, K>
    ? Optional<Exclude<T[K], undefined>>
    : Shape<T[K]>;
};

/** The value as what its shape proves it to be, or a refusal that points at the first member at fault. */
export function conform<T>(
  value: unknown,
  shape: Shape<T>,
): { outcome: "fits"; value: T } | ProtocolRefusal {
  const misfit = shape(value, "");
  // The shape has looked at every member, and `Fields<T>` makes it name every member of T.
  return misfit
    ? refuse("malformed", `wanted ${misfit.wanted}`, misfit.pointer)
    : { outcome: "fits", value: value as T };
}

export function optional<T>(shape: Shape<T>): Optional<T> {
  return { optional: shape };
}

export function object<T extends object>(fields: Fields<T>): Shape<T> {
  const shapes = Object.entries<Optional<unknown> | Shape<unknown>>(fields);
  return (value, at) => {
    if (!isObject(value)) return { pointer: at, wanted: "an object" };
    for (const name of Object.keys(value)) {
      if (!Object.hasOwn(fields, name))
        return { pointer: below(at, name), wanted: "no such member" };
    }
    for (const [name, field] of shapes) {
      const present = Object.hasOwn(value, name);
      if (!present && "optional" in field) continue;
      if (!present) return { pointer: below(at, name), wanted: "this member" };
      const misfit = ("optional" in field ? field.optional : field)(value[name], below(at, name));
      if (misfit) return misfit;
    }
    return undefined;
  };
}

export function record<T>(key: RegExp, shape: Shape<T>, max: number): Shape<Record<string, T>> {
  return (value, at) => {
    if (!isObject(value)) return { pointer: at, wanted: "an object" };
    const entries = Object.entries(value);
    if (entries.length > max) return { pointer: at, wanted: `at most ${max} members` };
    for (const [name, member] of entries) {
      const misfit = key.test(name)
        ? shape(member, below(at, name))
        : { pointer: below(at, name), wanted: "another name" };
      if (misfit) return misfit;
    }
    return undefined;
  };
}

export function list<T>(shape: Shape<T>, max: number): Shape<T[]> {
  return (value, at) => {
    if (!Array.isArray(value)) return { pointer: at, wanted: "a list" };
    if (value.length > max) return { pointer: at, wanted: `at most ${max} items` };
    for (const [index, item] of value.entries()) {
      const misfit = shape(item, `${at}/${index}`);
      if (misfit) return misfit;
    }
    return undefined;
  };
}

/** A check of one value, in words: what `wanted` says must be what `fits` tests. */
export function value<T>(wanted: string, fits: (value: unknown) => boolean): Shape<T> {
  return (given, at) => (fits(given) ? undefined : { pointer: at, wanted });
}

export function matching(pattern: RegExp, wanted: string): Shape<string> {
  return value(wanted, (given) => typeof given === "string" && pattern.test(given));
}

export function text(max: number): Shape<string> {
  return value(
    `1 to ${max} characters`,
    (given) => typeof given === "string" && given.length >= 1 && given.length <= max,
  );
}

export function integer(min: number, max = Number.MAX_SAFE_INTEGER): Shape<number> {
  return value(
    `an integer from ${min} to ${max}`,
    (given) => Number.isSafeInteger(given) && Number(given) >= min && Number(given) <= max,
  );
}

export function oneOf<const T extends string>(...words: T[]): Shape<T> {
  return value(words.join(" or "), (given) => words.some((word) => word === given));
}

export function nullable<T>(shape: Shape<T>): Shape<T | null> {
  return (given, at) => (given === null ? undefined : shape(given, at));
}

/** A shape, and then a rule that needs the whole value. */
export function where<T>(shape: Shape<T>, rule: (value: T) => Misfit | undefined): Shape<T> {
  return (given, at) => {
    const misfit = shape(given, at);
    if (misfit) return misfit;
    // The shape has just proved it.
    const broken = rule(given as T);
    return broken && { pointer: at + broken.pointer, wanted: broken.wanted };
  };
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function below(at: string, name: string): string {
  // A pointer is made for every member that is looked at, and few names need this.
  if (!name.includes("~") && !name.includes("/")) return `${at}/${name}`;
  return `${at}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}
