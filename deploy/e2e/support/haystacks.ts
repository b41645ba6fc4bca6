import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { inflateSync } from "node:zlib";
import type { Site } from "./site.ts";

/** A piece of what a deployment keeps or gives, and where it is from. */
export interface Place {
  readonly kind:
    | "answer"
    | "page"
    | "desk"
    | "log"
    | "trace"
    | "figures"
    | "mail"
    | "wire"
    | "database"
    | "disk"
    | "export"
    | "dossier";
  /** The deployment; of a trace none. */
  readonly site: string;
  /** Who is told: a key, a role, a mailbox, a node. */
  readonly who?: string;
  /** An operation, a procedure, a column, a file. */
  readonly what?: string;
  /** Whose row it is. */
  readonly tenant?: string;
}

export interface Hay {
  readonly place: Place;
  readonly content: string | Uint8Array;
}

/** Every value of every column of every table, whoever made the table; the vault's too, for there all is sealed. */
export async function databaseOf({ id, sql }: Site): Promise<Hay[]> {
  const tables = await sql<{ schema: string; name: string }[]>`
    select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'm') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')`;
  const hay: Hay[] = [];
  for (const { schema, name } of tables) {
    const rows = await sql<{ row: Record<string, unknown> }[]>`
      select to_jsonb(t) as row from ${sql(schema)}.${sql(name)} t`;
    for (const { row } of rows)
      for (const [column, value] of Object.entries(row)) {
        const content = typeof value === "string" ? value : JSON.stringify(value);
        const tenant = row["tenant"];
        const place = { kind: "database", site: id, what: `${schema}.${name}.${column}` } as const;
        if (content !== "null" && content.length > 5)
          hay.push({
            place: typeof tenant === "string" ? { ...place, tenant } : place,
            content,
          });
      }
  }
  const running = await sql<{ query: string }[]>`
    select query from pg_stat_activity where datname = current_database() and query is not null`;
  const place = { kind: "database", site: id, what: "pg_stat_activity.query" } as const;
  // Of the server that the tests start; who brings another one looks there.
  const [log] = await sql<{ log: string | null }[]>`select pg_read_file('server.log', true) as log`;
  return [
    ...hay,
    ...running.map(({ query }) => ({ place, content: query })),
    { place: { kind: "log", site: id, what: "PostgreSQL" }, content: log?.log ?? "" },
  ];
}

export async function filesOf({ id, stateDir, contentDir }: Site): Promise<Hay[]> {
  const hay: Hay[] = [];
  for (const folder of [stateDir, contentDir]) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
    for (const entry of entries.filter((each) => each.isFile())) {
      const path = join(entry.parentPath, entry.name);
      const what = folder === contentDir ? "content" : relative(folder, path);
      const content = await readFile(path).catch(() => Buffer.alloc(0));
      hay.push({ place: { kind: "disk", site: id, what }, content });
      hay.push({ place: { kind: "disk", site: id, what: "file name" }, content: entry.name });
    }
  }
  return hay;
}

/** Files of an archive by name; those of paper as the paper, what it says of itself, and what it reads. */
export function unpacked(tar: Buffer): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (let at = 0; at + 512 <= tar.length;) {
    const name = tar.toString("latin1", at, at + 100).replace(/\0.*$/s, "");
    const size = Number.parseInt(tar.toString("latin1", at + 124, at + 135), 8);
    if (name === "") break;
    const content = tar.subarray(at + 512, at + 512 + size);
    files.set(name, content);
    if (name.endsWith(".pdf")) files.set(`${name} as read`, Buffer.from(readingOf(content)));
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return files;
}

/** All streams inflated, and the text by the fonts' own tables; by each of them, for which font writes is not followed. */
function readingOf(pdf: Uint8Array): string {
  const raw = Buffer.from(pdf).toString("latin1");
  const streams = [...raw.matchAll(/stream\r?\n([^]*?)\r?\nendstream/g)].map(([, body = ""]) => {
    try {
      return inflateSync(Buffer.from(body, "latin1")).toString("latin1");
    } catch {
      return body;
    }
  });
  const tables = streams.filter((each) => each.includes("beginbfrange")).map(lettersOf);
  const written = streams.filter((each) => /\bTJ\b|\bTj\b/.test(each));
  const texts = tables.flatMap((letters) => written.map((page) => textOf(page, letters)));
  return [...streams, ...texts].join("\n");
}

/** `<0000> <00ff> [<0020> <0041> …]`: the letters of consecutive glyphs (PDF 32000-1, 9.10.3). */
function lettersOf(table: string): ReadonlyMap<number, string> {
  const letters = new Map<number, string>();
  for (const [, from = "", , list = ""] of table.matchAll(
    /<([0-9a-f]+)>\s*<([0-9a-f]+)>\s*\[([^\]]*)\]/gi,
  ))
    [...list.matchAll(/<([0-9a-f ]+)>/gi)].forEach(([, hex = ""], i) => {
      const bytes = Buffer.from(hex.replaceAll(" ", ""), "hex");
      letters.set(Number.parseInt(from, 16) + i, bytes.swap16().toString("utf16le"));
    });
  return letters;
}

const textOf = (page: string, letters: ReadonlyMap<number, string>): string =>
  [...page.matchAll(/\[([^\]]*)\]\s*TJ/g)]
    .map(([, pieces = ""]) =>
      [...pieces.matchAll(/<([0-9a-f]+)>/gi)]
        .flatMap(([, hex = ""]) => hex.match(/.{4}/g) ?? [])
        .map((glyph) => letters.get(Number.parseInt(glyph, 16)) ?? "?")
        .join(""),
    )
    .join("\n");
