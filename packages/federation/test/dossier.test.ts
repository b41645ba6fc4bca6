import { createHash } from "node:crypto";
import { readReferred } from "@simpul/casework";
import { nationalCalendar } from "@simpul/domain";
import { composeDossier } from "@simpul/documents";
import { generateSigningKey, signReference } from "@simpul/protocol";
import { verifyArchive } from "@simpul/verify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exportDossier } from "../src/dossier.ts";
import { repack, unpack, withFile, type Files } from "./archive.ts";
import { referredCase } from "./referred.ts";
import { forwarded, key, nodeOf, rows, value } from "./support.ts";

/** Complete on 2026-03-17; three working days of the sixty went by while the reporter owed an answer (PRODUCT: + 60 = 26 June). */
let story: Awaited<ReturnType<typeof referredCase>>;
let files: Files;
let root: string;

const hub = () => story.federation.hub.deployment;
const office = () => nodeOf(story.federation, "ombudsman").deployment;
const made = async (deployment = hub(), tenant = "national"): Promise<Buffer> =>
  Buffer.concat(
    value(await exportDossier(deployment, key(tenant), story.id, composeDossier)).pieces,
  );

beforeAll(async () => {
  story = await referredCase();
  root = hub().keyring.root?.kid ?? "";
  files = unpack(await made());
}, 90_000);
afterAll(() => story?.close());

interface Told {
  report: Record<string, unknown>;
  chronology: Record<string, unknown>[];
  attachments: Record<string, unknown>[];
  clocks: {
    name: string;
    date: string;
    deadline: string;
    days: Record<string, unknown>[];
    pauses: unknown[];
  }[];
  parties: { roles: string[] }[];
  referral: Record<string, unknown>;
  consent: string;
}

// Proof: of our own making, and read only to be changed.
const told = () => JSON.parse(files.get("dossier.json")?.toString() ?? "") as Told;

const digests = (all: Files) =>
  [...all].map(([name, bytes]) => `${name} ${createHash("sha256").update(bytes).digest("hex")}`);

/** By a maker who lies: listed and signed anew, with pages that name the other dossier. */
function refusal(changed: Files, by = hub().keyring.signing): string {
  const found = verifyArchive(repack(changed, by), { root });
  return found.outcome === "refuted" ? found.code : found.outcome;
}

function saying(change: (dossier: Told) => void): Files {
  const dossier = told();
  change(dossier);
  const text = Buffer.from(JSON.stringify(dossier));
  return withFile(rebound(text), "dossier.json", text);
}

function rebound(text: Buffer): Files {
  const digest = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
  const pages = files.get("dossier.pdf")?.toString("latin1") ?? "";
  const before = digest(files.get("dossier.json") ?? Buffer.alloc(0));
  return withFile(files, "dossier.pdf", Buffer.from(pages.replace(before, digest(text)), "latin1"));
}

describe("a referred report's dossier", () => {
  it("is genuine at the hub and at the office, and of one moment the same bytes", async () => {
    for (const [deployment, tenant] of [
      [hub(), "national"],
      [office(), "ombudsman"],
    ] as const) {
      const [one, other] = [await made(deployment, tenant), await made(deployment, tenant)];
      expect(verifyArchive(one, { root })).toMatchObject({
        outcome: "genuine",
        trust: "pinned",
        manifest: { kind: "dossier" },
      });
      expect(digests(unpack(one))).toEqual(digests(unpack(other)));
      expect(one.equals(other)).toBe(true);
    }
  });

  it("counts both deadlines day by day, and says of each day why it does not count", () => {
    const [settlement, ombudsman] = told().clocks;
    expect(settlement).toMatchObject({ date: "2026-07-01", deadline: "2026-07-01T15:59:59.000Z" });
    expect(ombudsman).toMatchObject({ date: "2026-07-01", deadline: "2026-07-01T16:59:59.000Z" });
    const days = new Map(ombudsman?.days.map((day) => [day["date"], day]));
    expect(days.get("2026-03-18")).toMatchObject({
      notCounted: { kind: "collectiveLeave", decree: "SKB 3 Menteri 1497/2/5 Tahun 2025" },
    });
    expect(days.get("2026-03-25")).toEqual({ date: "2026-03-25", counted: 1 });
    expect(days.get("2026-04-08")).toMatchObject({ notCounted: { kind: "paused" } });
    expect(days.get("2026-06-27")).toMatchObject({ notCounted: { kind: "weekend" } });
    // Without the pause this is the last.
    expect(days.get("2026-06-26")).toMatchObject({ counted: 57 });
    expect(days.get("2026-07-01")).toMatchObject({ counted: 60 });
  });

  it("names nobody", () => {
    // Nor does the list of contents: a file is called as its sender called it.
    for (const name of ["dossier.json", "dossier.pdf", "clocks.json", "content.json"])
      expect(files.get(name)?.includes("Sari")).toBe(false);
    expect(told().consent).toBe("open");
  });
});

