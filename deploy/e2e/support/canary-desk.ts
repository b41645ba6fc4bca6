import { indexWords, trainSuggestions } from "@simpul/casework";
import type { Canaries, Canary, Part } from "./canaries.ts";
import type { Lives, Story, StoryName } from "./canary-lives.ts";
import type { Code, Officer, Stage } from "./canary-stage.ts";
import { inTurns } from "./canary-sweep.ts";
import { findersOf, findsNothing } from "./canary-table.ts";
import type { Hay } from "./haystacks.ts";
import type { Site } from "./site.ts";
import { until } from "./until.ts";

/** What the doors of a desk tell beside the report itself: what is found, suggested, still written, and heard of. */
export async function foundOf(stage: Stage, lives: Lives, canaries: Canaries): Promise<Hay[]> {
  const { staff } = stage;
  const { stories } = lives;
  const hay: Hay[] = [];
  const first = (of: string, part: Part): Canary | undefined =>
    canaries.all.find((each) => each.of === of && each.part === part);
  /** Which reports an answer is about, as a canary of each: that there is one is what must not be told. */
  const named = (by: Officer, door: string, text: string): void => {
    const place = { kind: "desk", site: by.site.id, who: by.name, what: `${door} names` } as const;
    const content = stories
      // An id may be what was asked about; a stream of hints says nothing else.
      .filter(({ id, trackingId }) => text.includes(door === "events" ? id : trackingId))
      .map(({ name }) => first(name, "words")?.core ?? "")
      .join(" ");
    hay.push({ place, content });
  };
  const ask = async (
    by: Officer,
    what: string,
    input: unknown,
    how: "query" | "mutation" = "query",
    door = what,
  ): Promise<string> => {
    const { status, text } = await by.call(what, input, how);
    if (status >= 500 || status === 429)
      throw new Error(`${by.name} ${what} was answered ${status}: ${faultsOf(by.site)}`);
    hay.push({ place: { kind: "desk", site: by.site.id, who: by.name, what }, content: text });
    named(by, door, text);
    return text;
  };

  const lines = await Promise.all(staff.map(async (by) => ({ by, heard: await by.listen() })));
  try {
    await learnt(stage);
    await erased(stage, story(stories, "anonymous"), first("anonymous", "erased")?.core ?? "", ask);
    await acted(stage, stories);
    await unsaid(stage, stories, canaries);
    const all = stories.map(({ id }) => id);
    // One of two who are the same.
    const works = staff
      .filter(({ name }) => !name.endsWith("/2"))
      .flatMap((by) => [
        () => ask(by, "report.list", {}),
        () =>
          ask(by, "bulk.preview", { verb: "note", reports: all, input: { text: "x" } }, "mutation"),
        ...searched.flatMap(([name, part, door]) => {
          const core = first(name, part)?.core;
          const input = { filter: { q: core } };
          return core === undefined ? [] : [() => ask(by, "report.list", input, "query", door)];
        }),
        ...(["open", "unit", "own", "anonymous"] as const).map((name) => () => {
          const phone = `+62${first(name, "phone")?.core ?? ""}`;
          return ask(
            by,
            "report.findByContact",
            { phone, reason: "Pelapor menelepon" },
            "mutation",
          );
        }),
        ...(["secret", "unit"] as const).map(
          (name) => () => ask(by, "drafts.get", { report: story(stories, name).id }),
        ),
        ...(advised.test(by.name) ? stories : []).flatMap(({ id: report }) =>
          ["suggest.duplicates", "suggest.routing"].map((what) => async () => {
            const { text } = await by.call(what, { report });
            hay.push({
              place: { kind: "desk", site: by.site.id, who: by.name, what },
              content: text,
            });
          }),
        ),
      ]);
    await inTurns<unknown>(works);
    await until("everybody heard what is theirs", () =>
      lines.every(({ by, heard }) =>
        sentinels(by).every((of) => heard.text().includes(story(stories, of).id)),
      )
        ? true
        : undefined,
    );
    for (const { by, heard } of lines) named(by, "events", heard.text());
  } finally {
    for (const { heard } of lines) heard.end();
  }
  return hay;
}

const faultsOf = ({ output }: Site): string =>
  output()
    .split("\n")
    .filter((line) => line.includes('"level":"error"'))
    .join("\n");

type Ask = (
  by: Officer,
  what: string,
  input: unknown,
  how?: "query" | "mutation",
  door?: string,
) => Promise<string>;

