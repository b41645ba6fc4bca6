import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { keptAs, testDeployment } from "../../../testkit/src/index.ts";
import type { Deployment } from "../../../testkit/src/index.ts";
import { checkFiles, readFile, readReport, upload } from "../../src/index.ts";
import { channel, office, take } from "../reports.ts";
import { audited, blobOf, bytesOf, careOf, here, must, scanner, uploaded } from "./files.ts";

/** Where a scanner is configured, nobody gets a file before it was looked at. */

let node: Deployment;
let unguarded: Deployment;

beforeAll(async () => {
  const options = { adminUrl: inject("adminUrl"), kind: "node", hosted: [here] } as const;
  node = await testDeployment({ ...options, scansFiles: true });
  unguarded = await testDeployment(options);
});
afterAll(() => Promise.all([node.close(), unguarded.close()]));

const shown = async ({ ctx }: Deployment, id: string) =>
  must(await readReport(ctx, office(here), id)).attachments;
const read = ({ ctx }: Deployment, id: string, hash: string, part: "file" | "thumbnail" = "file") =>
  readFile(ctx, office(here), id, hash, part);

async function enclosed(deployment: Deployment, text: string) {
  const file = await uploaded(deployment.ctx, text);
  const { id } = await take(deployment.ctx, here, { attachments: [file.id] });
  const [attachment] = await shown(deployment, id);
  return { file, id, hash: attachment?.hash ?? "" };
}

describe("an enclosed file", () => {
  test("is shown as being checked and given to nobody, until the scanner has looked", async () => {
    const { id, hash } = await enclosed(node, "lubang di jalan");
    expect(await shown(node, id)).toMatchObject([{ check: "pending", available: false }]);
    for (const part of ["file", "thumbnail"] as const)
      expect(await read(node, id, hash, part)).toMatchObject({ code: "beingChecked" });
    const { version } = must(await readReport(node.ctx, office(here), id));

    const care = careOf(scanner);
    await checkFiles(node.ctx, care);
    expect(await shown(node, id)).toMatchObject([
      { check: "clean", available: true, thumbnail: true },
    ]);
    expect(await bytesOf(await read(node, id, hash))).toBe("made anew: lubang di jalan");
    expect(await bytesOf(await read(node, id, hash, "thumbnail"))).toBe("small: lubang di jalan");
    expect(care.alarms).toEqual([]);
    // Who asks with the version of before must not hear that nothing changed.
    expect(must(await readReport(node.ctx, office(here), id)).version).toBe(version + 1);
  });

  test("that the scanner knows is never given out: its bytes are gone, it is audited, somebody is told", async () => {
    const { id, hash, file } = await enclosed(node, "EVIL in a photo");
    const care = careOf(scanner);
    await checkFiles(node.ctx, care);
    expect(await shown(node, id)).toMatchObject([{ check: "infected", available: false }]);
    expect(await read(node, id, hash)).toMatchObject({ code: "infectedFile" });
    expect(await node.ctx.blobs.get(blobOf(file))).toBe("missing");
    expect(await audited(node.ctx, "scanFile")).toContainEqual(
      expect.objectContaining({ actor: "system", outcome: "infected", report: id }),
    );
    expect(care.alarms).toMatchObject([{ kind: "fileInfected", fields: { found: "Test.Evil" } }]);
  });

  test("stays in quarantine while the scanner is away, and is looked at once it is back", async () => {
    const { id } = await enclosed(node, "trotoar");
    const away = careOf(() => ({ outcome: "away" }));
    await checkFiles(node.ctx, away);
    expect(away.alarms).toMatchObject([{ kind: "scannerAway" }]);
    expect(await shown(node, id)).toMatchObject([{ check: "pending", available: false }]);
    // Not at once: the job comes every minute.
    await checkFiles(node.ctx, careOf(scanner));
    expect(await shown(node, id)).toMatchObject([{ check: "pending" }]);
    node.clock.advance({ minutes: 1 });
    await checkFiles(node.ctx, careOf(scanner));
    expect(await shown(node, id)).toMatchObject([{ check: "clean", available: true }]);
  });

  test("that the scanner will not look at stays in quarantine too, and somebody is told", async () => {
    const { id } = await enclosed(node, "arsip besar");
    const care = careOf(() => ({ outcome: "refused" }));
    await checkFiles(node.ctx, care);
    expect(care.alarms).toMatchObject([{ kind: "fileNotScanned" }]);
    expect(await shown(node, id)).toMatchObject([{ check: "pending", available: false }]);
    node.clock.advance({ hours: 1 });
    await checkFiles(node.ctx, careOf(scanner));
  });

  test("that a process took and died with is looked at by the next, five minutes later", async () => {
    const { id } = await enclosed(node, "halte");
    const dying = careOf(() => {
      throw new Error("killed");
    });
    await expect(checkFiles(node.ctx, dying)).rejects.toThrow("killed");
    await checkFiles(node.ctx, careOf(scanner));
    expect(await shown(node, id)).toMatchObject([{ check: "pending" }]);
    node.clock.advance({ minutes: 5 });
    await checkFiles(node.ctx, careOf(scanner));
    expect(await shown(node, id)).toMatchObject([{ check: "clean" }]);
  });
});

