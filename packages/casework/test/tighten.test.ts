import { append, changesAfter, settledChanges, wholeOf, withScope } from "@simpul/db";
import { abilityFor } from "@simpul/access";
import type { Actor } from "@simpul/access";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { testDeployment } from "../../testkit/src/index.ts";
import type { Deployment } from "../../testkit/src/index.ts";
import { changeShown, dueOf, readPublicly, readReport, receiveInput, track } from "../src/index.ts";
import type { Context } from "../src/index.ts";
import { after, arrived, channel, load, office, run, take } from "./reports.ts";
import type { Acting, Step, Taken } from "./reports.ts";

/** Secret, masked, erased: what is left for whom, and what those who were told before are told now. */

const tenant = "64.71";
let node: Deployment;
let hub: Deployment;
beforeAll(async () => {
  const adminUrl = inject("adminUrl");
  node = await testDeployment({ adminUrl, kind: "node" });
  hub = await testDeployment({ adminUrl, kind: "hub", hosted: ["national"] });
});
afterAll(() => Promise.all([node.close(), hub.close()]));

const answered: readonly Step[] = [
  ["verify", { class: "complaint", category: "road", title: "Jalan, hubungi 0812-3456-7890" }],
  ["accept", {}],
  ["assign", { unit: "dpu" }],
  ["respond", { kind: "interim", text: "Bu Rina (0812-3456-7890) mengurusnya" }],
];
const value = async <T>(asked: Promise<{ outcome: string; value?: T; code?: string }>) => {
  const { value: told, code } = await asked;
  if (told === undefined) throw new Error(code);
  return told;
};
const story = async (ctx = node.ctx, by = tenant): Promise<Taken> => {
  const taken = await take(ctx, by);
  await after(ctx, office(by), taken, answered);
  return taken;
};

describe("a mask", () => {
  test("is made of what was found, and the public reads the rest", async () => {
    const taken = await story();
    const seen = await value(readReport(node.ctx, office(tenant), taken.id));
    expect(seen.personal.map(({ kind, field }) => `${kind} ${field}`).toSorted()).toEqual([
      "phone text",
      "phone title",
    ]);
    const found = seen.personal.find(({ field }) => field === "text");
    const rina = { content: found?.content, field: "text", start: 0, end: 7 };
    await value(run(node.ctx, office(tenant), "mask", taken.id, { masks: [rina] }));
    const view = await value(readPublicly(node.ctx, taken.trackingId));
    expect(view.title).toBe("Jalan, hubungi ███");
    expect(view.history.at(-1)?.text).toBe("███ (███) mengurusnya");
    const inside = await value(readReport(node.ctx, office(tenant), taken.id));
    expect(inside.masks).toEqual([rina]);
    expect(JSON.stringify(inside.history)).toContain("Bu Rina (0812-3456-7890)");
  });

  test("that lies in no text of the report is refused, and points at itself", async () => {
    const taken = await story();
    const { personal } = await value(readReport(node.ctx, office(tenant), taken.id));
    const { content = "" } = personal[0] ?? {};
    const good = { content, field: personal[0]?.field ?? "", start: 0, end: 3 };
    for (const bad of [
      { ...good, content: "x".repeat(43) },
      { ...good, field: "nothing" },
      { ...good, start: 3 },
      { ...good, end: 30_000 },
    ])
      expect(
        await run(node.ctx, office(tenant), "mask", taken.id, { masks: [good, bad] }),
      ).toMatchObject({ code: "invalid", pointer: "/masks/1" });
  });

  test("is warned of where an answer is written", async () => {
    const taken = await take(node.ctx, tenant);
    await after(node.ctx, office(tenant), taken, answered.slice(0, 3));
    const input = { kind: "interim", text: "Tanya 0812-3456-7890" };
    expect(await run(node.ctx, office(tenant), "respond", taken.id, input)).toMatchObject({
      value: { state: "inProgress", personal: [{ kind: "phone", start: 6, end: 20 }] },
    });
  });
});

