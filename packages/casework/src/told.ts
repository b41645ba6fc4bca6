import { checksOf, contentsOf, eventsOf } from "@simpul/db";
import type { FileState, LoadedReport, Tx } from "@simpul/db";
import { detectPersonal, fold, historyOf } from "@simpul/domain";
import type { Entry, Mask, PersonalKind, Step } from "@simpul/domain";
import type { Context } from "./context.ts";
import { readWords } from "./enclose.ts";
import { givenOut } from "./files/given-out.ts";
import { recordedOf } from "./recorded.ts";

/** What was said in a report, before anybody decides who is shown it. */
export interface Told {
  readonly history: Entry[];
  /** What each entry of the history was made of. */
  readonly steps: readonly Step[];
  words(hash: string | undefined): Record<string, string | number> | undefined;
  fileOf(hash: string): {
    name?: string;
    available: boolean;
    check?: FileState;
    thumbnail?: true;
  };
  personal(): (Mask & { readonly kind: PersonalKind })[];
}

export async function told(ctx: Context, tx: Tx, loaded: LoadedReport): Promise<Told> {
  const { erased = [], flags, attachments } = loaded.case.report;
  const contents = (await contentsOf(tx, loaded.tenant, loaded.id)).filter(
    ({ hash }) => !erased.includes(hash),
  );
  const words = (hash: string | undefined) => {
    const bytes = hash === undefined ? undefined : contents.find((c) => c.hash === hash)?.bytes;
    return bytes === undefined ? undefined : readWords(bytes);
  };
  const unsorted: Step[] = [];
  const events = await eventsOf(tx, [{ tenant: loaded.tenant, report: loaded.id }]);
  fold(events.flatMap(recordedOf), loaded.id, ctx.hub, (step) => unsorted.push(step));
  const steps = unsorted.toSorted((a, b) => compare(a.recorded.at, b.recorded.at));
  const textOf = (hash: string) => {
    const field = spokenField(words(hash));
    const first = field === undefined ? undefined : words(hash)?.[field];
    return typeof first === "string" ? first : undefined;
  };
  const history = historyOf(steps, textOf, { tenant: loaded.tenant, hub: ctx.hub });
  const checks = await checksOf(
    tx,
    contents.flatMap(({ blob }) => blob ?? []),
  );
  const fileOf = (hash: string) => {
    const { name, blob } = contents.find((c) => c.hash === hash) ?? {};
    const check = blob === undefined ? undefined : checks.get(blob);
    // Of who became anonymous after their files were kept.
    const isNameless = flags.anonymous && attachments.some((each) => each.hash === hash);
    return {
      ...(name === undefined || isNameless ? {} : { name }),
      available: blob !== undefined && givenOut(check?.state) === "yes",
      ...(blob === undefined ? {} : { check: check?.state ?? "pending" }),
      ...(check?.thumbnail === undefined ? {} : { thumbnail: true as const }),
    };
  };
  const personal = () =>
    contents.flatMap(({ hash: content }) =>
      Object.entries(words(content) ?? {}).flatMap(([field, text]) =>
        typeof text === "string"
          ? detectPersonal(text).map((span) => ({ content, field, ...span }))
          : [],
      ),
    );
  return { history, steps, words, fileOf, personal };
}

/** Which of its words a content says, where people read one text of it. */
export const spokenField = (
  said: Readonly<Record<string, string | number>> | undefined,
): string | undefined =>
  ["text", "reason", "question", "note", "recordedWord"].find((name) => said?.[name] !== undefined);

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
