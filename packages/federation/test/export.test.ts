import { randomBytes, sign } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readReport, receive, upload, verbs } from "@simpul/casework";
import {
  certifyDirectoryKey,
  compactJws,
  composeEvent,
  encodeBase64url,
  generateSigningKey,
  importSigningKey,
  sha256,
  signDirectory,
  signEvent,
  signReceipt,
} from "@simpul/protocol";
import type { Directory, EventPayload, Receipt, SigningKey } from "@simpul/protocol";
import { keptAs } from "@simpul/testkit";
import type { Federation } from "@simpul/testkit";
import { verifyArchive } from "@simpul/verify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exportReport } from "../src/export.ts";
import { publishDirectory } from "../src/publish-directory.ts";
import {
  linesIn,
  payloadText,
  pack,
  payloadIn,
  repack,
  unpack,
  withFile,
  withLines,
  type Files,
} from "./archive.ts";
import {
  answer,
  expectHealed,
  key,
  nodeOf,
  openFederation,
  rows,
  stateAt,
  until,
  value,
} from "./support.ts";

let federation: Federation;
let id: string;
let archive: Buffer;
let files: Files;
let root: string;
let maker: SigningKey;
let node: SigningKey;

const hub = () => federation.hub.deployment;
const kaltim = () => nodeOf(federation, "kaltim");

async function exported(deployment = hub(), tenant = "national"): Promise<Buffer> {
  return Buffer.concat(value(await exportReport(deployment, key(tenant), id)).pieces);
}

/** Two files, a whole turn of the city, and everything receipted. */
beforeAll(async () => {
  federation = await openFederation();
  kaltim().startConversation();
  const { ctx } = hub();
  const attachments: string[] = [];
  for (const size of [700, 700])
    attachments.push(
      value(
        await upload(ctx, key("national"), randomBytes(size), "jalan.jpg", keptAs("image/jpeg")),
      ).id,
    );
  const source = { channel: "api", channelId: "key:test", dedup: [], by: "reporter" } as const;
  const report = { text: "Jalan berlubang di depan SDN 001", attachments };
  id = value(await receive(ctx, key("national"), report, source)).id;
  const seen = { class: "complaint", category: "road" } as const;
  value(await verbs.verify.run(ctx, key("national"), { report: id }, seen));
  value(await verbs.forward.run(ctx, key("national"), { report: id }, { tenant: "64.71" }));
  await stateAt(kaltim().deployment.ctx, "64.71", id, "forwarded");
  await answer(kaltim().deployment.ctx, "64.71", id);
  await stateAt(ctx, "national", id, "answered");
  await until(async () => {
    const read = await readReport(kaltim().deployment.ctx, key("64.71"), id);
    return read.outcome === "done" && read.value.attachments.every((a) => a.available)
      ? true
      : undefined;
  }, "the files");
  await expectHealed(federation, [id]);
  archive = await exported();
  files = unpack(archive);
  maker = hub().keyring.signing;
  node = kaltim().deployment.keyring.signing;
  root = hub().keyring.root?.kid ?? "";
}, 60_000);
afterAll(() => federation?.close());

const refusal = (bytes: Uint8Array, pinned: string | undefined = root) => {
  const found = verifyArchive(bytes, pinned === undefined ? {} : { root: pinned });
  return found.outcome === "refuted" ? found.code : found.outcome;
};