describe("a maker who signs everything anew cannot", () => {
  const lies: [string, string, (dossier: Told) => void][] = [
    [
      "move a deadline",
      "dossierDeadlineWrong",
      (d) => Object.assign(d.clocks[1] ?? {}, { date: "2026-07-02" }),
    ],
    [
      "count a holiday",
      "dossierDayWrong",
      (d) => (d.clocks[1] ?? { days: [] }).days.splice(0, 1, { date: "2026-03-18", counted: 1 }),
    ],
    ["leave a day out", "dossierDayWrong", (d) => d.clocks[0]?.days.splice(7, 1)],
    ["leave a clock out", "dossierClockWrong", (d) => d.clocks.pop()],
    ["leave the other clock out", "dossierClockWrong", (d) => d.clocks.shift()],
    ["leave an event out", "dossierEventMissing", (d) => d.chronology.splice(3, 1)],
    [
      "tell an event twice",
      "dossierEventForeign",
      (d) => d.chronology.push(d.chronology.at(-1) ?? {}),
    ],
    [
      "put words into a mouth",
      "dossierWordsWrong",
      (d) => Object.assign(d.chronology[0] ?? {}, { words: { text: "Tidak ada apa-apa" } }),
    ],
    [
      "exchange attachments",
      "dossierAttachmentWrong",
      (d) => {
        const [one = {}, other = {}] = d.attachments;
        [one["sha256"], other["sha256"]] = [other["sha256"], one["sha256"]];
      },
    ],
    ["hide an attachment", "dossierAttachmentWrong", (d) => d.attachments.pop()],
    [
      "change a state",
      "dossierStateWrong",
      (d) => Object.assign(d.chronology[4] ?? {}, { state: "answered" }),
    ],
    ["say it is over", "dossierStateWrong", (d) => (d.report["state"] = "closed")],
    [
      "make an act of a word",
      "dossierStateWrong",
      (d) =>
        Object.assign(d.chronology.find(({ type }) => type === "replied") ?? {}, {
          counted: "transition",
        }),
    ],
    [
      "make a word of an act",
      "dossierStateWrong",
      (d) =>
        Object.assign(d.chronology.find(({ type }) => type === "asked") ?? {}, {
          counted: "contribution",
        }),
    ],
    ["take a pause away", "dossierClockWrong", (d) => d.clocks[1]?.pauses.pop()],
    [
      "name another holder",
      "dossierPartyWrong",
      (d) => {
        for (const party of d.parties)
          party.roles = party.roles.filter((role) => role !== "holder");
        d.parties[0]?.roles.splice(0, 0, "holder");
      },
    ],
    [
      "name another office",
      "dossierReferralWrong",
      (d) => (d.referral["officeName"] = "Ombudsman Republik Indonesia Perwakilan Bali"),
    ],
    ["claim a consent", "dossierConsentWrong", (d) => (d.consent = "given")],
    [
      "say it was complete earlier",
      "dossierReportWrong",
      (d) => (d.report["completeAt"] = "2026-03-16T04:00:00.000Z"),
    ],
    ["add what nobody checks", "attachedMalformed", (d) => Object.assign(d, { note: "x" })],
  ];
  it.each(lies)("%s (%s)", (_, code, lie) => {
    expect(refusal(saying(lie))).toBe(code);
  });

  it("bring pages of another dossier, or sign with a key of another node", async () => {
    expect(refusal(saying(() => {}))).toBe("genuine");
    const text = Buffer.from(JSON.stringify(told()));
    expect(refusal(withFile(files, "dossier.json", text))).toBe("dossierPagesOther");
    expect(refusal(withFile(files, "dossier.pdf", undefined))).toBe("fileMissing");
    expect(refusal(withFile(files, "clocks.json", undefined))).toBe("fileMissing");
    const city = nodeOf(story.federation, "kaltim").deployment.keyring.signing;
    expect(refusal(files, city)).toBe("manifestForged");
  });

  it("count by another calendar, whoever signed it", async () => {
    const signer = hub().keyring.directory;
    if (signer === undefined) throw new Error("the hub signs its reference documents");
    // Proof: of our own making.
    const before = JSON.parse(files.get("clocks.json")?.toString() ?? "") as Record<string, string>;
    const decrees = nationalCalendar.decrees.map((one) => ({
      ...one,
      adds: one.adds.filter(({ date }) => date !== "2026-06-16"),
    }));
    const body = { ...nationalCalendar, decrees };
    const counted = async (version: number, by = signer.key) => {
      const jws = await signReference(
        { kind: "calendar", version, issued: story.clock.now, body },
        by,
        signer.certificate,
      );
      return refusal(
        withFile(files, "clocks.json", Buffer.from(JSON.stringify({ ...before, calendar: jws }))),
      );
    };
    expect(await counted(1)).toBe("dossierDayWrong");
    expect(await counted(2)).toBe("dossierReferenceOther");
    expect(await counted(1, await generateSigningKey())).toBe("referenceForged");
    const swapped = { calendar: before["policy"], policy: before["calendar"] };
    expect(refusal(withFile(files, "clocks.json", Buffer.from(JSON.stringify(swapped))))).toBe(
      "referenceForged",
    );
  });

  it("change any other word of it", () => {
    const survived = new Set<string>();
    let tried = 0;
    for (const path of leavesOf(told())) {
      const changed = saying((dossier) => alter(dossier, path));
      tried += 1;
      if (refusal(changed) === "genuine")
        survived.add(path.filter((step) => !/^\d+$/.test(step)).join("."));
    }
    expect(tried).toBeGreaterThan(180);
    expect([...survived]).toEqual([]);
  });
});

