import type { StaffRole } from "@simpul/access";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { testDeployment } from "../../../testkit/src/index.ts";
import type { Deployment } from "../../../testkit/src/index.ts";
import { keepOriginals, readFile, readOriginal, readReport } from "../../src/index.ts";
import type { ReceiveInput } from "../../src/index.ts";
import { office, take } from "../reports.ts";
import type { Acting } from "../reports.ts";
import { audited, bytesOf, here, must, uploaded } from "./files.ts";

/** A file is as secret as the words it came with. */

let node: Deployment;

beforeAll(async () => {
  node = await testDeployment({
    adminUrl: inject("adminUrl"),
    kind: "node",
    hosted: [here, "64.02"],
  });
});
afterAll(() => node.close());

const staff = (role: StaffRole, unit?: string): Acting => ({
  kind: "staff",
  id: role,
  tenant: here,
  roles: [{ role, tenant: here, reach: "self", ...(unit === undefined ? {} : { unit }) }],
  isFresh: true,
});

async function enclosed(given: Partial<ReceiveInput> = {}, as = office(here)) {
  const file = await uploaded(node.ctx, `asli ${JSON.stringify(given)}`);
  const { id } = await take(node.ctx, here, { ...given, attachments: [file.id] });
  const view = must(await readReport(node.ctx, as, id));
  return { id, hash: view.attachments[0]?.hash ?? "" };
}

describe("a file of a report", () => {
  test("is read by who reads its words, and by nobody else", async () => {
    const { id, hash } = await enclosed();
    expect(await bytesOf(await readFile(node.ctx, office(here), id, hash, "file"))).toContain(
      "asli",
    );
    for (const stranger of [
      office("64.02"),
      { ...office("64.02"), scopes: [] },
      staff("auditor"),
      staff("liaison", "dishub"),
    ] as Acting[])
      expect(await readFile(node.ctx, stranger, id, hash, "file")).toMatchObject({
        code: "notFound",
      });
    expect(
      await readFile(node.ctx, { kind: "reporter", tenant: here, report: id }, id, hash, "file"),
    ).toMatchObject({ outcome: "done" });
    const another = await take(node.ctx, here);
    expect(
      await readFile(
        node.ctx,
        { kind: "reporter", tenant: here, report: another.id },
        id,
        hash,
        "file",
      ),
    ).toMatchObject({ code: "notFound" });
  });

  test("is not found under another report, nor by a name that is none", async () => {
    const { hash } = await enclosed();
    const another = await take(node.ctx, here);
    expect(await readFile(node.ctx, office(here), another.id, hash, "file")).toMatchObject({
      code: "notFound",
    });
    for (const wrong of ["", "../../etc/passwd", "x".repeat(5_000), "' or 1=1"])
      expect(await readFile(node.ctx, office(here), another.id, wrong, "file")).toMatchObject({
        code: "notFound",
      });
  });

  test("the words themselves are not handed out as a file", async () => {
    const { id } = await enclosed();
    const [words] = await node.db.pg.begin(async (tx) => {
      await tx`select set_config('app.tenants', ${here}, true), set_config('app.examines', '*', true), set_config('app.institutions', '*', true)`;
      return tx<
        { hash: string }[]
      >`select hash from simpul.content where report = ${id} and bytes is not null`;
    });
    expect(await readFile(node.ctx, office(here), id, words?.hash ?? "", "file")).toMatchObject({
      code: "notFound",
    });
  });

  test("that is secret is audited each time, and an open one is not", async () => {
    const open = await enclosed();
    const secret = await enclosed({ secret: true });
    must(await readFile(node.ctx, office(here), open.id, open.hash, "file"));
    must(await readFile(node.ctx, office(here), secret.id, secret.hash, "file"));
    must(await readFile(node.ctx, office(here), secret.id, secret.hash, "thumbnail"));
    const rows = await audited(node.ctx, "readFile");
    expect(rows.filter(({ report }) => report === open.id)).toEqual([]);
    expect(rows.filter(({ report }) => report === secret.id)).toMatchObject([
      { outcome: "secret", detail: { hash: secret.hash, part: "file" } },
      { outcome: "secret", detail: { part: "thumbnail" } },
    ]);
  });

  test("of whistleblowing is for who examines", async () => {
    const { id, hash } = await enclosed(
      { class: "whistleblowing" },
      staff("inspectorate", "inspektorat"),
    );
    for (const other of [staff("tenantAdmin"), staff("unitHead", "dishub")])
      expect(await readFile(node.ctx, other, id, hash, "file")).toMatchObject({ code: "notFound" });
    must(await readFile(node.ctx, staff("inspectorate", "inspektorat"), id, hash, "file"));
    expect(
      (await audited(node.ctx, "readFile")).filter(({ report }) => report === id),
    ).toMatchObject([{ outcome: "restricted" }]);
  });
});