describe("erasing", () => {
  const contents = (ctx: Context, by: string, id: string) =>
    withScope(
      ctx.db,
      wholeOf([by]),
      (tx) => tx<{ hash: string }[]>`select hash from simpul.content where report = ${id}`,
    );

  test("leaves neither words nor files, and the streams as they were", async () => {
    const taken = await story();
    const before = await load(node.ctx, tenant, taken.id);
    await value(run(node.ctx, office(tenant), "erase", taken.id, { reason: "Diminta pelapor" }));
    const kept = await contents(node.ctx, tenant, taken.id);
    // What is kept is why.
    expect(kept).toHaveLength(1);
    const seen = await value(readReport(node.ctx, office(tenant), taken.id));
    expect(JSON.stringify(seen)).not.toMatch(/Jalan berlubang|Rina|hubungi/);
    expect(seen).not.toHaveProperty("text");
    const { case: current } = await load(node.ctx, tenant, taken.id);
    expect(current.report.text).toEqual(before.case.report.text);
    expect(seen.history).toHaveLength((before.case.heads[tenant]?.seq ?? 0) + 1);
  });

  test("of one content leaves the others", async () => {
    const taken = await story();
    const letter = (await load(node.ctx, tenant, taken.id)).case.report.text?.hash;
    await value(
      run(node.ctx, office(tenant), "erase", taken.id, { contents: [letter], reason: "x" }),
    );
    const seen = await value(readReport(node.ctx, office(tenant), taken.id));
    expect(seen.title).toBe("Jalan, hubungi 0812-3456-7890");
    expect(seen).not.toHaveProperty("text");
  });

  test("what was erased does not come back with an event that was late", async () => {
    const { ctx } = hub;
    const taken = await take(ctx, "national");
    const late = { hash: "l".repeat(43), size: 1, type: "text/plain" };
    await arrived(ctx, "national", taken, "national", [
      {
        type: "tightened",
        by: "verifier",
        flags: { anonymous: false, secret: false },
        erases: [late.hash],
      },
    ]);
    const loaded = await load(ctx, "national", taken.id);
    expect(loaded.case.report.erased).toEqual([late.hash]);
    const [saved] = await append(ctx.db, wholeOf(["national"]), [
      {
        tenant: "national",
        report: taken.id,
        expectedVersion: loaded.version,
        case: loaded.case,
        due: dueOf(ctx, "national", loaded.case, loaded.marks),
        at: loaded.updatedAt,
        events: [],
        contents: [{ ...late, salt: "c2FsdA", bytes: "eA" }],
        audit: [],
        outbox: [],
        dedup: [],
      },
    ]);
    expect(saved).toMatchObject({ outcome: "saved" });
    expect((await contents(ctx, "national", taken.id)).map(({ hash }) => hash)).not.toContain(
      late.hash,
    );
  });

  test("is nobody's who did not take it in", async () => {
    const { ctx } = node;
    const taken = await take(ctx, tenant);
    const elsewhere = await load(ctx, tenant, taken.id);
    expect(elsewhere.case.report.origin).toBe(tenant);
    expect(
      await run(ctx, office(tenant), "erase", taken.id, {
        contents: ["x".repeat(43)],
        reason: "x",
      }),
    ).toMatchObject({ code: "invalid", pointer: "/contents/0" });
  });
});

describe("secrecy", () => {
  test("may be asked for by the reporter, at any time, and takes the answers off the page", async () => {
    const taken = await story();
    await value(run(node.ctx, channel(tenant), "tighten", taken.id, { secret: true }));
    const view = await value(readPublicly(node.ctx, taken.trackingId));
    expect(view).toMatchObject({ secret: true, clocks: [], state: "inProgress" });
    expect(JSON.stringify(view)).not.toMatch(/Rina|hubungi|road/);
    const tracked = await value(track(node.ctx, taken.trackingId));
    expect(tracked).not.toHaveProperty("deadline");
  });
});

