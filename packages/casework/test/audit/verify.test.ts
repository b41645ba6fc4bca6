import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sealAudit } from "../../src/index.ts";
import { sealing } from "./sealing.ts";

const s = sealing();
/** Of which every test has its own state: what it does to the tables is undone behind it. */
const tenant = "64";
const pg = () => s.owner.pg;
const report = "0199a0de-0000-7000-8000-000000000001";

beforeAll(async () => {
  for (let i = 0; i < 12; i += 1) {
    await s.write(tenant, `act${"abcdefghijkl"[i]}`, i === 4 ? report : undefined);
    if (i % 4 === 3) {
      s.clock.advance({ minutes: 6 });
      await s.seal();
    }
  }
  await pg()`create schema kept`;
  for (const table of ["audit", "audit_link", "audit_checkpoint"])
    await pg().unsafe(`create table kept.${table} as table simpul.${table}`);
});

beforeEach(async () => {
  await pg().begin(async (tx) => {
    for (const table of ["audit", "audit_link", "audit_checkpoint"]) {
      await tx.unsafe(`delete from simpul.${table}`);
      await tx.unsafe(`insert into simpul.${table} overriding system value table kept.${table}`);
    }
  });
  if ((await s.verify(tenant)).outcome !== "intact") throw new Error("not put back as it was");
});

const fault = async () => s.verify(tenant);
/** The row's id at a place of the chain. */
const at = async (seq: number): Promise<string> => {
  const [row] = await pg()<
    { audit: string }[]
  >`select audit from kept.audit_link where tenant = ${tenant} and seq = ${seq}`;
  return row?.audit ?? "";
};

describe("what whoever owns the database did is named", () => {
  test.each([
    ["an actor", "actor = 'staff:somebody'"],
    ["a verb", "verb = 'nothing'"],
    ["an outcome", "outcome = 'refused'"],
    ["a report", "report = '0199a0de-0000-7000-8000-000000000002'"],
    ["no report", "report = null"],
    ["a moment, by a microsecond", "at = at + interval '1 microsecond'"],
    ["a detail", `detail = '{"kind":"other"}'`],
  ])("%s was changed", async (_, change) => {
    const id = await at(5);
    await pg().unsafe(
      `update simpul.audit set ${change} where tenant = '${tenant}' and id = ${id}`,
    );
    expect(await fault()).toMatchObject({
      outcome: "tampered",
      kind: "changed",
      seq: 5,
      audit: id,
    });
  });

  test("a row was removed", async () => {
    const id = await at(3);
    await pg()`delete from simpul.audit where tenant = ${tenant} and id = ${id}`;
    expect(await fault()).toMatchObject({ kind: "removed", seq: 3, audit: id });
  });

  test("a row was removed with its link", async () => {
    await pg()`delete from simpul.audit where tenant = ${tenant} and id = ${await at(3)}`;
    await pg()`delete from simpul.audit_link where tenant = ${tenant} and seq = 3`;
    expect(await fault()).toMatchObject({ kind: "removed", seq: 4 });
  });

  test("the end was cut off", async () => {
    await pg()`delete from simpul.audit where tenant = ${tenant} and id >= ${await at(11)}`;
    await pg()`delete from simpul.audit_link where tenant = ${tenant} and seq >= 11`;
    expect(await fault()).toMatchObject({ kind: "removed", seq: 11 });
  });

  test("a row was put in between", async () => {
    await pg()`delete from simpul.audit where tenant = ${tenant} and id = ${await at(3)}`;
    await pg()`delete from simpul.audit_link where tenant = ${tenant} and seq >= 3`;
    await pg()`delete from simpul.audit_checkpoint where tenant = ${tenant} and seq >= 3`;
    // Its id is one that was settled: the sealer never looks there again.
    await pg()`insert into simpul.audit (tenant, id, at, actor, verb, outcome) overriding system value
      values (${tenant}, ${await at(3)}, now(), 'system', 'forged', 'done')`;
    await sealAudit(s.sealer);
    expect(await fault()).toMatchObject({ kind: "inserted", audit: await at(3) });
  });

  test("two rows changed places", async () => {
    const [three, five] = [await at(3), await at(5)];
    await pg()`update simpul.audit_link set audit = 0 where tenant = ${tenant} and seq = 3`;
    await pg()`update simpul.audit_link set audit = ${three} where tenant = ${tenant} and seq = 5`;
    await pg()`update simpul.audit_link set audit = ${five} where tenant = ${tenant} and seq = 3`;
    expect(await fault()).toMatchObject({ kind: "chainBroken", seq: 3 });
  });

  test("the words of two rows changed places", async () => {
    const [three, five] = [await at(3), await at(5)];
    await pg()`update simpul.audit set id = 999999 where tenant = ${tenant} and id = ${three}`.catch(
      () => {},
    );
    await pg()`create temporary table a as select * from simpul.audit where tenant = ${tenant} and id in (${three}, ${five})`;
    await pg()`delete from simpul.audit where tenant = ${tenant} and id in (${three}, ${five})`;
    await pg()`insert into simpul.audit overriding system value
      select tenant, case when id = ${three} then ${five}::bigint else ${three}::bigint end, at, actor, verb, report, outcome, detail from a`;
    await pg()`drop table a`;
    expect(await fault()).toMatchObject({ seq: 3, audit: three });
  });

  test("rows were changed and chained anew, as the sealer does it", async () => {
    await pg()`update simpul.audit set actor = 'staff:somebody' where tenant = ${tenant} and id = ${await at(6)}`;
    await pg()`delete from simpul.audit_link where tenant = ${tenant}`;
    const signed =
      await pg()`delete from simpul.audit_checkpoint where tenant = ${tenant} returning tenant, seq, at, jws`;
    await pg()`update federation.audit_sealer set settled = 0`;
    await s.seal();
    await pg()`delete from simpul.audit_checkpoint where tenant = ${tenant}`;
    for (const one of signed)
      await pg()`insert into simpul.audit_checkpoint values (${one["tenant"]}, ${one["seq"]}, ${one["at"]}, ${one["jws"]})`;
    const found = await fault();
    // The first checkpoint still fits: it is the one behind the change that does not.
    expect(found).toMatchObject({ kind: "rechained", seq: 8 });
    expect(found).toHaveProperty("detail", "of 5 to 8, at least one is not what was signed");
  });

  test("a checkpoint was signed by nobody, or for another tenant", async () => {
    await pg()`update simpul.audit_checkpoint set jws = overlay(jws placing 'AAAA' from length(jws) - 9) where tenant = ${tenant} and seq = 8`;
    expect(await fault()).toMatchObject({ kind: "checkpointForged", seq: 8 });
    await s.write("64.02");
    await s.seal();
    await pg()`update simpul.audit_checkpoint set jws = (select jws from simpul.audit_checkpoint where tenant = '64.02' limit 1)
      where tenant = ${tenant} and seq = 8`;
    expect(await fault()).toMatchObject({ kind: "checkpointForged", seq: 8 });
  });

  test.each(["digest", "hash", "at"])("a link's %s was changed", async (column) => {
    const value =
      column === "at" ? "at + interval '1 second'" : `translate(${column}, 'abcdefgh', 'ijklmnop')`;
    await pg().unsafe(
      `update simpul.audit_link set ${column} = ${value} where tenant = '${tenant}' and seq = 7`,
    );
    expect(await fault()).toMatchObject({ kind: "chainBroken", seq: 7 });
  });
});
