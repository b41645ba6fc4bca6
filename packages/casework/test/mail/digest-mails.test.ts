import { withScope, wholeOf } from "@simpul/db";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";
import { testDeployment } from "../../../testkit/src/index.ts";
import type { Deployment } from "../../../testkit/src/index.ts";
import { digestReminders, remindReporters } from "../../src/index.ts";
import type { DigestParameters } from "../../src/index.ts";
import { mailContent } from "../../src/mail/mail.ts";
import { after, channel, office, take } from "../reports.ts";
import type { Step, Taken } from "../reports.ts";

/** 64.71 is in WITA. 6 July 2026 is a Monday; what is due then is told at 08:00, which is midnight UTC. */
const city = "64.71";
let node: Deployment;

beforeAll(async () => {
  node = await testDeployment({ adminUrl: inject("adminUrl"), kind: "node" });
});
afterAll(() => node.close());
afterEach(async () => {
  await node.asSuperuser().db
    .pg`truncate simpul.reminder, simpul.digest, simpul.mail, simpul.officer, simpul.deputy cascade`;
  node.clock.set("2026-07-06T00:30:00.000Z");
});

let count = 0;

/** Puts somebody on the roster, from the first of the year. @returns their row's id */
async function officer(email: string, role: string, unit: string | null = null): Promise<string> {
  const id = node.ctx.newId();
  await node.asSuperuser().db.pg`
    insert into simpul.officer (tenant, id, account, name, email, role, held_at, reach, unit, begins, created_at)
    values (${city}, ${id}, ${email.split("@")[0] ?? ""}, 'Somebody', ${email}, ${role}, ${city}, 'self', ${unit},
      '2026-01-01', now())`;
  return id;
}

async function remind(
  { id }: Taken,
  rung: string,
  unit: string | null = null,
  clock = "settlement",
): Promise<void> {
  count += 1;
  const mark = `settlement 2026-07-01 ${count}`;
  const at = node.clock.now().toString();
  await node.asSuperuser().db.pg`
    insert into simpul.reminder (tenant, report, mark, rung, unit, clock, stage, deadline, made_at)
    values (${city}, ${id}, ${mark}, ${rung}, ${unit}, ${clock}, '7', '2026-07-10T15:59:59Z', ${at}::text::timestamptz)`;
}

interface Sent {
  readonly to: string;
  readonly template: string;
  readonly parameters: unknown;
}

/** What waits to be sent, opened; by address. */
async function mails(): Promise<Sent[]> {
  const rows = await withScope(
    node.db,
    wholeOf([city]),
    (tx) => tx<{ template: string; sealed: string }[]>`
      select template, sealed from simpul.mail where state = 'queued'`,
  );
  const opened = await Promise.all(
    rows.map(async ({ template, sealed }) => {
      const { to, content } = mailContent(template, await node.ctx.vault.open(sealed));
      return { to, ...content };
    }),
  );
  return opened.toSorted((a, b) => a.to.localeCompare(b.to));
}

/** `liaison@: SP-1 SP-2 +0 restricted 1`: each mail of the digest of this morning. */
async function digestOf(): Promise<string[]> {
  node.clock.set("2026-07-06T00:30:00.000Z");
  await digestReminders(node.ctx);
  return (await mails()).map(({ to, parameters }) => {
    // Proof: only digests were queued.
    const { items, more, restricted } = parameters as DigestParameters;
    const ids = items.map(({ trackingId, due }) =>
      due === undefined ? `(${trackingId})` : trackingId,
    );
    return `${to.split("@")[0]}: ${[...ids, `+${more}`, `restricted ${restricted}`].join(" ")}`;
  });
}

const verified: Step = ["verify", { class: "complaint", category: "road" }];
async function atUnit(unit: string, given: Parameters<typeof take>[2] = {}): Promise<Taken> {
  const taken = await take(node.ctx, city, given);
  await after(node.ctx, office(city), taken, [verified, ["accept", {}], ["assign", { unit }]]);
  return taken;
}