describe("without a fresh sign-in", () => {
  const stale = (role: StaffRole, unit?: string): Acting =>
    ({ ...staff(role, unit), isFresh: false }) as Acting;

  test("staff read an open file, and no secret one; who may not read it learns nothing by it", async () => {
    const open = await enclosed({ text: "terbuka" });
    const secret = await enclosed({ text: "rahasia", secret: true });
    must(await readFile(node.ctx, stale("tenantAdmin"), open.id, open.hash, "file"));
    for (const part of ["file", "thumbnail"] as const) {
      expect(
        await readFile(node.ctx, stale("tenantAdmin"), secret.id, secret.hash, part),
      ).toMatchObject({ code: "freshSignInNeeded" });
      expect(
        await readFile(node.ctx, stale("liaison", "dishub"), secret.id, secret.hash, part),
      ).toMatchObject({ code: "notFound" });
      must(await readFile(node.ctx, staff("tenantAdmin"), secret.id, secret.hash, part));
    }
    const rows = await audited(node.ctx, "readFile");
    expect(rows.filter(({ report }) => report === secret.id)).toHaveLength(2);
  });
});

describe("an original", () => {
  test("is kept only where the tenant says so, and read only by who may export, each time audited", async () => {
    const before = await enclosed({ text: "sebelum" });
    const admin = staff("tenantAdmin");
    must(await keepOriginals(node.ctx, admin, { keeps: true }));
    const { id, hash } = await enclosed({ text: "sesudah" });
    expect(await readOriginal(node.ctx, admin, before.id, before.hash)).toMatchObject({
      code: "notFound",
    });
    expect(await readOriginal(node.ctx, office(here), id, hash)).toMatchObject({
      code: "forbidden",
    });
    expect(await readOriginal(node.ctx, office("64.02"), id, hash)).toMatchObject({
      code: "notFound",
    });
    expect(await audited(node.ctx, "readOriginal")).toEqual([]);
    expect(await bytesOf(await readOriginal(node.ctx, admin, id, hash))).toMatch(/^asli/);
    expect(await bytesOf(await readFile(node.ctx, admin, id, hash, "file"))).toMatch(/^made anew/);
    expect(await audited(node.ctx, "readOriginal")).toMatchObject([
      { actor: "staff:tenantAdmin", report: id, detail: { hash } },
    ]);
  });

  test("of an anonymous reporter is not for who may not know them: a camera writes down whose it is", async () => {
    must(await keepOriginals(node.ctx, staff("tenantAdmin"), { keeps: true }));
    const { id, hash } = await enclosed({ text: "tanpa nama", anonymous: true });
    expect(await readOriginal(node.ctx, staff("tenantAdmin"), id, hash)).toMatchObject({
      code: "identityWithheld",
    });
    const examined = await enclosed(
      { text: "tanpa nama", anonymous: true, class: "whistleblowing" },
      staff("inspectorate", "inspektorat"),
    );
    const inspector = staff("inspectorate", "inspektorat");
    must(await readOriginal(node.ctx, inspector, examined.id, examined.hash));
  });
});
