import { type ArgsDef, parseArgs, renderUsage } from "citty";
import { type Command, type Group, Misused, type Said } from "./command.ts";

export type Understood =
  | { readonly outcome: "help"; readonly text: string }
  | { readonly outcome: "command"; run(): Promise<Said> };

/** From what was typed to one command and its arguments; what means nothing is refused and never ignored. */
export async function interpret(root: Group, typed: readonly string[]): Promise<Understood> {
  let at: Command | Group = root;
  const path: string[] = [root.name];
  const rest = [...typed];
  while (at.kind === "group") {
    const word = rest[0];
    if (at.bare !== undefined && (word === undefined || (word.startsWith("-") && !isHelp(word)))) {
      at = at.bare;
      break;
    }
    if (word === undefined || isHelp(word) || word === "--json") {
      if (word === undefined || word === "--json") throw new Misused(usageOfGroup(at, path));
      return { outcome: "help", text: usageOfGroup(at, path) };
    }
    const chosen: Group["commands"][string] | undefined = Object.hasOwn(at.commands, word)
      ? at.commands[word]
      : undefined;
    if (chosen === undefined)
      throw new Misused(
        `"${word}" is no command of ${path.join(" ")}\n\n${usageOfGroup(at, path)}`,
      );
    rest.shift();
    path.push(word);
    at = await chosen.load();
  }
  const command = at;
  if (rest.some(isHelp)) return { outcome: "help", text: await usageOfCommand(command, path) };
  checkWords(command, rest, path);
  let args: ReturnType<typeof parseArgs>;
  try {
    args = parseArgs(rest, command.args);
  } catch (error) {
    throw new Misused(
      `${error instanceof Error ? error.message : String(error)}\n\n${await usageOfCommand(command, path)}`,
    );
  }
  return { outcome: "command", run: () => command.run(args) };
}

const isHelp = (word: string): boolean => word === "--help" || word === "-h";

/** citty lets pass what it does not know: a misspelt flag would be an option silently not taken. */
function checkWords({ args }: Command, words: readonly string[], path: readonly string[]): void {
  const see = `see ${path.join(" ")} --help`;
  const places = Object.values(args).filter((arg) => arg.type === "positional").length;
  let loose = 0;
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] ?? "";
    if (!word.startsWith("-")) {
      loose += 1;
      if (loose > places) throw new Misused(`"${word}" is one word too many: ${see}`);
      continue;
    }
    const [name = "", value] = word.replace(/^--/, "").split("=", 2);
    const known = word.startsWith("--") && Object.hasOwn(args, name) ? args[name] : undefined;
    if (known === undefined || known.type === "positional")
      throw new Misused(`${word} is no option here: ${see}`);
    if (known.type !== "string" && known.type !== "enum") continue;
    const given = value ?? words[(i += 1)];
    if (given === undefined || given === "" || (value === undefined && given.startsWith("--")))
      throw new Misused(`--${name} needs a value: ${see}`);
  }
}

function usageOfGroup({ description, commands, bare }: Group, path: readonly string[]): string {
  const wide = Math.max(...Object.keys(commands).map((name) => name.length));
  return [
    description,
    "",
    ...Object.entries(commands).map(
      ([name, one]) => `  ${path.join(" ")} ${name.padEnd(wide)}  ${one.description}`,
    ),
    "",
    ...(bare === undefined
      ? []
      : [`  ${path.join(" ")}${optionsOf(bare)}  ${bare.description}`, ""]),
    "Every command takes --json and --help.",
  ].join("\n");
}

const optionsOf = ({ args }: Command): string =>
  Object.keys(args)
    .filter((name) => name !== "json")
    .map((name) => ` [--${name}]`)
    .join("");

function usageOfCommand({ description, args }: Command, path: readonly string[]): Promise<string> {
  return renderUsage<ArgsDef>({ meta: { name: path.join(" "), description }, args });
}