/** Paths of all plain values; of the days, which are all alike, one in two weeks. */
function leavesOf(value: unknown, at: readonly string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [[...at]];
  return Object.entries(value).flatMap(([name, member], i) =>
    at.at(-1) === "days" && i % 15 !== 0 ? [] : leavesOf(member, [...at, name]),
  );
}

function alter(dossier: object, path: readonly string[]): void {
  // Proof: the path was read from this very document.
  const holder = path
    .slice(0, -1)
    .reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], dossier) as Record<
    string,
    unknown
  >;
  const name = path.at(-1) ?? "";
  holder[name] = other(holder[name]);
}

/** Another value of the same look, so that not its look but its meaning is wrong. */
function other(said: unknown): unknown {
  if (typeof said === "number") return said + 1;
  if (typeof said === "boolean") return !said;
  const text = String(said);
  const swaps: Record<string, string> = {
    transition: "contribution",
    contribution: "transition",
    yes: "no",
    no: "yes",
    unknown: "yes",
    open: "refused",
  };
  if (swaps[text] !== undefined) return swaps[text];
  if (/^\d{4}-\d\d-\d\d/.test(text)) return text.replace(/^\d{4}/, "2025");
  if (/^[\w-]{43}$/.test(text))
    return `${text.slice(0, 20)}${text[20] === "A" ? "B" : "A"}${text.slice(21)}`;
  if (/^[0-9a-f]{64}$/.test(text)) return `${text[0] === "0" ? "1" : "0"}${text.slice(1)}`;
  if (text === "Asia/Jakarta") return "Asia/Makassar";
  if (text === "Asia/Makassar") return "Asia/Jakarta";
  return `${text}x`;
}

describe("a dossier is handed out", () => {
  it("to the office and the hub, and to nobody else as reading is", async () => {
    const code = async (
      deployment: Parameters<typeof exportDossier>[0],
      actor: Parameters<typeof exportDossier>[1],
      id = story.id,
    ) => {
      const found = await exportDossier(deployment, actor, id, composeDossier);
      return found.outcome === "failed" ? found.code : found.outcome;
    };
    const kaltim = nodeOf(story.federation, "kaltim").deployment;
    expect(await code(kaltim, key("64.71"))).toBe("forbidden");
    expect(await code(kaltim, key("64"))).toBe("notFound");
    expect(await code(nodeOf(story.federation, "diy").deployment, key("34.04"))).toBe("notFound");
    const submitting = {
      kind: "machine",
      id: "test",
      tenant: "national",
      scopes: ["reports:submit"],
    } as const;
    expect(await code(hub(), { ...submitting, id: "other" })).toBe("notFound");
    expect(await code(hub(), submitting)).toBe("forbidden");
    expect(await code(hub(), key("national"), "7K3M-92QX-4TVB-0")).toBe("mistypedTrackingId");
    expect(await code(hub(), key("national"), await forwarded(story.federation, "64.71"))).toBe(
      "wrongState",
    );
  });

  it("on record: each as an export, each row for the office's system as a referral", async () => {
    const written = () =>
      rows<{ verb: string; detail: { kind?: string } | null }>(
        nodeOf(story.federation, "ombudsman"),
        `select verb, detail from simpul.audit where tenant = 'ombudsman' and verb in ('export', 'referral') order by id`,
      );
    const before = (await written()).length;
    await made(office(), "ombudsman");
    value(await readReferred(office().ctx, key("ombudsman"), story.id, "referral"));
    const [exported, row, ...rest] = (await written()).slice(before);
    expect(rest).toEqual([]);
    expect(exported).toMatchObject({ verb: "export", detail: { kind: "dossier" } });
    expect(row?.verb).toBe("referral");
  });
});