describe("a report's export", () => {
  it("is genuine under the pinned root, at the hub and at the node", async () => {
    for (const bytes of [archive, await exported(kaltim().deployment, "64.71")]) {
      const found = verifyArchive(bytes, { root });
      expect(found).toMatchObject({ outcome: "genuine", trust: "pinned", root });
      if (found.outcome === "refuted") continue;
      expect(found.manifest).toMatchObject({ kind: "export", report: id });
      expect(found.streams.map(({ writer }) => writer)).toEqual(["64.71", "national"]);
      expect(found.events).toBeGreaterThan(6);
      expect(found.receipts.count).toBeGreaterThan(1);
      expect(found.receipts.covered).toBe(found.events);
      expect(found.contents).toEqual({ present: 4, absent: 0 });
    }
    expect(verifyArchive(archive)).toMatchObject({ outcome: "genuine", trust: "shown", root });
  });

  it("is read in less than a second, and made the same twice", async () => {
    const began = performance.now();
    verifyArchive(archive, { root });
    expect(performance.now() - began).toBeLessThan(1000);
    const now = Temporal.Now.instant();
    const still = { ...hub(), ctx: { ...hub().ctx, now: () => now } };
    expect((await exported(still)).equals(await exported(still))).toBe(true);
  });

  it("takes further files, for a dossier only", async () => {
    const attached = { "dossier.json": Buffer.from("{}"), "clocks.json": Buffer.from("{}") };
    const made = async (kind: "export" | "dossier") =>
      Buffer.concat(
        value(await exportReport(hub(), key("national"), id, { kind, attached })).pieces,
      );
    // A dossier is whole (dossier.test.ts), or none.
    expect(refusal(await made("dossier"))).toBe("fileMissing");
    expect(refusal(await made("export"))).toBe("manifestMalformed");
    const broken = withFile(unpack(await made("dossier")), "dossier.json", Buffer.from("{"));
    expect(refusal(repack(broken, maker))).toBe("attachedMalformed");
  });

  it("lists what was erased as absent", async () => {
    const [name = ""] = [...files.keys()].filter((one) => one.startsWith("content/"));
    const hash = name.slice("content/".length);
    const [{ blob, bytes } = { blob: null, bytes: null }] = await rows<{
      blob: string | null;
      bytes: Uint8Array | null;
    }>(federation.hub, `select blob, bytes from simpul.content where hash = '${hash}'`);
    await rows(
      federation.hub,
      `update simpul.content set blob = null, bytes = null where hash = '${hash}'`,
    );
    const found = verifyArchive(await exported(), { root });
    const back =
      bytes === null ? `blob = '${blob}'` : `bytes = '\\x${Buffer.from(bytes).toString("hex")}'`;
    await rows(federation.hub, `update simpul.content set ${back} where hash = '${hash}'`);
    expect(found).toMatchObject({ outcome: "genuine", contents: { present: 3, absent: 1 } });
  });

  it("is for those who may read the whole report, and each is audited", async () => {
    const other = nodeOf(federation, "diy").deployment;
    expect(await exportReport(other, key("34.04"), id)).toMatchObject({ code: "notFound" });
    expect(await exportReport(kaltim().deployment, key("64"), id)).toMatchObject({
      code: "notFound",
    });
    const reporter = {
      kind: "machine",
      id: "test",
      tenant: "national",
      scopes: ["reports:submit"],
    } as const;
    expect(await exportReport(hub(), reporter, id)).toMatchObject({ code: "forbidden" });
    expect(await exportReport(hub(), key("national"), "nonsense")).toMatchObject({
      code: "notFound",
    });
    const audits = () =>
      rows<{ actor: string; outcome: string }>(
        federation.hub,
        `select actor, outcome from simpul.audit where verb = 'export' and report = '${id}'`,
      );
    const before = (await audits()).length;
    await exported();
    const after = await audits();
    expect(after.length).toBe(before + 1);
    expect(after.at(-1)).toEqual({ actor: "machine:test", outcome: "done" });
  });

  it("of a secret report says so in the audit, and the accused gets none", async () => {
    const { ctx } = kaltim().deployment;
    const source = { channel: "api", channelId: "key:other", dedup: [], by: "reporter" } as const;
    const accusing = async (tenant: string) =>
      value(
        await receive(
          ctx,
          key("64.71"),
          { text: "Setoran", class: "whistleblowing", accused: { tenant } },
          source,
        ),
      ).id;
    const [other, own] = [await accusing("64"), await accusing("64.71")];
    const found = await exportReport(kaltim().deployment, key("64.71"), other);
    expect(refusal(Buffer.concat(value(found).pieces))).toBe("genuine");
    expect(await exportReport(kaltim().deployment, key("64.71"), own)).toMatchObject({
      code: "notFound",
    });
    const audits = await rows(
      kaltim(),
      `select report, outcome from simpul.audit where verb = 'export' and report in ('${other}', '${own}')`,
    );
    expect(audits).toEqual([{ report: other, outcome: "secret" }]);
  });

  it("holds receipts given and received, and the directories that the events name", () => {
    const issuers = new Set(
      linesIn(files, "receipts.ndjson").map((r) => payloadIn<Receipt>(r).iss),
    );
    expect([...issuers].toSorted()).toEqual(["urn:simpul:node:hub", "urn:simpul:node:kaltim"]);
    const named = ["national", "64.71"].flatMap((writer) =>
      linesIn(files, `streams/${writer}.ndjson`).map((e) => payloadIn<EventPayload>(e).directory),
    );
    for (const version of named) expect([...files.keys()]).toContain(`directory/${version}.jws`);
  });
});

