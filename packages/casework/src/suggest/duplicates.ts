import type { Actor } from "@simpul/access";
import {
  contentsByHash,
  findCopies,
  likeReports,
  stemCounts,
  stemsOf,
  wholeOf,
  withScope,
} from "@simpul/db";
import type { LoadedReport, Tx } from "@simpul/db";
import { alike, categoryPath, circumspect, duplicateDays, wordIn } from "@simpul/domain";
import type { Alike, Comparable, Report, State } from "@simpul/domain";
import { partsShown } from "../audience.ts";
import type { Context } from "../context.ts";
import { done } from "../failure.ts";
import type { Result } from "../failure.ts";
import { isMonitored } from "../people/monitoring.ts";
import { scopeOf } from "../scope-of.ts";
import { authorize } from "../upon-report.ts";
import { formsOf, letterOf, lettersHashes, stemsIn } from "./features.ts";
import type { Letter, Stems } from "./features.ts";
import { consider } from "./open.ts";
import type { Considered } from "./open.ts";
import { rarityFrom, shareFrom } from "./rarity.ts";
import { rarest } from "./train.ts";

/** A report that may tell of the same matter. */
export interface Duplicate {
  readonly report: string;
  readonly trackingId: string;
  readonly version: number;
  readonly state: State;
  readonly receivedAt: string;
  /** How likely both tell of one matter, 0..1. */
  readonly score: number;
  /** Whole days between the two. */
  readonly days: number;
  readonly area?: string;
  readonly category?: string;
  readonly institution?: string;
  readonly title?: string;
  /** The beginning of its words, without what looks personal. */
  readonly excerpt: string;
  /** Words that both have, in small letters as they stand in each. */
  readonly words: { readonly here: readonly string[]; readonly there: readonly string[] };
}

/** Copies that are read and compared; what is behind them has fewer rare words in common. */
const mostCompared = 30;
/** Of the report that is asked about; of the others `signature` are known. */
const asked = 24;
const mostShown = 5;
/** Less likely than not would only be noise. */
const least = 0.5;
/** So is what is far less likely than the first: odds of one to so many. */
const nearBest = 50;
const excerptLength = 600;
/** A matter that is closed may still be answered by the same words, for so long. */
const closedDays = 30;

/**
 * Other reports of the same desk that may tell of the same matter: at most five, the likeliest first. Never whistleblowing or
 * secret ones, and none that the actor may not read. For who may merge; a person decides.
 */
export async function suggestDuplicates(
  ctx: Context,
  actor: Actor & { tenant: string },
  typed: string,
): Promise<Result<{ readonly candidates: readonly Duplicate[] }>> {
  const scope = scopeOf(ctx, actor);
  const considered = await withScope(ctx.db, scope, (tx) =>
    consider(ctx, tx, actor, typed, "merge"),
  );
  if (considered.outcome === "failed") return considered;
  const { loaded, stems } = considered.value;
  if (stems.size === 0) return done({ candidates: [] });
  // The deployment's own work, for the wall asks of each entry: what comes of it is read as the actor reads it.
  const keys = await withScope(ctx.db, wholeOf([loaded.tenant]), (tx) =>
    keysLike(tx, considered.value),
  );
  return withScope(ctx.db, scope, async (tx) => {
    const others = (await otherLetters(ctx, tx, actor, keys)).filter(
      (other) => !areOneMessage(loaded.case.report, other.loaded.case.report),
    );
    const { category } = loaded.case.report;
    const letters = [stems, ...others.map((each) => each.stems)];
    const share = shareFrom(await stemCounts(tx, wordsOf(loaded.tenant, letters, category)));
    const path = (code: string) => categoryPath(code, ctx.reference.categories());
    const one = comparable(considered.value);
    const candidates = others
      .map((other) => ({ other, by: alike(one, comparable(other), share, path) }))
      .toSorted(
        (a, b) => b.by.score - a.by.score || (a.other.loaded.id < b.other.loaded.id ? -1 : 1),
      )
      .filter(({ by }, _, [best]) => by.score >= least && oddsOf(by) * nearBest >= oddsOf(best?.by))
      .slice(0, mostShown)
      .map(({ other, by }) => shownAs(other, by, stems));
    return done({ candidates });
  });
}

const oddsOf = (by: Alike | undefined): number =>
  by === undefined ? 0 : by.score / (1 - Math.min(by.score, 1 - 1e-12));

