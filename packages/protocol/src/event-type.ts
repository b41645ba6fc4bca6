const TYPE = /^id\.simpul\.([a-zA-Z]+(?:\.[a-zA-Z]+)*)\.v([1-9]\d{0,3})$/;

/** `report.forwarded` → `id.simpul.report.forwarded.v1`. */
export function eventType(name: string): string {
  return `id.simpul.${name}.v1`;
}

export function parseEventType(type: string): { name: string; version: number } | undefined {
  const [, name, version] = TYPE.exec(type) ?? [];
  return name === undefined ? undefined : { name, version: Number(version) };
}