describe("a digest goes", () => {
  test("to whoever has the role at the unit today, and to nobody of another unit", async () => {
    await officer("dpu@kota.example", "liaison", "dpu");
    await officer("dishub@kota.example", "liaison", "dishub");
    await officer("head@kota.example", "unitHead", "dpu");
    await officer("admin@kota.example", "tenantAdmin");
    await officer("auditor@kota.example", "auditor");
    const road = await atUnit("dpu");
    await remind(road, "liaison", "dpu");
    await remind(road, "institutionAdmin");
    expect(await digestOf()).toEqual([
      `admin: ${road.trackingId} +0 restricted 0`,
      `dpu: ${road.trackingId} +0 restricted 0`,
    ]);
  });

  test("to a deputy as well, and not to whoever left", async () => {
    const away = await officer("away@kota.example", "liaison", "dpu");
    const deputy = await officer("deputy@kota.example", "liaison", "dishub");
    const left = await officer("left@kota.example", "liaison", "dpu");
    const { pg } = node.asSuperuser().db;
    await pg`update simpul.officer set ended_at = now() where id = ${left}`;
    await pg`
      insert into simpul.deputy (tenant, id, officer, deputy, begins, ends, why, recorded_at)
      values (${city}, gen_random_uuid(), ${away}, ${deputy}, '2026-07-01', '2026-07-10', 'leave', now())`;
    const road = await atUnit("dpu");
    await remind(road, "liaison", "dpu");
    expect((await digestOf()).map((each) => each.split(":")[0])).toEqual(["away", "deputy"]);
  });

  test("to who has the role above a unit only where nobody has it there", async () => {
    const { pg } = node.asSuperuser().db;
    await pg`
      insert into simpul.unit (tenant, code, name, parent, kind) values (${city}, 'bina-marga', 'Bina Marga', 'dpu', 'office')
      on conflict do nothing`;
    await officer("above@kota.example", "liaison", "dpu");
    const road = await atUnit("bina-marga");
    await remind(road, "liaison", "bina-marga");
    expect(await digestOf()).toEqual([`above: ${road.trackingId} +0 restricted 0`]);
    await officer("there@kota.example", "liaison", "bina-marga");
    await pg`truncate simpul.digest, simpul.mail`;
    await remind(road, "liaison", "bina-marga");
    expect(await digestOf()).toEqual([`there: ${road.trackingId} +0 restricted 0`]);
  });

  test("once to somebody with two roles, and names a report once and a secret one by its number alone", async () => {
    await officer("both@kota.example", "liaison", "dpu");
    await officer("both@kota.example", "tenantAdmin");
    const secret = await atUnit("dpu", { secret: true });
    await remind(secret, "liaison", "dpu");
    await remind(secret, "liaison", "dpu");
    await remind(secret, "institutionAdmin");
    expect(await digestOf()).toEqual([`both: (${secret.trackingId}) +0 restricted 0`]);
  });

  test("lists a screenful, and says how many more there are", async () => {
    await officer("admin@kota.example", "tenantAdmin");
    for (let i = 0; i < 27; i += 1) await remind(await atUnit("dpu"), "institutionAdmin");
    expect((await digestOf())[0]).toMatch(/ \+2 restricted 0$/);
  });
});

