import type { ArgsDef, ParsedArgs } from "citty";

/** What a command says, once: as lines to people, as `value` to programs (`--json`). */
export interface Said {
  readonly outcome: "done" | "failed";
  readonly lines: readonly string[];
  readonly value: unknown;
  /** Beside the answer, to people (stderr): it holds, with a reservation. */
  readonly warnings?: readonly string[];
}

export const done = (
  lines: readonly string[],
  value: unknown,
  warnings: readonly string[] = [],
): Said => ({
  outcome: "done",
  lines,
  value,
  warnings,
});
export const failed = (lines: readonly string[], value: unknown): Said => ({
  outcome: "failed",
  lines,
  value,
});

/** Wrong usage: what was typed means nothing (exit 2). */
export class Misused extends Error {}

/** It could not be done, and the sentence says why (exit 1). */
export class Refused extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export interface Command {
  readonly kind: "command";
  readonly name: string;
  readonly description: string;
  readonly args: ArgsDef;
  /** @param args as `parseArgs` read them by this command's own `args` */
  run(args: ParsedArgs): Promise<Said>;
}

export interface Group {
  readonly kind: "group";
  readonly name: string;
  readonly description: string;
  /** Loaded when named: one command must not pay for what the others import. */
  readonly commands: Readonly<
    Record<string, { readonly description: string; load(): Promise<Command | Group> }>
  >;
  /** What the group's own name means by itself; without it, nothing. */
  readonly bare?: Command;
}

const json = { type: "boolean", description: "say it as JSON" } as const;

export function command<const A extends ArgsDef>(definition: {
  readonly name: string;
  readonly description: string;
  readonly args: A;
  run(args: ParsedArgs<A>): Promise<Said>;
}): Command {
  return {
    kind: "command",
    name: definition.name,
    description: definition.description,
    args: { ...definition.args, json },
    // Proof: `main` parses with the `args` of this very command.
    run: (args) => definition.run(args as ParsedArgs<A>),
  };
}
