import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline/promises";
import { isDeepStrictEqual } from "node:util";
import { recomputeDeadlines, type TermsPreview } from "@simpul/casework";
import { referenceNames } from "@simpul/db";
import type { CalendarDocument, CalendarReading, ClockPolicy, PolicyReading } from "@simpul/domain";
import { type Deployment, publishReference } from "@simpul/federation";
import { done, Misused, Refused, type Said } from "../command.ts";
import { withDeployment } from "../configured.ts";
import { columns } from "../demo/table.ts";
import { envOption } from "../env-file.ts";

/** Arguments of `calendar import` and `policy import`. */
export const importArgs = (what: string) =>
  ({
    file: { type: "positional", required: true, description: what, valueHint: "FILE" },
    yes: { type: "boolean", description: "publish without asking" },
    ...envOption,
  }) as const;

interface Importing<Document> {
  readonly kind: "calendar" | "policy";
  readonly plural: string;
  validate(value: unknown): CalendarReading | PolicyReading;
  /** What is new in it, in words and for programs. */
  compare(
    now: Document,
    next: Document,
  ): { readonly lines: readonly string[]; readonly value: object };
  preview(ctx: Deployment["ctx"], next: Document): Promise<TermsPreview>;
}

/**
 * Publishes what a file says as the hub's next version and computes what is open anew: after it was read whole, it is
 * another than the newest, it has a name of its own, what it would move was shown, and somebody said yes.
 */
export async function importTerms<Document extends CalendarDocument | ClockPolicy>(
  importing: Importing<Document>,
  { file, yes, env }: { file: string; yes?: boolean | undefined; env?: string | undefined },
): Promise<Said> {
  const { kind, plural } = importing;
  // Proof: each kind's validator gives the document of that kind.
  const document = (await readDocument(file, importing)) as Document;
  return withDeployment(env, undefined, async (deployment) => {
    if (deployment.kind !== "hub")
      throw new Refused("notTheHub", `${plural} come from the hub: import it there`);
    const { ctx, db } = deployment;
    const held = kind === "calendar" ? ctx.reference.calendar() : ctx.reference.clockPolicy();
    const current = importing.validate(held.body);
    if (current.outcome === "valid" && isDeepStrictEqual(current.document, document))
      return done([`${document.version} is the newest ${kind} already`], { published: false });
    if ((await referenceNames(db, kind)).includes(document.version))
      throw new Refused(
        "versionTaken",
        `a ${kind} that says something else was published as ${document.version}: name this version otherwise`,
      );
    if (yes !== true && !process.stdin.isTTY)
      throw new Refused(
        "confirmationNeeded",
        "nothing is imported: here is no terminal to ask, so confirm with --yes",
      );
    // Proof: as above; of one that this version cannot read all is new.
    const before = (current.outcome === "valid" ? current.document : undefined) as
      | Document
      | undefined;
    const compared =
      before === undefined
        ? { lines: [`the newest ${kind} cannot be read by this version`], value: {} }
        : importing.compare(before, document);
    const preview = await importing.preview(ctx, document);
    const foreseen = [...compared.lines, ...linesOfPreview(preview)];
    if (yes !== true) await confirm(foreseen);
    const said = { ...compared.value, preview };
    return publish(deployment, kind, document, said, yes === true ? foreseen : []);
  });
}

async function readDocument(
  file: string,
  { kind, validate }: Pick<Importing<never>, "kind" | "validate">,
): Promise<CalendarDocument | ClockPolicy> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw new Misused(`${file} cannot be read (${code})`);
  });
  const reading = validate(parse(file, text));
  if (reading.outcome === "valid") return reading.document;
  throw new Misused(
    [
      `${file} is no ${kind}:`,
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

function linesOfPreview({ open, moved, ended, provisional, clocks }: TermsPreview): string[] {
  return [
    `would move ${spaced(moved)} of ${spaced(open)} open deadlines`,
    ...columns(
      clocks.map((each) => [
        `  ${each.clock}`,
        `${spaced(each.moved)} of ${spaced(each.open)}`,
        ...(each.ended === 0 ? [] : [`and ${spaced(each.ended)} would have none`]),
      ]),
    ),
    ...(ended === 0
      ? []
      : [`${spaced(ended)} would run no more: there is no rule for their clock`]),
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
  kind: "calendar" | "policy",
  document: CalendarDocument | ClockPolicy,
  said: object,
  lines: readonly string[],
): Promise<Said> {
  const version = await publishReference(db, keyring, kind, document, ctx.now());
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
