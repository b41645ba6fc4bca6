import { describe, expect, expectTypeOf, test } from "vitest";
import { isKey, type Key, keys, langs, say } from "../src/index.ts";
import { catalogue } from "../src/catalogue.ts";
import { problemsOfPeers } from "../src/texts/problems-of-peers.ts";
import { problemsOfRequests } from "../src/texts/problems-of-requests.ts";
import { problemsOfRules } from "../src/texts/problems-of-rules.ts";

const placeholders = (text: string) =>
  [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).toSorted();

/** Names of parameters that are counts of things. */
const counts: ReadonlySet<string> = new Set(
  "n count rows days cases leaves events nodes past hops seconds minutes hours amount added present absent open".split(
    " ",
  ),
);
/** A bound, and never one. */
const ofMany = "list.bulk.most";
const counted = new RegExp(`\\{(${[...counts].join("|")})\\}`);
/** "1 open reports", "1 were", and not "1 is". */
const severalOfOne =
  /(?<![\d.,] ?of )\b1 (?:(?:open|past|working|calendar|similar|still) )?(?:(?!(?:is|was|has|waits|stays)\b)[a-z]{2,}s|were|are|wait|stay|need)\b/;

/** Text by path, read without `say`. */
function textOf(key: string): { id: string; en: string } {
  let at: unknown = catalogue;
  for (const part of key.split(".")) at = Object.getOwnPropertyDescriptor(at, part)?.value;
  // Every path in `keys` ends at a text; the tests below fail loudly if it does not.
  return at as { id: string; en: string };
}

describe("every text", () => {
  test.each(keys)("%s is whole in both languages", (key) => {
    const text = textOf(key);
    for (const lang of langs) {
      expect(text[lang]).toBe(text[lang].trim());
      expect(text[lang]).not.toBe("");
      expect(text[lang].replaceAll(/\{\w+(:[^{}|]*\|[^{}|]*)?\}/g, "")).not.toMatch(/[{}]/);
    }
    expect(placeholders(text.en)).toEqual(placeholders(text.id));
    // Forms go by a count that is said, or is at least there.
    for (const [, name] of text.en.matchAll(/\{(\w+):/g))
      expect(placeholders(text.id)).toContain(name);
    expect(text.id).not.toMatch(/\{\w+:/);
  });

  test("that is a sentence in one language is one in the other", () => {
    const uneven = keys.filter(
      (key) => /[.?]$/.test(textOf(key).id) !== /[.?]$/.test(textOf(key).en),
    );
    expect(uneven).toEqual([]);
  });

  test.each(keys.filter((key) => key !== ofMany && counted.test(textOf(key).en)))(
    "%s speaks of one thing as of one",
    (key) => {
      const of = Object.fromEntries(
        placeholders(textOf(key).en).map((name) => [name, counts.has(name ?? "") ? 1 : "X"]),
      );
      // Proof: a text has the parameters that it names.
      const said = say("en", key as "deadline.left", of as { days: number });
      expect(said).not.toMatch(severalOfOne);
    },
  );

  test("in Indonesian calls an e-mail by one word", () => {
    expect(keys.filter((key) => /\be-?mail/i.test(textOf(key).id))).toEqual([]);
  });

  test("of a problem's detail ends as a sentence", () => {
    const details = keys.filter((key) => key.startsWith("problem.") && key.endsWith(".detail"));
    expect(details.length).toBeGreaterThan(50);
    expect(details.filter((key) => !textOf(key).id.endsWith("."))).toEqual([]);
  });
});

test("no problem code stands in two files, where the later one would win silently", () => {
  const codes = [problemsOfPeers, problemsOfRequests, problemsOfRules].flatMap((file) =>
    Object.keys(file),
  );
  expect(codes.toSorted()).toEqual([...new Set(codes)].toSorted());
});

test("the labels of the states are those of the national system", () => {
  const labels = Object.entries(catalogue.state).map(([state, text]) => [state, text.id]);
  expect(Object.fromEntries(labels)).toEqual({
    received: "Diterima",
    held: "Tertunda",
    archived: "Diarsipkan",
    verified: "Terverifikasi",
    forwarded: "Didisposisikan ke instansi",
    returned: "Dikembalikan",
    accepted: "Diterima instansi",
    assigned: "Didisposisikan ke unit",
    inProgress: "Diproses",
    answered: "Ditindaklanjuti",
    closed: "Selesai",
    referred: "Diserahkan ke Ombudsman",
  });
});

describe("say", () => {
  test("speaks both languages", () => {
    expect(say("id", "state.held")).toBe("Tertunda");
    expect(say("en", "state.held")).toBe("On hold");
    expect(say("id", "problem.wrongState.title")).toBe("Tidak dapat dilakukan pada tahap ini");
  });

  test("puts parameters in, once each and as they are", () => {
    expect(say("id", "history.forwarded", { institution: "Dinas PU" })).toBe(
      "Laporan diteruskan ke Dinas PU.",
    );
    expect(say("en", "history.rated", { score: 4 })).toBe("The reporter rated it 4 of 5.");
    expect(say("en", "history.assigned", { unit: "{unit} $& <b>" })).toBe(
      "Report assigned to {unit} $& <b>.",
    );
  });

  test("says a count with the form that goes with it, in English", () => {
    const found = (n: number | string) => say("en", "list.contact.found", { n });
    expect([found(0), found(1), found(2), found(21)]).toEqual([
      "0 reports found.",
      "1 report found.",
      "2 reports found.",
      "21 reports found.",
    ]);
    expect(found("1,000")).toBe("1,000 reports found.");
    expect(say("id", "list.contact.found", { n: 1 })).toBe("1 laporan ditemukan.");
  });

  test("does not compile for a key that does not exist, or without its parameters", () => {
    expectTypeOf<"state.held">().toExtend<Key>();
    expectTypeOf<"state.vanished">().not.toExtend<Key>();
    expectTypeOf<"state">().not.toExtend<Key>();
    expectTypeOf<"problem.wrongState.title">().toExtend<Key>();
    expectTypeOf(say<"state.held">).parameters.toEqualTypeOf<["id" | "en", "state.held"]>();
    expectTypeOf(say<"history.rated">)
      .parameter(2)
      .toEqualTypeOf<Readonly<Record<"score", string | number>>>();
  });
});

test("a code from outside can be asked for before it is said", () => {
  expect(isKey("problem.wrongState.title")).toBe(true);
  for (const unknown of [
    "problem.wrongState",
    "problem.toString",
    "",
    "state.constructor",
    "__proto__",
  ])
    expect(isKey(unknown), unknown).toBe(false);
});