describe("a bit that flips", () => {
  const flipped = (bytes: Buffer, at: number, bit: number) => {
    const copy = Buffer.from(bytes);
    copy[at] = (copy[at] ?? 0) ^ (1 << bit);
    return copy;
  };
  /** Where it lies in the archive: a header or filling of the container, or a file. */
  const placeOf = (at: number) => {
    for (let from = 0; ;) {
      const name = archive.subarray(from, archive.indexOf(0, from)).toString();
      const size = files.get(name)?.length;
      if (size === undefined || at < from + 512) return "container";
      if (at < from + 512 + size) return name;
      from += 512 + Math.ceil(size / 512) * 512;
      if (at < from) return "container";
    }
  };

  it("anywhere in the archive is found, and named by where it lies", () => {
    const seed = Math.floor(Math.random() * 1000);
    console.log(`seed ${seed}`);
    const wrong: string[] = [];
    const step = Math.max(1, Math.floor(archive.length / 2500));
    for (let at = seed % step; at < archive.length; at += step) {
      const bit = (at + seed) % 8;
      const place = placeOf(at);
      const code = refusal(flipped(archive, at, bit));
      const expected =
        place === "container"
          ? ["notCanonical"]
          : place.startsWith("manifest.")
            ? ["manifestChanged", "manifestForged"]
            : ["fileChanged"];
      if (!expected.includes(code)) wrong.push(`${place} byte ${at} bit ${bit}: ${code}`);
    }
    expect(wrong).toEqual([]);
  });

  it("in a file is found although its maker lists and signs it anew", () => {
    const seed = Math.floor(Math.random() * 1000);
    console.log(`seed ${seed}`);
    const codes: readonly (readonly [RegExp, RegExp])[] = [
      [/^streams/, /^event(?:Malformed|Forged)$|^foreignSigner$/],
      [/^receipts/, /^receipt(?:Malformed|Forged)$/],
      [/^directory/, /^directory(?:Malformed|Forged)$/],
      [/^content\//, /^contentMismatch$/],
    ];
    const wrong: string[] = [];
    for (const [name, bytes] of files) {
      const expected = codes.find(([pattern]) => pattern.test(name))?.[1];
      if (expected === undefined) continue;
      const step = Math.max(1, Math.floor(bytes.length / 60));
      for (let at = seed % step; at < bytes.length; at += step) {
        const bit = (at + seed) % 8;
        const code = refusal(repack(withFile(files, name, flipped(bytes, at, bit)), maker));
        if (!expected.test(code)) wrong.push(`${name} byte ${at} bit ${bit}: ${code}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("in the list of contents is found, but in a file's name, which only its maker vouches for", () => {
    const text = files.get("content.json")?.toString() ?? "";
    const wrong: string[] = [];
    for (const match of text.matchAll(/"(hash|size|type|state|salt)": "?([^",]+)/g)) {
      const at = match.index + match[0].length - 1;
      const changed = flipped(Buffer.from(text), at, 0);
      const code = refusal(repack(withFile(files, "content.json", changed), maker));
      if (!code.startsWith("content")) wrong.push(`${match[0]}: ${code}`);
    }
    expect(wrong).toEqual([]);
  });
});

describe("a container", () => {
  const header = (name: string) => archive.lastIndexOf(name);

  it("that is cut off, longer, or in another order is refused", () => {
    for (const length of [
      0,
      1,
      511,
      512,
      1024,
      archive.length - 1024,
      archive.length - 512,
      archive.length - 1,
    ])
      expect(refusal(archive.subarray(0, length))).toBe("notCanonical");
    expect(refusal(Buffer.concat([archive, Buffer.alloc(512)]))).toBe("notCanonical");
    expect(refusal(Buffer.concat([archive, Buffer.from("x")]))).toBe("notCanonical");
    expect(refusal(pack([...files].toReversed()))).toBe("notCanonical");
    const [manifest, signed, first, second, ...rest] = [...files];
    if (!manifest || !signed || !first || !second) throw new Error("too few files");
    expect(refusal(pack([manifest, signed, second, first, ...rest]))).toBe("notCanonical");
    expect(refusal(pack([manifest, signed, manifest, first, second, ...rest]))).toBe(
      "notCanonical",
    );
    expect(refusal(pack([...files, ...rest.slice(-1)]))).toBe("notCanonical");
  });

  it("with an owner, a time or another kind of file in a header that is else right is refused", () => {
    const at = header("receipts.ndjson");
    for (const [offset, byte] of [
      [115, "1"],
      [146, "1"],
      [156, "5"],
      [265, "r"],
      [500, "x"],
    ] as const) {
      const copy = Buffer.from(archive);
      const before = copy[at + offset] ?? 0;
      copy.write(byte, at + offset, "latin1");
      const sum = Number.parseInt(copy.subarray(at + 148, at + 154).toString(), 8);
      const right = sum + (copy[at + offset] ?? 0) - before;
      copy.write(right.toString(8).padStart(6, "0"), at + 148);
      expect(refusal(copy)).toBe("notCanonical");
    }
  });

  it("without a manifest, or with more lines than any report has, is refused", () => {
    expect(refusal(pack([]))).toBe("manifestMissing");
    const endless = Buffer.from("x\n".repeat(100_001));
    for (const name of ["streams/national.ndjson", "receipts.ndjson"])
      expect(refusal(repack(withFile(files, name, endless), maker))).toBe("tooLarge");
  });

  it("with a file more or less than its manifest lists is refused", () => {
    const more = new Map(files).set("zusatz.txt", Buffer.from("x"));
    expect(refusal(pack(more))).toBe("fileUnlisted");
    expect(refusal(repack(more, maker))).toBe("manifestMalformed");
    for (const name of files.keys()) {
      const wanted = name.startsWith("manifest.") ? "notCanonical" : "fileMissing";
      expect(refusal(pack(withFile(files, name, undefined)))).toBe(wanted);
    }
    expect(refusal(repack(withFile(files, "receipts.ndjson", undefined), maker))).toBe(
      "fileMissing",
    );
  });
});

describe("the maker of an archive cannot", () => {
  const writers = ["national", "64.71"];
  const stream = (writer: string) => `streams/${writer}.ndjson`;
  const remade = (changed: Files, claims = {}) => refusal(repack(changed, maker, claims));

  async function resigned(jws: string, by: SigningKey, change: Partial<EventPayload> = {}) {
    const { payload } = composeEvent({ ...payloadIn<EventPayload>(jws), ...change });
    return compactJws({ payload, ...(await signEvent(payload, by)) });
  }

  it("leave an event out, wherever it stands, or a whole stream", () => {
    for (const writer of writers) {
      const all = linesIn(files, stream(writer));
      for (const [index] of all.entries()) {
        const code = remade(withLines(files, stream(writer), all.toSpliced(index, 1)));
        const isLast = index === all.length - 1;
        expect(
          ["receiptContradicted", "receiptForeign", "seenContradicted"].includes(code)
            ? "end"
            : code,
        ).toBe(isLast ? "end" : "seqGap");
      }
    }
    expect(remade(withFile(files, stream("64.71"), undefined))).toBe("seenContradicted");
    expect(remade(withFile(files, stream("national"), undefined))).toBe("seenContradicted");
  });

  it("repeat, reorder or rewrite events, nor write in another's stream", async () => {
    const all = linesIn(files, stream("64.71"));
    const [first = "", second = "", ...rest] = all;
    const city = (lines: string[]) => remade(withLines(files, stream("64.71"), lines));
    expect(city([first, first, second, ...rest])).toBe("seqRepeated");
    expect(city([second, first, ...rest])).toBe("seqGap");
    // By the city's own key: even its node cannot change what others have receipted, or what it has chained.
    const other = { time: "2026-01-01T00:00:00.000Z" };
    expect(city([await resigned(first, node, other), second, ...rest])).toBe("chainBroken");
    const last = rest.at(-1) ?? "";
    expect(city([first, second, ...rest.slice(0, -1), await resigned(last, node, other)])).toMatch(
      /^(?:seen|receipt)Contradicted$/,
    );
    const head = { seq: all.length + 1, prev: sha256(payloadText(last)) };
    const { trackingId } = payloadIn<EventPayload>(
      linesIn(files, stream("national"))[0] ?? "",
    ).data;
    const type = "id.simpul.report.received.v1";
    const intake = await resigned(last, node, { ...head, type, data: { trackingId } });
    expect(city([...all, intake])).toBe("manifestContradicted");
    expect(city([await resigned(first, maker), second, ...rest])).toBe("foreignSigner");
    expect(city([await resigned(first, await generateSigningKey()), second, ...rest])).toBe(
      "eventForged",
    );
    expect(city([await resigned(first, node, { source: "urn:simpul:node:hub" })])).toBe(
      "foreignSigner",
    );
    expect(city([await resigned(first, node, { subject: crypto.randomUUID() })])).toBe(
      "eventMisplaced",
    );
    expect(city([await resigned(first, node, { stream: "urn:simpul:tenant:64" })])).toBe(
      "eventMisplaced",
    );
    expect(city([await resigned(first, node, { directory: 999 })])).toBe("foreignSigner");
    expect(remade(withLines(files, stream("64"), all))).toBe("eventMisplaced");
  });

  it("spell an event in another way", () => {
    const all = linesIn(files, stream("64.71"));
    const [first = "", ...rest] = all;
    const city = (line: string) => remade(withLines(files, stream("64.71"), [line, ...rest]));
    const [head = "", payload = "", signature = ""] = first.split(".");
    for (const line of [`${first}=`, ` ${first}`, `${first}\r`, `${first}.`, spareBit(first)])
      expect(city(line)).toBe("eventMalformed");
    expect(city(`${head}.${spareBit(payload)}.${signature}`)).toMatch(/^event/);
    const unended = Buffer.from(`${all.join("\n")}x`);
    expect(remade(withFile(files, stream("64.71"), unended))).toBe("eventMalformed");
    expect(remade(withFile(files, stream("64.71"), Buffer.from(all.join("\n"))))).toBe(
      "eventMalformed",
    );
    expect(remade(withFile(files, stream("64.71"), Buffer.from("")))).toBe("eventMalformed");
  });

  it("show a signature of one kind as another, or a payload that says two things", () => {
    const own = (payload: string, typ: string) => {
      const protectedHeader = encodeBase64url(JSON.stringify({ alg: "EdDSA", kid: node.kid, typ }));
      const input = Buffer.from(`${protectedHeader}.${encodeBase64url(payload)}`);
      const signature = encodeBase64url(sign(null, input, node.privateKey));
      return compactJws({ protected: protectedHeader, payload, signature });
    };
    const [first = "", ...rest] = linesIn(files, stream("64.71"));
    const text = Buffer.from(first.split(".")[1] ?? "", "base64url").toString();
    const city = (line: string) => remade(withLines(files, stream("64.71"), [line, ...rest]));
    expect(city(own(text, "simpul-event+jws"))).toBe("genuine");
    expect(city(own(text, "simpul-receipt+jws"))).toBe("eventMalformed");
    expect(city(own(text.replace('"seq":1,', '"seq":2,"seq":1,'), "simpul-event+jws"))).toBe(
      "eventMalformed",
    );
    expect(city(own(text.replace('"epoch"', '"more":1,"epoch"'), "simpul-event+jws"))).toBe(
      "eventMalformed",
    );
    expect(
      city(
        own(text.replace('"data":{', `"data":{"x":"${"x".repeat(70_000)}",`), "simpul-event+jws"),
      ),
    ).toBe("eventMalformed");
  });

  it("claim another report, tracking id, node or time of its own", () => {
    expect(remade(files, { report: crypto.randomUUID() })).toBe("eventMisplaced");
    expect(remade(files, { trackingId: "7K3M-92QX-4TVB-X" })).toBe("manifestContradicted");
    expect(remade(files, { by: "urn:simpul:node:kaltim" })).toBe("manifestForged");
    expect(remade(files, { madeAt: "2020-01-01T00:00:00.000Z" })).toBe("keyExpired");
    expect(remade(files, { note: "x" })).toBe("manifestMalformed");
    expect(remade(files, { directory: 1 })).toBe("directoryMissing");
    expect(refusal(repack(files, node))).toBe("manifestForged");
    expect(refusal(repack(files, node, { by: "urn:simpul:node:kaltim" }))).toBe("genuine");
  });

  it("exchange contents, or add and hide one", () => {
    const same = [...files.keys()].filter(
      (name) => name.startsWith("content/") && files.get(name)?.length === 700,
    );
    const [one = "", other = ""] = same;
    const swapped = withFile(withFile(files, one, files.get(other)), other, files.get(one));
    expect(remade(swapped)).toBe("contentMismatch");
    expect(remade(withFile(files, one, undefined))).toBe("contentUnlisted");
    expect(remade(withFile(files, `content/${"A".repeat(43)}`, Buffer.from("x")))).toBe(
      "contentUnlisted",
    );
    const { contents } = JSON.parse(files.get("content.json")?.toString() ?? "") as {
      contents: object[];
    };
    const listing = (all: object[]) =>
      remade(withFile(files, "content.json", Buffer.from(JSON.stringify({ contents: all }))));
    expect(listing(contents)).toBe("genuine");
    expect(listing(contents.slice(1))).toBe("contentUnlisted");
    const few = Buffer.from(JSON.stringify({ contents: contents.slice(1) }));
    const [hidden = ""] = [...files.keys()].filter((name) => name.startsWith("content/"));
    expect(remade(withFile(withFile(files, "content.json", few), hidden, undefined))).toBe(
      "contentUnlisted",
    );
    expect(listing(contents.toReversed())).toBe("contentMalformed");
    expect(listing([...contents, ...contents.slice(-1)])).toBe("contentMalformed");
  });

  it("bring receipts that are forged, of other events, or of another history", async () => {
    const all = linesIn(files, "receipts.ndjson");
    const of = all.find((line) => payloadIn<Receipt>(line).iss.endsWith("kaltim")) ?? "";
    const given = payloadIn<Receipt>(of);
    const receipts = (...lines: string[]) => remade(withLines(files, "receipts.ndjson", lines));
    const [verdict] = given.verdicts;
    if (verdict === undefined) throw new Error("an empty receipt");
    const hash = "A".repeat(43);
    expect(receipts(await signReceipt(given, node))).toBe("genuine");
    expect(receipts()).toBe("genuine");
    expect(receipts(await signReceipt(given, maker))).toBe("receiptForged");
    expect(receipts(await signReceipt(given, await generateSigningKey()))).toBe("receiptForged");
    expect(receipts(await signReceipt({ ...given, aud: "urn:simpul:node:diy" }, node))).toBe(
      "receiptForeign",
    );
    expect(receipts(await signReceipt({ ...given, verdicts: [{ ...verdict, hash }] }, node))).toBe(
      "receiptForeign",
    );
    const later = { ...verdict, head: { seq: 99, hash } };
    expect(receipts(await signReceipt({ ...given, verdicts: [later] }, node))).toBe(
      "receiptContradicted",
    );
    expect(receipts(`${of}x`)).toBe("receiptMalformed");
  });

  describe("change the directory, for it does not have the keys above it:", () => {
    const newest = () =>
      [...files.keys()].filter((name) => name.startsWith("directory/")).at(-1) ?? "";
    const ownKeys = async () => {
      const read = async (name: string) =>
        importSigningKey(JSON.parse(await readFile(join(federation.hub.stateDir, name), "utf8")));
      return { top: await read("root.jwk"), signer: await read("directory.jwk") };
    };
    const validity = { from: "2020-01-01T00:00:00.000Z", until: "2040-01-01T00:00:00.000Z" };
    const signedBy = async (
      top: SigningKey,
      signer: SigningKey,
      change: (d: Directory) => Directory,
      name = newest(),
    ) => {
      const directory = change(payloadIn<Directory>(files.get(name)?.toString() ?? ""));
      const certificate = await certifyDirectoryKey(signer.publicJwk, top, validity);
      return Buffer.from(await signDirectory(directory, signer, certificate));
    };
    const revoking =
      (revokedAt: string) =>
      (d: Directory): Directory => ({
        ...d,
        nodes: d.nodes.map((n) =>
          n.id === "kaltim" ? { ...n, keys: n.keys.map((k) => ({ ...k, revokedAt })) } : n,
        ),
      });

    it("a directory key that the root did not certify, another root, a certificate of another time", async () => {
      const { top, signer } = await ownKeys();
      const stranger = await generateSigningKey();
      const put = (content: Buffer) => remade(withFile(files, newest(), content));
      expect(put(await signedBy(top, signer, (d) => d))).toBe("genuine");
      expect(put(await signedBy(stranger, signer, (d) => d))).toBe("directoryForged");
      expect(
        put(await signedBy(top, signer, (d) => ({ ...d, issued: "2041-01-01T00:00:00.000Z" }))),
      ).toBe("directoryForged");
      expect(put(await signedBy(top, signer, (d) => ({ ...d, version: d.version + 1 })))).toBe(
        "directoryMalformed",
      );
      const other = await signDirectory(
        payloadIn<Directory>(files.get(newest())?.toString() ?? ""),
        stranger,
        await certifyDirectoryKey(signer.publicJwk, top, validity),
      );
      expect(put(Buffer.from(other))).toBe("directoryForged");
      expect(remade(withFile(files, newest(), undefined))).toBe("directoryMissing");
      const twice = (d: Directory): Directory => {
        const keys = d.nodes.find((n) => n.id === "kaltim")?.keys ?? [];
        return { ...d, nodes: d.nodes.map((n) => (n.id === "diy" ? { ...n, keys } : n)) };
      };
      expect(put(await signedBy(top, signer, twice))).toBe("directoryMalformed");
      // Under the right key, which gives itself another's name.
      const renamed = { ...signer, kid: stranger.kid };
      expect(put(await signedBy(top, renamed, (d) => d))).toBe("directoryForged");
      for (const end of ["until", "revokedAt"]) {
        const over = { [end]: "2020-06-01T00:00:00.000Z" };
        const ended = (d: Directory): Directory => ({
          ...d,
          nodes: d.nodes.map((n) => ({ ...n, keys: n.keys.map((k) => ({ ...k, ...over })) })),
        });
        expect(put(await signedBy(top, signer, ended))).toBe("manifestForged");
      }
    });

    it("a forger who signs everything anew, from a root of his own down, fails against the pinned root alone", async () => {
      const [top, signer, forger] = [
        await generateSigningKey(),
        await generateSigningKey(),
        await generateSigningKey(),
      ];
      const takeOver = (d: Directory): Directory => ({
        ...d,
        nodes: d.nodes.map((n) => ({
          ...n,
          keys:
            n.id === "hub"
              ? n.keys.map((k) => (k.use === "sig" ? { ...k, jwk: forger.publicJwk } : k))
              : n.keys,
        })),
      });
      let forged: Files = withLines(files, "receipts.ndjson", []);
      for (const name of [...files.keys()].filter((one) => one.startsWith("directory/")))
        forged = withFile(forged, name, await signedBy(top, signer, takeOver, name));
      const own = await Promise.all(
        linesIn(files, stream("national")).map((line) => resigned(line, forger)),
      );
      forged = withLines(forged, stream("national"), own);
      const bytes = repack(forged, forger, { root: top.kid });
      expect(verifyArchive(bytes)).toMatchObject({
        outcome: "genuine",
        trust: "shown",
        root: top.kid,
      });
      expect(refusal(bytes)).toBe("wrongRoot");
      expect(refusal(repack(forged, forger, { root }))).toBe("directoryForged");
    });

    it("a signer that did not host the writer, or whose key had ended, by the version that the event names", async () => {
      const { top, signer } = await ownKeys();
      const put = async (change: (d: Directory) => Directory) =>
        remade(withFile(files, newest(), await signedBy(top, signer, change)));
      const moved = (d: Directory) => ({
        ...d,
        tenants: d.tenants.map((t) => (t.code === "64.71" ? { ...t, node: "diy" } : t)),
      });
      const ended = (until: string) => (d: Directory) => ({
        ...d,
        nodes: d.nodes.map((n) =>
          n.id === "kaltim" ? { ...n, keys: n.keys.map((k) => ({ ...k, until })) } : n,
        ),
      });
      const times = linesIn(files, stream("64.71")).map((e) => payloadIn<EventPayload>(e).time);
      expect(await put(ended("2039-01-01T00:00:00.000Z"))).toBe("genuine");
      expect(await put(ended(times.at(-1) ?? ""))).toBe("keyExpired");
      expect(await put(moved)).toBe("foreignSigner");
      // A version that its node never saw is missing: the next one answers, and a later one is not asked.
      const { version } = payloadIn<Directory>(files.get(newest())?.toString() ?? "");
      const later = await signedBy(top, signer, (d) => ({ ...moved(d), version: version + 2 }));
      const name = `directory/${version + 2}.jws`;
      const both = withFile(files, name, later);
      expect(remade(both, { directory: version + 2 })).toBe("genuine");
      expect(remade(withFile(both, newest(), undefined), { directory: version + 2 })).toBe(
        "foreignSigner",
      );
      const before = await signedBy(top, signer, (d) => ({ ...d, version: version - 1 }));
      const neighbours = withFile(
        withFile(both, newest(), undefined),
        `directory/${version - 1}.jws`,
        before,
      );
      expect(remade(neighbours, { directory: version + 2 })).toBe("genuine");
      const between = await signedBy(top, signer, (d) => ({ ...d, version: version + 1 }));
      const standIn = withFile(
        withFile(both, newest(), undefined),
        `directory/${version + 1}.jws`,
        between,
      );
      expect(remade(standIn, { directory: version + 2 })).toBe("genuine");
      expect(remade(both)).toBe("directoryMissing");
    });

    it("of a revoked key only what others had receipted before stands", async () => {
      const { top, signer } = await ownKeys();
      const times = linesIn(files, stream("64.71")).map((e) => payloadIn<EventPayload>(e).time);
      const revoked = async (at: string, receipts?: string[]) => {
        const changed = withFile(files, newest(), await signedBy(top, signer, revoking(at)));
        return remade(
          receipts === undefined ? changed : withLines(changed, "receipts.ndjson", receipts),
        );
      };
      const byHub = linesIn(files, "receipts.ndjson").filter((r) =>
        payloadIn<Receipt>(r).iss.endsWith("hub"),
      );
      const later = Temporal.Now.instant()
        .add({ hours: 1 })
        .toString({ fractionalSecondDigits: 3 });
      expect(await revoked(later)).toBe("genuine");
      expect(await revoked(later, byHub)).toBe("genuine");
      expect(await revoked(later, [])).toBe("keyRevoked");
      // Whose key it was cannot prove to whom it belonged: its own receipts are of no use.
      const own = payloadIn<Receipt>(byHub.at(-1) ?? "");
      const last = linesIn(files, stream("64.71")).at(-1) ?? "";
      const verdicts = [{ hash: sha256(payloadText(last)), verdict: "accepted" as const }];
      // Who had the last event had those that it is chained to.
      expect(await revoked(later, [await signReceipt({ ...own, verdicts }, maker)])).toBe(
        "genuine",
      );
      const swapped = { ...own, iss: own.aud, aud: own.iss };
      expect(await revoked(later, [await signReceipt(swapped, node)])).toBe("keyRevoked");
      expect(await revoked(times.at(-1) ?? "")).toBe("keyRevoked");
      const byNode = linesIn(files, "receipts.ndjson").filter((r) =>
        payloadIn<Receipt>(r).iss.endsWith("kaltim"),
      );
      const end = payloadIn<Receipt>(byNode.at(-1) ?? "").time;
      expect(await revoked(end, byHub)).toBe("genuine");
      expect(await revoked(end)).toBe("receiptForged");
    });
  });
});

it("an export leaves out the receipts that a later revocation has made worthless", async () => {
  const { db, book, keyring } = hub();
  const ofNode = (bytes: Buffer) =>
    linesIn(unpack(bytes), "receipts.ndjson")
      .map((line) => payloadIn<Receipt>(line))
      .filter(({ iss }) => iss.endsWith("kaltim"));
  const last = ofNode(archive).at(-1)?.time ?? "";
  await rows(
    federation.hub,
    `update federation.node set keys = (select jsonb_agg(key || '{"revokedAt":"${last}"}') from jsonb_array_elements(keys) key)
      where id = 'kaltim'`,
  );
  await publishDirectory(db, keyring, "hub", Temporal.Now.instant());
  await book.refresh();
  const after = await exported();
  expect(refusal(after)).toBe("genuine");
  expect(ofNode(after).every(({ time }) => time < last)).toBe(true);
});

/** Another spelling of the same bytes, where the last symbol has bits to spare. */
function spareBit(text: string): string {
  const symbols = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  return text.slice(0, -1) + (symbols[symbols.indexOf(text.at(-1) ?? "") + 1] ?? "");
}
