import { insertAudit, sqlState, wholeOf, withScope } from "@simpul/db";
import { expect, test } from "vitest";
import { mostRows, sealAudit } from "../../src/index.ts";
import { sealing } from "./sealing.ts";

const s = sealing();
const tenants = ["64", "64.02", "64.71"];

interface Linked {
  readonly tenant: string;
  readonly seq: string;
  readonly audit: string;
}
const links = () =>
  s.owner.pg<Linked[]>`select tenant, seq, audit from simpul.audit_link order by tenant, seq`;

/** Every row once, and each tenant's numbers without a gap: read as the owner, from outside. */
async function expectEveryRowOnce(): Promise<void> {
  const rows = await s.owner.pg<{ tenant: string; id: string }[]>`
    select tenant, id from simpul.audit order by tenant, id`;
  const linked = await links();
  expect(linked.map((l) => `${l.tenant} ${l.audit}`).toSorted()).toEqual(
    rows.map((r) => `${r.tenant} ${r.id}`).toSorted(),
  );
  for (const tenant of tenants) {
    const of = linked.filter((l) => l.tenant === tenant);
    expect(of.map((l) => Number(l.seq))).toEqual(of.map((_, i) => i + 1));
  }
}

const settled = async (): Promise<number> => {
  const [row] = await s.owner.pg<
    { settled: string }[]
  >`select settled from federation.audit_sealer`;
  return Number(row?.settled);
};

const verdicts = async () =>
  Promise.all(tenants.map(async (tenant) => (await s.verify(tenant)).outcome));

test("links what is there, each tenant by itself, and a second time nothing", async () => {
  for (const tenant of ["64", "64.02", "64"]) await s.write(tenant);
  expect(await sealAudit(s.sealer)).toBe(3);
  expect(await sealAudit(s.sealer)).toBe(0);
  await expectEveryRowOnce();
  expect(await s.verify("64")).toMatchObject({
    outcome: "intact",
    head: { seq: 2 },
    rows: 2,
    covered: 2,
    checkpoints: 1,
    waiting: 0,
  });
});

test("a row whose id is below what is sealed already is linked when it is committed", async () => {
  const drawn = Promise.withResolvers<void>();
  const commit = Promise.withResolvers<void>();
  const late = withScope(s.app, wholeOf(["64.02"]), async (tx) => {
    await insertAudit(tx, "64.02", "2026-03-02T01:00:00.000Z", {
      actor: "system",
      verb: "late",
      outcome: "done",
    });
    drawn.resolve();
    await commit.promise;
  });
  await drawn.promise;
  const [{ last } = { last: 0 }] = await s.owner.pg<
    { last: number }[]
  >`select last_value::int as last from simpul.audit_id_seq`;
  for (let i = 0; i < 3; i += 1) {
    await s.write("64");
    await sealAudit(s.sealer);
  }
  expect(await settled()).toBeLessThan(last);
  expect(await s.verify("64.02")).toMatchObject({ outcome: "intact", waiting: 0 });
  commit.resolve();
  await late;
  expect(await sealAudit(s.sealer)).toBe(1);
  await sealAudit(s.sealer);
  expect(await settled()).toBeGreaterThanOrEqual(last);
  await expectEveryRowOnce();
});

test("an id that was rolled back holds nothing up", async () => {
  await withScope(s.app, wholeOf(["64"]), async (tx) => {
    await insertAudit(tx, "64", "2026-03-02T01:00:00.000Z", {
      actor: "system",
      verb: "undone",
      outcome: "done",
    });
    throw new Error("undone");
  }).catch(() => {});
  await s.write("64");
  await s.seal();
  const [{ last } = { last: 0 }] = await s.owner.pg<
    { last: number }[]
  >`select last_value::int as last from simpul.audit_id_seq`;
  expect(await settled()).toBe(last);
  await expectEveryRowOnce();
});

test("writers with short and long transactions, two sealers, and none is lost or doubled", async () => {
  let isWriting = true;
  const other = { ...s.sealer, db: s.another() };
  const sealers = [s.sealer, other].map(async (sealer) => {
    let linked = 0;
    let turns = 0;
    while (isWriting) {
      const made = await sealAudit(sealer);
      if (made !== "theirs") linked += made;
      turns += 1;
    }
    return { linked, turns };
  });
  const writer = async (n: number): Promise<void> => {
    for (let i = 0; i < 40; i += 1) {
      const tenant = tenants[(n + i) % 3] ?? "64";
      await withScope(s.app, wholeOf([tenant]), async (tx) => {
        for (let k = 0; k <= n % 3; k += 1)
          await insertAudit(tx, tenant, "2026-03-02T01:00:00.000Z", {
            actor: "system",
            verb: "write",
            outcome: "done",
            detail: { n, i, k },
          });
        // Long ones stay open over many rounds of the sealers: others draw and commit meanwhile.
        if (n === 0 && i % 8 === 0)
          for (let k = 0; k < 20; k += 1) await tx`select pg_sleep(0.005)`;
        if (n === 1 && i % 5 === 0) throw new Error("rolled back");
      }).catch(() => {});
    }
  };
  await Promise.all([0, 1, 2, 3].map(writer));
  isWriting = false;
  const worked = await Promise.all(sealers);
  expect(worked.every(({ turns }) => turns > 3)).toBe(true);
  expect(worked.some(({ linked }) => linked > 0)).toBe(true);
  await s.seal();
  await expectEveryRowOnce();
  expect(await verdicts()).toEqual(["intact", "intact", "intact"]);
});

