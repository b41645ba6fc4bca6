/** What a value must be. The checks are plain predicates: what they prove is cast once, beside them. */
export type Check = (value: unknown) => boolean;

export type Members = Readonly<Record<string, Check>>;

/**
 * The first member that is not as wanted, or `fits`. A member is optional where its check takes undefined; a member that
 * nobody named is refused unless the document is open.
 */
export function misfit(value: unknown, members: Members, rest: "closed" | "open"): string {
  if (!isObject(value)) return "it is not an object";
  for (const [name, check] of Object.entries(members))
    if (!check(Object.hasOwn(value, name) ? value[name] : undefined))
      return `${name} is not as it must be`;
  const stranger = Object.keys(value).find((name) => !Object.hasOwn(members, name));
  return stranger === undefined || rest === "open"
    ? "fits"
    : `${stranger.slice(0, 60)} does not belong there`;
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const object =
  (members: Members, rest: "closed" | "open" = "closed"): Check =>
  (value) =>
    misfit(value, members, rest) === "fits";

export const list =
  (check: Check, most: number): Check =>
  (value) =>
    Array.isArray(value) && value.length <= most && value.every(check);

export const record =
  (name: RegExp, check: Check, most: number): Check =>
  (value) =>
    isObject(value) &&
    Object.keys(value).length <= most &&
    Object.entries(value).every(([key, member]) => name.test(key) && check(member));

export const maybe =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

export const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);

export const oneOf =
  (...words: readonly unknown[]): Check =>
  (value) =>
    words.includes(value);

export const text =
  (most: number): Check =>
  (value) =>
    typeof value === "string" && value.length >= 1 && value.length <= most;

export const matching =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === "string" && pattern.test(value);

export const integer =
  (least: number, most = Number.MAX_SAFE_INTEGER): Check =>
  (value) =>
    Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most;
