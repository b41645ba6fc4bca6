/** Only the last part of a path, without what a screen or a shell would take for something else. */
export function fileName(
  given: string | undefined,
  disposition: string | undefined,
): string | undefined {
  const parameter = /filename\*=(?:UTF-8|utf-8)''([^;]+)|filename="?([^";]+)"?/.exec(
    disposition ?? "",
  );
  const name = decoded(given ?? parameter?.[1] ?? parameter?.[2] ?? "")
    .split(/[/\\]/)
    .at(-1)
    ?.replaceAll(/[\p{C}"<>|:*?]/gu, "")
    .replace(/^\.+/, "")
    .trim();
  return name === undefined || name === "" ? undefined : [...name].slice(0, 120).join("");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