describe("of whistleblowing", () => {
  const blown = (accused: object) =>
    take(node.ctx, city, { class: "whistleblowing", accused: { tenant: city, ...accused } });

  test("only who examines is told, and only how many", async () => {
    await officer("liaison@kota.example", "liaison", "dpu");
    await officer("head@kota.example", "unitHead", "dpu");
    await officer("admin@kota.example", "tenantAdmin");
    await officer("examiner@kota.example", "inspectorate", "inspektorat");
    const report = await blown({ unit: "dpu" });
    // Also where a reminder was made before anybody knew what it is.
    for (const rung of ["liaison", "unitHead"]) await remind(report, rung, "dpu");
    await remind(report, "institutionAdmin");
    await remind(report, "examiner");
    expect(await digestOf()).toEqual(["examiner: +0 restricted 1"]);
    expect(JSON.stringify(await mails())).not.toContain(report.trackingId);
  });

  test("an examiner who belongs to the accused unit is not told", async () => {
    await officer("own@kota.example", "inspectorate", "inspektorat");
    await officer("two@kota.example", "inspectorate", "inspektorat");
    await officer("two@kota.example", "unitHead", "dpu");
    await officer("free@kota.example", "inspectorate", "inspektorat");
    await remind(await blown({ unit: "dpu" }), "examiner");
    expect((await digestOf()).map((each) => each.split(":")[0])).toEqual(["free", "own"]);
  });

  test("nobody of an institution that is accused as a whole is told", async () => {
    await officer("admin@kota.example", "tenantAdmin");
    await officer("examiner@kota.example", "inspectorate", "inspektorat");
    const report = await blown({});
    for (const rung of ["institutionAdmin", "examiner"]) await remind(report, rung);
    expect(await digestOf()).toEqual([]);
  });
});

describe("a reporter", () => {
  const contact = { email: "rahma@warga.example", name: "Rahma" };
  const path = (taken: Taken) => `/lacak/${taken.trackingId}`;

  test("is told once, by the address in the vault, of a report that waits for them", async () => {
    const taken = await take(node.ctx, city, { contact });
    await after(node.ctx, office(city), taken, [["hold", { question: "Di mana?" }]]);
    await remind(taken, "reporter", null, "completion");
    await remind(taken, "reporter", null, "completion");
    expect(await remindReporters(node.ctx)).toBe(2);
    expect(await remindReporters(node.ctx)).toBe(0);
    expect(await mails()).toEqual([
      {
        to: "rahma@warga.example",
        template: "reporterReminder",
        parameters: {
          trackingId: taken.trackingId,
          clock: "completion",
          day: "2026-07-10",
          path: path(taken),
        },
      },
    ]);
  });

  test("is asked whether the Ombudsman may learn who they are", async () => {
    const taken = await atUnit("dpu", { contact });
    await remind(taken, "reporter", null, "ombudsman");
    await remindReporters(node.ctx);
    expect(await mails()).toEqual([
      {
        to: "rahma@warga.example",
        template: "consentRequest",
        parameters: { trackingId: taken.trackingId, path: path(taken), isReferred: false },
      },
    ]);
  });

  test("who said so already is not asked again, nor is anybody of a report that is settled", async () => {
    const taken = await atUnit("dpu", { contact });
    await after(node.ctx, channel(city), taken, [
      ["consent", { granted: false, wording: "Bolehkah Ombudsman tahu?" }],
    ]);
    await remind(taken, "reporter", null, "ombudsman");
    await remind(await atUnit("dpu", { contact }), "reporter", null, "completion");
    expect(await remindReporters(node.ctx)).toBe(2);
    expect(await mails()).toEqual([]);
  });

  test("without an address, and at night, is left alone", async () => {
    await remind(
      await atUnit("dpu", { contact: { phone: "0812" } }),
      "reporter",
      null,
      "ombudsman",
    );
    node.clock.set("2026-07-06T13:00:00.000Z");
    expect(await remindReporters(node.ctx)).toBe(0);
    node.clock.set("2026-07-07T00:30:00.000Z");
    expect(await remindReporters(node.ctx)).toBe(1);
    expect(await mails()).toEqual([]);
  });

  test("is told by one of several workers", async () => {
    for (let i = 0; i < 6; i += 1)
      await remind(await atUnit("dpu", { contact }), "reporter", null, "ombudsman");
    const workers = [node.ctx, node.anotherProcess(1), node.anotherProcess(1)];
    const gone = await Promise.all(workers.map(remindReporters));
    expect(gone.reduce((a, b) => a + b)).toBe(6);
    expect(await mails()).toHaveLength(6);
  });
});