async function keysLike(
  tx: Tx,
  { loaded, stems }: Considered,
): Promise<{ tenant: string; report: string }[]> {
  const { tenant, id } = loaded;
  const { place, receivedAt } = loaded.case.report;
  const all = [...stems.keys()];
  const rarity = rarityFrom(await stemCounts(tx, wordsOf(tenant, [stems], undefined)));
  const since = Temporal.Instant.from(receivedAt).subtract({ hours: 24 * duplicateDays });
  const ids = await likeReports(
    tx,
    {
      tenant,
      not: id,
      stems: rarest(all, rarity, asked).map((stem) => ({ stem, weight: rarity(stem) })),
      since: since.toString(),
      at: receivedAt,
      place: place.area?.split(".").slice(0, 2).join("."),
    },
    mostCompared,
  );
  return ids.map((report) => ({ tenant, report }));
}

async function otherLetters(
  ctx: Context,
  tx: Tx,
  actor: Actor & { tenant: string },
  keys: readonly { tenant: string; report: string }[],
): Promise<Considered[]> {
  if (keys.length === 0) return [];
  const readable = (await findCopies(tx, keys)).filter((loaded) => isShown(ctx, actor, loaded));
  const contents = await contentsByHash(
    tx,
    readable.flatMap(({ case: { report } }) => lettersHashes(report)),
  );
  const letters = readable.map((loaded): { loaded: LoadedReport; letter: Letter } => ({
    loaded,
    letter: letterOf(loaded.case.report, (hash) =>
      contents.find(
        (each) => each.hash === hash && each.report === loaded.id && each.tenant === loaded.tenant,
      ),
    ),
  }));
  const stemOf = await stemsOf(
    tx,
    letters.flatMap(({ letter }) => formsOf(letter)),
  );
  return letters.map((each) => ({ ...each, stems: stemsIn(each.letter, stemOf) }));
}

/** What was taken apart is alike, and no duplicate. */
function areOneMessage(one: Report, other: Report): boolean {
  const whole = ({ id, splitFrom }: Report) => splitFrom ?? id;
  return whole(one) === whole(other);
}

/** A secret that was learnt before it became one is none of them either. */
function isShown(ctx: Context, actor: Actor & { tenant: string }, loaded: LoadedReport): boolean {
  const { report } = loaded.case;
  return (
    loaded.tenant === actor.tenant &&
    !circumspect(report).secret &&
    // Reading it would be written down; a suggestion is not.
    !isMonitored(actor, loaded) &&
    isLively(ctx, loaded, report) &&
    authorize(ctx, actor, "list", loaded) === "yes" &&
    authorize(ctx, actor, "read", loaded) === "yes" &&
    partsShown(ctx, actor, loaded).has("words")
  );
}

function isLively(ctx: Context, { updatedAt }: LoadedReport, { state }: Report): boolean {
  if (state === "archived") return false;
  if (state !== "closed") return true;
  return Temporal.Instant.from(updatedAt).until(ctx.caseNow()).total("hours") < 24 * closedDays;
}

function comparable({ loaded, stems }: Considered): Comparable {
  const { place, category, receivedAt } = loaded.case.report;
  return { stems: [...stems.keys()], place, category, receivedAt };
}

/** The stems of these letters, in reports of a category too, and the count of all of these. */
function wordsOf(tenant: string, letters: readonly Stems[], category: string | undefined) {
  const stems = [...new Set(letters.flatMap((each) => [...each.keys()]))].map(
    (stem) => `w:${stem}`,
  );
  const within =
    category === undefined
      ? []
      : [`c:${category}`, ...stems.map((stem) => wordIn(`c:${category}`, stem))];
  return ["", ...stems, ...within].map((feature) => ({ tenant, feature }));
}

function shownAs({ loaded, letter, stems }: Considered, by: Alike, here: Stems): Duplicate {
  const { report } = loaded.case;
  const words = (from: Stems) => by.shared.flatMap((stem) => from.get(stem) ?? []);
  const text = letter.text ?? "";
  return {
    report: loaded.id,
    trackingId: report.trackingId,
    version: loaded.version,
    state: report.state,
    receivedAt: report.receivedAt,
    score: Math.round(by.score * 1000) / 1000,
    days: by.days,
    ...(report.place.area === undefined ? {} : { area: report.place.area }),
    ...(report.category === undefined ? {} : { category: report.category }),
    ...(report.institution === undefined ? {} : { institution: report.institution }),
    ...(letter.title === undefined ? {} : { title: letter.title }),
    excerpt: text.length > excerptLength ? `${text.slice(0, excerptLength)}…` : text,
    words: { here: words(here), there: words(stems) },
  };
}
