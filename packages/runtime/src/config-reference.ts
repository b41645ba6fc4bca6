import { z } from "zod";
import { environments, type Kind, kinds, notes } from "./variables.ts";

export interface VariableRow {
  readonly name: string;
  readonly kinds: readonly Kind[];
  readonly secret: boolean;
  /** As an operator would write it; null where it is required or `unset` tells what happens. */
  readonly default: string | null;
  readonly required: boolean;
  readonly unset: string | null;
  readonly description: string;
  readonly example: string;
}

/** Every variable once; one whose rule differs by kind (the node's id) has a row for each. */
export function describeConfig(): VariableRow[] {
  const kindsOf = new Map<z.ZodType, { name: string; kinds: Kind[] }>();
  for (const kind of kinds) {
    for (const [name, schema] of Object.entries(environments[kind].shape)) {
      const seen = kindsOf.get(schema);
      if (seen) seen.kinds.push(kind);
      else kindsOf.set(schema, { name, kinds: [kind] });
    }
  }
  return [...kindsOf].map(([schema, at]) => row(schema, at.name, at.kinds));
}

function row(schema: z.ZodType, name: string, of: readonly Kind[]): VariableRow {
  const about = notes.get(schema);
  if (!about) throw new Error(`${name} has no notes`);
  const preset = schema instanceof z.ZodPrefault ? String(schema.def.defaultValue) : null;
  return {
    name,
    kinds: of,
    secret: about.secret === true,
    default: preset,
    required: preset === null && !(schema instanceof z.ZodOptional),
    unset: about.unset ?? null,
    description: about.description,
    example: about.example,
  };
}

const titles: Readonly<Record<string, string>> = {
  "hub,node": "Hub and node",
  "hub,node,migrate": "Every command",
  hub: "Hub only",
  node: "Node only",
  migrate: "`simpul migrate` only",
};

/** The Markdown reference page; committed under docs and held equal by a test. */
export function renderConfigReference(): string {
  const sections = Map.groupBy(describeConfig(), (each) => each.kinds.join(","));
  return [
    "# Configuration reference",
    "",
    "Environment variables only, checked together at start; on a problem the process prints all of them",
    "and exits with status 78. A secret may come from a file: set `<NAME>_FILE` to its path instead (one",
    "newline at its end is dropped). An empty variable counts as not set; an unknown `SIMPUL_*` is refused.",
    ...[...sections].flatMap(([of, rows]) => ["", `## ${titles[of] ?? of}`, "", ...table(rows)]),
    "",
  ].join("\n");
}

function table(rows: readonly VariableRow[]): string[] {
  return [
    "| variable | default | what it is | example |",
    "| --- | --- | --- | --- |",
    ...rows.map((each) => {
      const preset = each.default === null ? (each.unset ?? "**required**") : `\`${each.default}\``;
      const name = each.secret ? `\`${each.name}\` (secret)` : `\`${each.name}\``;
      return `| ${name} | ${preset} | ${each.description} | \`${each.example}\` |`;
    }),
  ];
}
