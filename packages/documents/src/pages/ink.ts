/** Greys that a copier keeps. */
export const ink = {
  black: "#111111",
  grey: "#5f5f5f",
  line: "#9a9a9a",
  shade: "#eeeeee",
  dark: "#d4d4d4",
} as const;