describe("who follows the changes", () => {
  const machine: Actor & { kind: "machine" } = {
    kind: "machine",
    id: "m",
    tenant,
    scopes: ["reports:read", "changes:read"],
  };
  const told = async (id: string) => {
    const rows = await withScope(node.ctx.db, wholeOf([tenant]), async (tx) => {
      const settled = await settledChanges(tx, () => false);
      const upTo = settled.outcome === "settled" ? settled.ord : 0;
      const all = { tenant, after: 0, upTo, limit: 10_000 };
      return changesAfter(tx, abilityFor(machine, node.ctx.hub), all);
    });
    return rows.map(changeShown).filter(({ reportId }) => reportId === id);
  };
  const types = async (id: string) => (await told(id)).map(({ type }) => type);

  test("is told to drop what becomes secret or is erased, and of a mask that there was one", async () => {
    const taken = await take(node.ctx, tenant);
    await run(node.ctx, channel(tenant), "tighten", taken.id, { anonymous: true });
    await run(node.ctx, channel(tenant), "tighten", taken.id, { secret: true });
    const other = await take(node.ctx, tenant);
    await run(node.ctx, office(tenant), "erase", other.id, { reason: "x" });
    expect(await types(taken.id)).toEqual(["received", "tightened", "retracted"]);
    expect(await types(other.id)).toEqual(["received", "retracted"]);
  });

  test("is told to drop what turns out to accuse the tenant, and no more of it", async () => {
    const taken = await take(node.ctx, tenant);
    await after(node.ctx, office(tenant), taken, [
      ["verify", { class: "whistleblowing", category: "illegal-levy", accused: { tenant } }],
    ]);
    const [drop, ...rest] = await told(taken.id);
    expect(rest).toEqual([]);
    expect(drop).toMatchObject({ type: "retracted", trackingId: taken.trackingId });
    expect(drop).not.toHaveProperty("state");
  });

  test("is told nothing of what accused the tenant from the first moment", async () => {
    const taken = await take(node.ctx, tenant, { class: "whistleblowing", accused: { tenant } });
    expect(await told(taken.id)).toEqual([]);
    const head = { tenant, unit: "dpu", office: "head" } as const;
    const other = await take(node.ctx, tenant, { class: "whistleblowing", accused: head });
    expect(await told(other.id)).toEqual([]);
  });
});

describe("an accused head, inspectorate or operator", () => {
  const inspector: Acting = {
    kind: "staff",
    id: "9",
    tenant,
    roles: [{ role: "inspectorate", tenant, reach: "self", unit: "inspektorat" }],
    isFresh: true,
  };

  test.each(["head", "inspectorate", "operator"] as const)(
    "keeps the report from the tenant's own inspectorate: %s",
    async (kind) => {
      const about = (accused: object) =>
        take(node.ctx, tenant, { class: "whistleblowing", accused } as never);
      const unit = await about({ tenant, unit: "dpu" });
      const whole = await about({ tenant, unit: "dpu", office: kind });
      expect(await readReport(node.ctx, inspector, unit.id)).toMatchObject({ outcome: "done" });
      expect(await readReport(node.ctx, inspector, whole.id)).toMatchObject({ code: "notFound" });
    },
  );

  test("is forwarded past, as the hub's view suggests, and to nobody on the operator's node", async () => {
    const { ctx } = hub;
    const taken = await take(ctx, "national");
    const accused = { tenant, office: "operator" };
    await after(ctx, office("national"), taken, [
      ["verify", { class: "whistleblowing", category: "illegal-levy", accused }],
    ]);
    const seen = await value(readReport(ctx, office("national"), taken.id));
    expect(seen.accused).toEqual(accused);
    expect(seen.routing).toMatchObject({ outcome: "needsTriage", why: "hubExamines" });
    for (const code of ["64.71", "64", "64.02"])
      expect(
        await run(ctx, office("national"), "forward", taken.id, { tenant: code }),
      ).toMatchObject({ code: "accusedTenant", pointer: "/tenant" });
    await value(run(ctx, office("national"), "forward", taken.id, { tenant: "21" }));
  });

  test("needs to be somebody's", () => {
    const said = { text: "x", class: "whistleblowing", accused: { office: "head" } };
    const parsed = receiveInput.safeParse(said);
    expect(parsed.error?.issues.map(({ path }) => path)).toEqual([["accused", "tenant"]]);
  });
});