describe("bytes that the scanner knows", () => {
  test("are refused at once when somebody brings them again", async () => {
    await uploaded(node.ctx, "EVIL twice", keptAs("application/pdf"));
    await checkFiles(node.ctx, careOf(scanner));
    expect(
      await upload(
        node.ctx,
        channel(here),
        Buffer.from("EVIL twice"),
        "b.pdf",
        keptAs("application/pdf"),
      ),
    ).toMatchObject({ code: "infectedFile" });
    expect(await audited(node.ctx, "upload")).toContainEqual(
      expect.objectContaining({ outcome: "infected" }),
    );
  });

  test("cannot be enclosed by who uploaded them before they were known", async () => {
    const file = await uploaded(node.ctx, "EVIL later", keptAs("application/pdf"));
    await checkFiles(node.ctx, careOf(scanner));
    await expect(take(node.ctx, here, { attachments: [file.id] })).rejects.toThrow("infectedFile");
  });
});

describe("where there is no scanner", () => {
  test("a file says so, and is given out", async () => {
    const { id, hash } = await enclosed(unguarded, "selokan");
    expect(await shown(unguarded, id)).toMatchObject([{ check: "unscanned", available: true }]);
    expect(await bytesOf(await read(unguarded, id, hash))).toBe("made anew: selokan");
  });

  test("a picture that was kept as it came gets its thumbnail later", async () => {
    const file = await uploaded(unguarded.ctx, "picture of a bridge", keptAs("image/jpeg"));
    const { id } = await take(unguarded.ctx, here, { attachments: [file.id] });
    const [attachment] = await shown(unguarded, id);
    expect(attachment).not.toHaveProperty("thumbnail");
    await checkFiles(unguarded.ctx, careOf());
    expect(await shown(unguarded, id)).toMatchObject([{ check: "unscanned", thumbnail: true }]);
    expect(await bytesOf(await read(unguarded, id, attachment?.hash ?? "", "thumbnail"))).toBe(
      "small",
    );
  });

  test("and one comes later, it looks at what was there", async () => {
    const { id, file } = await enclosed(unguarded, "EVIL from before");
    await checkFiles(unguarded.ctx, careOf());
    expect(await shown(unguarded, id)).toMatchObject([{ check: "unscanned", available: true }]);
    unguarded.clock.advance({ minutes: 5 });
    await checkFiles(unguarded.ctx, careOf(scanner));
    expect(await shown(unguarded, id)).toMatchObject([{ check: "infected", available: false }]);
    expect(await unguarded.ctx.blobs.get(blobOf(file))).toBe("missing");
  });
});
