import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline/promises";
import { isDeepStrictEqual } from "node:util";
import { type CalendarPreview, previewCalendar, recomputeDeadlines } from "@simpul/casework";
import { calendarNames } from "@simpul/db";
import { type CalendarDocument, validateCalendar } from "@simpul/domain";
import { type Deployment, publishReference } from "@simpul/federation";
import { command, done, Misused, Refused, type Said } from "../command.ts";
import { withDeployment } from "../configured.ts";
import { columns } from "../demo/table.ts";
import { envOption } from "../env-file.ts";

export const importCalendar = command({
  name: "calendar import",
  description:
    "At the hub: publish a calendar with new or amended decrees, and recompute open deadlines",
  args: {
    file: {
      type: "positional",
      required: true,
      description: "the whole calendar as JSON: version, weekend, decrees",
      valueHint: "FILE",
    },
    yes: { type: "boolean", description: "publish without asking" },
    ...envOption,
  },
  async run({ file, yes, env }): Promise<Said> {
    const document = await read(file);
    return withDeployment(env, undefined, async (deployment) => {
      if (deployment.kind !== "hub")
        throw new Refused("notTheHub", "calendars come from the hub: import it there");
      const { ctx, db } = deployment;
      // Proof: what was published here went through `read`, or came with the software.
      const current = ctx.reference.calendar().body as CalendarDocument;
      if (isDeepStrictEqual(current, document))
        return done([`${document.version} is the newest calendar already`], { published: false });
      if ((await calendarNames(db)).includes(document.version))
        throw new Refused(
          "versionTaken",
          `a calendar that says something else was published as ${document.version}: name this version otherwise`,
        );
      if (yes !== true && !process.stdin.isTTY)
        throw new Refused(
          "confirmationNeeded",
          "nothing is imported: here is no terminal to ask, so confirm with --yes",
        );
      const decrees = compare(current, document);
      const preview = await previewCalendar(ctx, document);
      const foreseen = [...linesOfDecrees(decrees), ...linesOfPreview(preview)];
      if (yes !== true) await confirm(foreseen);
      return publish(deployment, document, { decrees, preview }, yes === true ? foreseen : []);
    });
  },
});

async function read(file: string): Promise<CalendarDocument> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw new Misused(`${file} cannot be read (${code})`);
  });
  const reading = validateCalendar(parse(file, text));
  if (reading.outcome === "valid") return reading.document;
  throw new Misused(
    [
      `${file} is no calendar:`,
      ...reading.faults.map(
        ({ pointer, says }) => `  ${pointer === "" ? "the whole" : pointer}: ${says}`,
      ),
    ].join("\n"),
  );
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Misused(`${file} is no JSON: ${error instanceof Error ? error.message : ""}`);
  }
}

interface Decrees {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

function compare(current: CalendarDocument, next: CalendarDocument): Decrees {
  const before = new Map(current.decrees.map((decree) => [decree.id, decree]));
  const after = new Set(next.decrees.map(({ id }) => id));
  const known = next.decrees.filter(({ id }) => before.has(id));
  return {
    added: next.decrees.filter(({ id }) => !before.has(id)).map(({ decree }) => decree),
    changed: known
      .filter((decree) => !isDeepStrictEqual(decree, before.get(decree.id)))
      .map(({ decree }) => decree),
    removed: current.decrees.filter(({ id }) => !after.has(id)).map(({ decree }) => decree),
  };
}

function linesOfDecrees({ added, changed, removed }: Decrees): string[] {
  const lines = [
    ...added.map((decree) => `new      ${decree}`),
    ...changed.map((decree) => `changed  ${decree}`),
    ...removed.map((decree) => `gone     ${decree}`),
  ];
  return lines.length > 0 ? lines : ["no decree is new or changed"];
}

function linesOfPreview({ open, moved, provisional, clocks }: CalendarPreview): string[] {
  return [
    `would move ${spaced(moved)} of ${spaced(open)} open deadlines`,
    ...columns(
      clocks.map((each) => [`  ${each.clock}`, `${spaced(each.moved)} of ${spaced(each.open)}`]),
    ),
    ...(provisional === 0
      ? []
      : [`${spaced(provisional)} stay provisional: they touch a year of which no decree is known`]),
  ];
}

/** Asked on stderr: what is piped on holds the answer alone. */
async function confirm(foreseen: readonly string[]): Promise<void> {
  for (const line of foreseen) console.error(line);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const typed = await terminal.question("publish it? [y/N] ");
  terminal.close();
  if (!/^y(es)?$/i.test(typed.trim())) throw new Refused("notConfirmed", "nothing is imported");
}

async function publish(
  { ctx, db, keyring, reference }: Deployment,
  document: CalendarDocument,
  said: { readonly decrees: Decrees; readonly preview: CalendarPreview },
  lines: readonly string[],
): Promise<Said> {
  const version = await publishReference(db, keyring, "calendar", document, ctx.now());
  await reference.refresh();
  // Whatever ends this half way, a worker goes on with it within the minute.
  const { outcome, recomputed, moved } = await recomputeDeadlines(ctx);
  return done(
    [
      ...lines,
      `${document.version} is published, signed, as version ${version}; nodes follow by themselves`,
      outcome === "done"
        ? `${spaced(recomputed)} open reports here are recomputed, the earliest deadline of ${spaced(moved)} moved`
        : "a worker is recomputing the open reports here",
    ],
    { published: true, name: document.version, version, ...said, recomputed, moved },
  );
}

const spaced = (count: number): string => String(count).replaceAll(/(?<=\d)(?=(?:\d{3})+$)/g, " ");