describe("a node that has not heard its hub", () => {
  const heard = (at: string | null) =>
    node.asSuperuser().db.pg`
      insert into federation.conversation (peer, last_contact) values ('hub', ${at}::text::timestamptz)
      on conflict (peer) do update set last_contact = excluded.last_contact`;

  test("shows state and dates of what others took in after a day, and all of its own", async () => {
    const own = await story();
    const others = await take(node.ctx, tenant);
    await after(node.ctx, office(tenant), others, answered);
    await node.asSuperuser().db.pg`
      update simpul.snapshot set body = jsonb_set(body::jsonb, '{report,origin}', '"national"')::json
      where report = ${others.id}`;
    const now = node.ctx.now();
    const titles = async () => [
      (await value(readPublicly(node.ctx, own.trackingId))).title !== undefined,
      (await value(readPublicly(node.ctx, others.trackingId))).title !== undefined,
    ];
    await heard(now.subtract({ hours: 23 }).toString());
    expect(await titles()).toEqual([true, true]);
    await heard(now.subtract({ hours: 25 }).toString());
    expect(await titles()).toEqual([true, false]);
    const stale = await value(track(node.ctx, others.trackingId));
    expect(stale.view).toMatchObject({ secret: false, clocks: [], state: "inProgress" });
    expect(stale).not.toHaveProperty("deadline");
    await heard(now.toString());
    expect(await titles()).toEqual([true, true]);
  });
});

describe("what was split into parts", () => {
  const national = "national";
  const split = async () => {
    const taken = await take(hub.ctx, national, { text: "Ibu Sari melihat lubang dan lampu mati" });
    await after(hub.ctx, office(national), taken, [
      [
        "split",
        {
          parts: [
            { class: "complaint", category: "road" },
            { class: "complaint", category: "street-light" },
          ],
        },
      ],
    ]);
    const { parts } = (await load(hub.ctx, national, taken.id)).case.report;
    return { taken, parts };
  };

  test("becomes anonymous and secret with the report it came from, once more without harm", async () => {
    const { taken, parts } = await split();
    expect(parts).toHaveLength(2);
    const wanted = { anonymous: true, secret: true };
    const speaker: Acting = { kind: "reporter", tenant: national, report: taken.id };
    for (const _ of [1, 2]) await value(run(hub.ctx, speaker, "tighten", taken.id, wanted));
    for (const part of [taken.id, ...parts])
      expect((await load(hub.ctx, national, part)).case.report.flags).toMatchObject(wanted);
  });

  test("loses the letter with the report it came from, also where the letter alone is named", async () => {
    for (const named of ["everything", "the letter"]) {
      const { taken, parts } = await split();
      const letter = (await load(hub.ctx, national, taken.id)).case.report.text?.hash;
      const contents = named === "the letter" ? { contents: [letter] } : {};
      await value(
        run(hub.ctx, office(national), "erase", taken.id, { ...contents, reason: "Permintaan" }),
      );
      const kept = await hub.asSuperuser().db.pg<{ said: string }[]>`
        select convert_from(bytes, 'UTF8') as said from simpul.content
        where report = any (${[taken.id, ...parts]}::uuid[]) and bytes is not null`;
      expect([named, kept.filter(({ said }) => said.includes("Ibu Sari"))]).toEqual([named, []]);
    }
  });
});
