import {
  changedBetween,
  findReadable,
  keepContactMarks,
  keepSearchable,
  moveIndexing,
  saidLater,
  settledChanges,
  takeIndexing,
  wholeOf,
  withScope,
  wordsByHash,
} from "@simpul/db";
import type { LoadedReport, SearchableWords, Tx } from "@simpul/db";
import { readAs, searchableText } from "@simpul/domain";
import { setTimeout as pause } from "node:timers/promises";
import type { Context } from "../context.ts";
import { eachReadable } from "../each-readable.ts";
import { readWords } from "../enclose.ts";

export interface Indexed {
  /** `elsewhere`: another process is at it. `more`: the time was over before all was read. */
  readonly outcome: "done" | "elsewhere" | "more";
  readonly reports: number;
  /** Of these, what could not be read and is found by no word: it is tried again when something happens to it. */
  readonly unreadable: number;
}

/** Events a transaction. */
const window = 400;
const settleMs = 2_000;

/**
 * Makes the words of all reports findable to which something has happened since, in the order in which it happened. Killed
 * anywhere, it goes on where it was, and one that cannot be read stops nothing.
 * @param seconds after which it leaves the rest for the next time; two thirds of them belong to everybody else
 */
export async function indexWords(ctx: Context, seconds = 50): Promise<Indexed> {
  const scope = wholeOf(ctx.here.tenants());
  const began = performance.now();
  // In a transaction of its own: one that has written would wait for itself.
  const settled = await withScope(ctx.db, scope, (tx) => {
    const until = performance.now() + settleMs;
    return settledChanges(tx, () => performance.now() > until);
  });
  if (settled.outcome === "unsettled") return { outcome: "more", reports: 0, unreadable: 0 };
  let [reports, unreadable] = [0, 0];
  for (;;) {
    const from = performance.now();
    const next = await withScope(ctx.db, scope, (tx) => indexNext(tx, settled.ord));
    if (next === "elsewhere") return { outcome: "elsewhere", reports, unreadable };
    if (next === "nothing") return { outcome: "done", reports, unreadable };
    reports += next.reports;
    unreadable += next.unreadable;
    if (performance.now() - began > seconds * 1000) return { outcome: "more", reports, unreadable };
    // A storm's reports wait for their words rather than its intakes for the index.
    if (next.reports > 0) await pause((performance.now() - from) * 2);
  }
}

async function indexNext(
  tx: Tx,
  last: number,
): Promise<Pick<Indexed, "reports" | "unreadable"> | "elsewhere" | "nothing"> {
  const after = await takeIndexing(tx);
  if (after === "elsewhere") return after;
  if (after >= last) return "nothing";
  const upTo = Math.min(after + window, last);
  const keys = await changedBetween(tx, after, upTo);
  let unreadable = 0;
  if (keys.length > 0) {
    const found = await findReadable(tx, keys);
    const searchable = await searchableOf(tx, found.copies);
    unreadable = found.unreadable + searchable.unreadable;
    await keepSearchable(tx, searchable.made);
    await keepContactMarks(tx, keys);
  }
  await moveIndexing(tx, upTo);
  return { reports: keys.length, unreadable };
}

/** All that its reporter and its answers say, without what was masked or erased. */
async function searchableOf(
  tx: Tx,
  copies: readonly LoadedReport[],
): Promise<{ made: SearchableWords[]; unreadable: number }> {
  const key = ({ tenant, id }: LoadedReport) => ({ tenant, report: id });
  const first = eachReadable(copies, (loaded) => {
    const { text, details } = loaded.case.report;
    const named = [text, details].flatMap((ref) =>
      ref === undefined ? [] : [{ ...key(loaded), hash: ref.hash }],
    );
    return [{ loaded, named }];
  });
  const later = await saidLater(
    tx,
    first.made.map(({ loaded }) => key(loaded)),
  );
  const documents = Map.groupBy(
    await wordsByHash(tx, uniqueBy([...first.made.flatMap(({ named }) => named), ...later])),
    ({ tenant, report }) => `${tenant}/${report}`,
  );
  const said = eachReadable(first.made, ({ loaded }) => {
    const { masks, erased = [] } = loaded.case.report;
    const texts = (documents.get(`${loaded.tenant}/${loaded.id}`) ?? [])
      .filter(({ hash }) => !erased.includes(hash))
      .flatMap(({ hash, bytes }) =>
        Object.entries(readWords(bytes) ?? {}).flatMap(([field, said]) =>
          typeof said === "string"
            ? searchableText(readAs("masked", said, { content: hash, field }, masks))
            : [],
        ),
      );
    // Between two texts nothing stands side by side.
    return [{ ...key(loaded), version: loaded.version, text: texts.join(" zz zz ").trim() }];
  });
  return { made: said.made, unreadable: first.unreadable + said.unreadable };
}

function uniqueBy<T extends { tenant: string; report: string; hash: string }>(named: T[]): T[] {
  return [...new Map(named.map((each) => [Object.values(each).join("/"), each])).values()];
}