const advised = /^(?:nationalVerifier|nationalAdmin|tenantAdmin|inspectorate)@[^/]*$/;

function story(stories: readonly Story[], of: StoryName): Story {
  const found = stories.find(({ name }) => name === of);
  if (found === undefined) throw new Error(`${of} was not told`);
  return found;
}

/** What is looked for: what a report tells, and what belongs to it and is no part of that. */
const searched = [
  ...(
    [
      "open",
      "secret",
      "tightened",
      "unit",
      "whole",
      "own",
      "operator",
      "anonymous",
      "referred",
    ] as const
  ).map((of) => [of, "words", "report.list by words"] as const),
  ["open", "inside", findsNothing],
  ["open", "phone", findsNothing],
  ["secret", "note", findsNothing],
] as const;

/** The jobs behind the intake, now. */
async function learnt(stage: Pick<Stage, "opened">): Promise<void> {
  await indexed(stage);
  for (const { ctx } of stage.opened.values())
    await until("all is learnt", async () =>
      (await trainSuggestions(ctx)).outcome === "done" ? true : undefined,
    );
}

async function indexed({ opened }: Pick<Stage, "opened">): Promise<void> {
  for (const { ctx } of opened.values())
    await until("all words are read", async () =>
      (await indexWords(ctx)).outcome === "done" ? true : undefined,
    );
}

/** What its reporter added to one is found, removed, and found no more: not in the next moment, nor after the job. */
async function erased(stage: Stage, { id }: Story, core: string, ask: Ask): Promise<void> {
  const admin = stage.staff.find(({ name }) => name === "tenantAdmin@64.71");
  if (admin === undefined) throw new Error("nobody erases");
  const isFound = async (): Promise<boolean> =>
    (await ask(admin, "report.list", { filter: { q: core } })).includes(id);
  if (!(await isFound())) throw new Error("what is to be erased was not found before");
  const bytes = Buffer.from(core);
  const [content] = await stage.kaltim.sql<{ hash: string }[]>`
    select hash from simpul.content where report = ${id} and position(${bytes}::bytea in bytes) > 0`;
  const given = await stage.api["64.71"].post(`/reports/${id}/erase`, {
    contents: [content?.hash],
    reason: "Diminta pelapor",
  });
  if (given.status !== 200) throw new Error(`nothing was erased: ${given.text}`);
  if (await isFound()) throw new Error("what was erased is found");
  await until("it is gone at the hub", async () => {
    const left = await stage.hub.sql`
      select from simpul.content where report = ${id} and position(${bytes}::bytea in bytes) > 0`;
    return left.length === 0 ? true : undefined;
  });
  await indexed(stage);
  if (await isFound()) throw new Error("what was erased is found again");
}

/** Something happens to each report at each desk that has it. */
async function acted({ api }: Stage, stories: readonly Story[]): Promise<void> {
  await inTurns(
    stories.flatMap(({ id }) =>
      // Proof: the keys of the record are the codes.
      (Object.keys(api) as Code[]).map((code) => async () => {
        await api[code].post(`/reports/${id}/note`, { text: "Dilihat" });
      }),
    ),
  );
}

/** An answer that is being written and one that waits, about a secret and about whistleblowing. */
async function unsaid(
  { staff }: Stage,
  stories: readonly Story[],
  canaries: Canaries,
): Promise<void> {
  for (const [who, of] of [
    ["liaison@64.71", "secret"],
    ["inspectorate@64.71", "unit"],
  ] as const) {
    const by = staff.find(({ name }) => name === who);
    const report = story(stories, of).id;
    const said = { text: canaries.plant(of, "draft", who) };
    const answer = { kind: "done", text: canaries.plant(of, "review", who) };
    for (const [what, input] of [
      ["drafts.save", { report, base: 0, said }],
      ["reviews.ask", { report, answer }],
    ] as const) {
      const given = await by?.call(what, input, "mutation");
      if (given?.status !== 200) throw new Error(`${who} ${what}: ${given?.text}`);
    }
  }
}

/** What somebody hears of before all has been heard of; of what nobody finds there, nobody hears. */
function sentinels({ name }: Officer): StoryName[] {
  const watched: readonly StoryName[] = ["open", "unit", "whole", "referred"];
  return watched.filter((of) => findersOf(of).includes(name));
}