test("a sealer that is killed anywhere has done nothing, and the next one does it", async () => {
  // Killed before the statement of each kind: by its connection, as the kernel would.
  for (const point of ["sign", "links"] as const) {
    for (let i = 0; i < 3; i += 1) await s.write("64.71");
    s.clock.advance({ minutes: 10 });
    const before = await links();
    const db = s.another();
    const [{ pid } = { pid: 0 }] = await db.pg<{ pid: number }[]>`select pg_backend_pid() as pid`;
    const doomed = {
      ...s.sealer,
      db,
      now: () => {
        if (point === "links") throw new Error("killed");
        return s.sealer.now();
      },
      sign: () => {
        throw new Error("killed");
      },
    };
    await expect(sealAudit(doomed)).rejects.toThrow("killed");
    expect(await links()).toEqual(before);
    await s.owner.pg`select pg_terminate_backend(${pid})`;
    expect(await sealAudit(s.sealer)).toBe(3);
    await expectEveryRowOnce();
  }
});

test("while one seals, another is told so and writes nothing", async () => {
  const db = s.another();
  await withScope(db, wholeOf(["64"]), async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtext('simpul.audit.sealer'))`;
    await s.write("64");
    expect(await sealAudit(s.sealer)).toBe("theirs");
  });
  expect(await sealAudit(s.sealer)).toBe(1);
});

test("more than one transaction takes are linked in several, in their order", async () => {
  await withScope(s.app, wholeOf(["64"]), async (tx) => {
    await tx`insert into simpul.audit (tenant, at, actor, verb, outcome)
      select '64', now(), 'system', 'many', 'done' from generate_series(1, ${mostRows + 50})`;
  });
  const before = await settled();
  expect(await sealAudit(s.sealer)).toBe(mostRows);
  expect(await settled()).toBe(before);
  expect(await sealAudit(s.sealer)).toBe(50);
  await expectEveryRowOnce();
  expect(await s.verify("64")).toMatchObject({ outcome: "intact", waiting: 0 });
});

test("a tenant that comes here later is sealed from its first row on", async () => {
  const without = { ...s.sealer, tenants: () => ["64", "64.02"] };
  await s.write("64.71", "early");
  await s.write("64");
  await sealAudit(without);
  await sealAudit(without);
  expect(await sealAudit(s.sealer)).toBe(1);
  await expectEveryRowOnce();
});

test("a checkpoint comes with the first link, then after five minutes or a thousand links", async () => {
  const signed = async () =>
    (await s.owner.pg`select seq from simpul.audit_checkpoint where tenant = '64.02'`).length;
  await s.write("64.02");
  s.clock.advance({ minutes: 6 });
  await s.seal();
  const before = await signed();
  await s.write("64.02");
  await s.seal();
  expect(await signed()).toBe(before);
  s.clock.advance({ minutes: 5 });
  await s.seal();
  expect(await signed()).toBe(before + 1);
  await s.seal();
  expect(await signed()).toBe(before + 1);
});

test.each([
  [
    "app",
    "insert into simpul.audit_link select tenant, seq + 1000000, audit + 1000000, at, digest, hash from simpul.audit_link limit 1",
  ],
  [
    "app",
    "insert into simpul.audit_checkpoint select tenant, seq + 1000000, at, jws from simpul.audit_checkpoint limit 1",
  ],
  ["app", "update federation.audit_sealer set settled = 9"],
  ["app", "select simpul.sweep_audit('64', 1)"],
  ...(["app", "worker"] as const).flatMap((role) =>
    [
      "update simpul.audit set verb = 'x'",
      "delete from simpul.audit",
      "truncate simpul.audit",
      "update simpul.audit_link set hash = 'x'",
      "delete from simpul.audit_link",
      "truncate simpul.audit_link",
      "update simpul.audit_checkpoint set jws = 'x'",
      "delete from simpul.audit_checkpoint",
      "update simpul.audit_hold set held = false",
      "delete from simpul.audit_hold",
      "insert into simpul.audit_retention values ('64', 1)",
      "update simpul.audit_retention set years = 1",
      "delete from federation.audit_sealer",
      "alter table simpul.audit disable row level security",
    ].map((statement) => [role, statement] as const),
  ),
] as const)("as %s nobody may: %s", async (role, statement) => {
  const refused = await withScope(s[role], wholeOf(["64"]), (tx) => tx.unsafe(statement)).then(
    () => "done",
    (error: unknown) => sqlState(error),
  );
  expect(refused).toBe("42501");
});
