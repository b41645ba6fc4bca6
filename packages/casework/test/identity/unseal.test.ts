import type { RoleHeld, Staff, StaffRole } from "@simpul/access";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { testDeployment } from "../../../testkit/src/index.ts";
import type { Deployment } from "../../../testkit/src/index.ts";
import {
  accessesOf,
  allowUnseal,
  allowUnsealInput,
  askUnseal,
  listOf,
  openReport,
  readContactWays,
  readReport,
  track,
  unseal,
  unsealInput,
  unsealRequests,
} from "../../src/index.ts";
import type { Context } from "../../src/index.ts";
import { after, office, take } from "../reports.ts";
import type { Taken } from "../reports.ts";

const [hub, city, regency] = ["national", "64.71", "64.02"] as const;
const contact = { name: "Siti Kenari", phone: "+62 812-7777-0001", email: "siti@kenari.id" };
const why = { purpose: "contact", reason: "Nomor di berkas tidak terbaca" } as const;

let node: Deployment;
let ctx: Context;
beforeAll(async () => {
  node = await testDeployment({
    adminUrl: inject("adminUrl"),
    kind: "node",
    hosted: [city, regency, hub],
  });
  ({ ctx } = node);
});
afterAll(() => node.close());

function officer(role: StaffRole, tenant: string, given: Partial<RoleHeld & Staff> = {}): Staff {
  const { id = `${role}-1`, isFresh = true, ...held } = given;
  return { kind: "staff", id, tenant, isFresh, roles: [{ role, tenant, reach: "self", ...held }] };
}
const admin = (tenant: string) => officer("tenantAdmin", tenant);
const liaison = (unit: string) => officer("liaison", city, { unit });
const examiner = (id: string, given: Partial<RoleHeld & Staff> = {}) =>
  officer("inspectorate", city, { unit: "inspektorat", id, ...given });

/** With the city, assigned to its public works. */
async function assigned(given: object = {}, tenant: string = city): Promise<Taken> {
  const taken = await take(ctx, tenant, { contact, ...given });
  await after(ctx, office(tenant), taken, [
    ["verify", { class: "complaint", category: "road", title: "Jalan" }],
    ["accept", {}],
    ["assign", { unit: "dpu" }],
  ]);
  return taken;
}
/** With the city, and taken in by its neighbour. */
async function elsewhere(given: object): Promise<Taken> {
  const taken = await assigned(given);
  const { pg } = node.asSuperuser().db;
  await pg`update simpul.report set origin = ${regency} where id = ${taken.id}`;
  await pg`update simpul.snapshot set body = jsonb_set(body::jsonb, '{report,origin}', ${`"${regency}"`}::text::jsonb)::json
    where report = ${taken.id}`;
  return taken;
}
const whistle = (given: object = {}) =>
  take(ctx, city, { contact, class: "whistleblowing", ...given });

const failure = (code: string) => ({ outcome: "failed", code });
const opened = { outcome: "done", value: contact };
interface Audited {
  readonly actor: string;
  readonly verb: string;
  readonly outcome: string;
  readonly detail: unknown;
}
async function told({ id }: Taken): Promise<Audited[]> {
  const rows = await node.asSuperuser().db.pg<(Audited & { detail: string })[]>`
    select actor, verb, outcome, detail::text as detail from simpul.audit
    where report = ${id} and verb in ('unseal', 'askUnseal', 'allowUnseal') order by id`;
  return rows.map(({ actor, verb, outcome, detail }) => ({
    actor,
    verb,
    outcome,
    detail: JSON.parse(detail),
  }));
}

describe("opening an identity", () => {
  test("tells it to whoever handles the report, and writes who was told and why", async () => {
    const taken = await assigned();
    expect(await unseal(ctx, liaison("dpu"), { report: taken.trackingId }, why)).toEqual(opened);
    expect(await told(taken)).toEqual([
      {
        actor: "staff:liaison-1",
        verb: "unseal",
        outcome: "opened",
        detail: { role: "liaison", ...why },
      },
    ]);
  });

  test("is refused without the ability, and writes nothing", async () => {
    const taken = await assigned();
    const report = { report: taken.id };
    expect(await unseal(ctx, liaison("dishub"), report, why)).toEqual(failure("notFound"));
    expect(await unseal(ctx, admin(regency), report, why)).toEqual(failure("notFound"));
    const head = officer("unitHead", city, { unit: "dpu" });
    expect(await unseal(ctx, head, report, why)).toEqual(failure("forbidden"));
    expect(await unseal(ctx, office(city), report, why)).toEqual(failure("forbidden"));
    expect(await told(taken)).toEqual([]);
  });

  test("needs a sign-in that is fresh", async () => {
    const taken = await assigned();
    const remembered = officer("liaison", city, { unit: "dpu", isFresh: false });
    const { isFresh: _, ...unsaid } = liaison("dpu");
    for (const actor of [remembered, unsaid])
      expect(await unseal(ctx, actor, { report: taken.id }, why)).toEqual(
        failure("freshSignInNeeded"),
      );
  });

  test("of who complains by name and in the open is for the office that answers, of the anonymous for none", async () => {
    const aboutUs = await assigned({ accused: { tenant: city } });
    const aboutUnit = await assigned({ accused: { tenant: city, unit: "dpu" } });
    for (const { id } of [aboutUs, aboutUnit])
      expect(await unseal(ctx, liaison("dpu"), { report: id }, why)).toEqual(opened);
    const anonymous = await assigned({ anonymous: true });
    for (const actor of [liaison("dpu"), admin(city)])
      expect(await unseal(ctx, actor, { report: anonymous.id }, why)).toEqual(
        failure("identityWithheld"),
      );
  });

  describe("is offered to whom it is not withheld from, and to nobody else", () => {
    const offered = async (actor: Staff & { tenant: string }, { id }: Taken) => {
      const opened = await openReport(ctx, actor, id);
      if (opened.outcome === "failed") throw new Error(opened.code);
      return opened.value.acts.includes("unseal");
    };
    const cases: [string, () => Promise<Taken>][] = [
      ["in the open", () => assigned()],
      ["anonymous", () => assigned({ anonymous: true })],
      ["anonymous and about a unit", () => assigned({ anonymous: true, accused: { unit: "dpu" } })],
      ["whistleblowing", () => whistle()],
      ["anonymous, and taken in elsewhere", () => elsewhere({ anonymous: true })],
      ["in the open, and taken in elsewhere", () => elsewhere({})],
    ];
    test.each(cases)("%s", async (_, made) => {
      const taken = await made();
      let asked = 0;
      for (const actor of [liaison("dpu"), admin(city), examiner("x")]) {
        const answer = await unseal(ctx, actor, { report: taken.id }, why);
        const code = answer.outcome === "failed" ? answer.code : "opened";
        if (code === "notFound") continue;
        asked += 1;
        const isRefused = ["forbidden", "identityWithheld"].includes(code);
        expect([actor.id, await offered(actor, taken)]).toEqual([actor.id, !isRefused]);
      }
      expect(asked).toBeGreaterThan(0);
    });
  });

  test("happens only where the report was taken in", async () => {
    const taken = await elsewhere({});
    expect(await unseal(ctx, liaison("dpu"), { report: taken.id }, why)).toEqual(
      failure("identityElsewhere"),
    );
    expect(await readContactWays(ctx, liaison("dpu"), taken.id)).toEqual(
      failure("identityElsewhere"),
    );
  });

  test("where none was given says so", async () => {
    const taken = await assigned({ contact: undefined });
    expect(await unseal(ctx, liaison("dpu"), { report: taken.id }, why)).toEqual(
      failure("noIdentity"),
    );
    expect(await told(taken)).toEqual([]);
  });

  test("is told to nobody who cannot be written down", async () => {
    const taken = await assigned();
    const { pg } = node.asSuperuser().db;
    await pg`alter table simpul.audit add constraint broken check (verb <> 'unseal') not valid`;
    try {
      await expect(unseal(ctx, liaison("dpu"), { report: taken.id }, why)).rejects.toThrow(
        "broken",
      );
    } finally {
      await pg`alter table simpul.audit drop constraint broken`;
    }
  });

  test.each([
    ["no reason", { purpose: "contact" }],
    ["a short one", { purpose: "contact", reason: "ingin tah" }],
    ["blanks", { purpose: "contact", reason: " ".repeat(40) }],
    ["a long one", { purpose: "contact", reason: "x".repeat(501) }],
    ["an unknown purpose", { purpose: "curiosity", reason: "ingin tahu saja" }],
    ["another field", { ...why, deputy: "x" }],
    ["NUL", { purpose: "contact", reason: "ingin tahu\0saja" }],
  ])("is not asked for with %s", (_, input) => {
    expect(unsealInput.safeParse(input).success).toBe(false);
  });
});

describe("two persons", () => {
  const [one, two] = [examiner("one"), examiner("two")];
  const ask = (report: string, who: Staff = one) => askUnseal(ctx, who, { report }, why);
  async function requested(report: string, who: Staff = one): Promise<string> {
    const asked = await ask(report, who);
    if (asked.outcome === "failed") throw new Error(asked.code);
    return asked.value.id;
  }
  const word = (who: Staff, request: string, decision: "allowed" | "refused" = "allowed") =>
    allowUnseal(ctx, who, { request, decision });

  test("open whistleblowing: one asks, another allows, the first opens, each time on record", async () => {
    const taken = await whistle();
    const open = () => unseal(ctx, one, { report: taken.id }, why);
    expect(await open()).toEqual(failure("secondPersonNeeded"));
    const request = await requested(taken.id);
    expect(await open()).toEqual(failure("secondPersonAwaited"));
    expect(await word(two, request)).toMatchObject({ value: { state: "allowed" } });
    expect(await open()).toEqual(opened);
    expect(await open()).toEqual(opened);
    // The second person's word is the first one's alone.
    expect(await unseal(ctx, two, { report: taken.id }, why)).toEqual(
      failure("secondPersonNeeded"),
    );
    expect((await told(taken)).map(({ actor, verb, outcome }) => [actor, verb, outcome])).toEqual([
      ["staff:one", "askUnseal", "asked"],
      ["staff:two", "allowUnseal", "allowed"],
      ["staff:one", "unseal", "opened"],
      ["staff:one", "unseal", "opened"],
    ]);
    expect((await told(taken)).at(-1)?.detail).toEqual({
      role: "inspectorate",
      ...why,
      request,
    });
  });

  test("open what is anonymous at the hub", async () => {
    const taken = await take(ctx, hub, { contact, anonymous: true });
    const [first, second] = ["a", "b"].map((id) => officer("nationalAdmin", hub, { id }));
    if (first === undefined || second === undefined) throw new Error("two are meant");
    const request = await requested(taken.id, first);
    expect(await word(second, request)).toMatchObject({ outcome: "done" });
    expect(await unseal(ctx, first, { report: taken.id }, why)).toEqual(opened);
  });

  test("are not needed for anything else", async () => {
    const taken = await assigned();
    expect(await ask(taken.id, liaison("dpu"))).toEqual(failure("secondPersonNotNeeded"));
  });

  test("are two: not the asker, not a key, not the asker's deputy, unless examiner in their own right", async () => {
    const taken = await whistle();
    const request = await requested(taken.id);
    expect(await word(one, request)).toEqual(failure("sameOfficer"));
    const deputy = examiner("deputy", { deputyOf: "one" });
    expect(await word(deputy, request)).toEqual(failure("sameOfficer"));
    expect(await allowUnseal(ctx, office(city), { request, decision: "allowed" })).toMatchObject({
      outcome: "failed",
    });
    expect(await word(admin(city), request)).toEqual(failure("notFound"));
    const both = { ...deputy, roles: [...deputy.roles, ...two.roles] };
    expect(await word(both, request)).toMatchObject({ outcome: "done" });
  });

  test("of another tenant, or about which the report is, are not asked", async () => {
    const taken = await whistle();
    const request = await requested(taken.id);
    const stranger = officer("inspectorate", regency, { unit: "inspektorat", id: "x" });
    expect(await word(stranger, request)).toEqual(failure("notFound"));
    const accused = await whistle({ accused: { tenant: city, unit: "inspektorat" } });
    expect(await ask(accused.id)).toEqual(failure("notFound"));
  });

  test("a fresh sign-in stands behind each word", async () => {
    const taken = await whistle();
    expect(await ask(taken.id, examiner("one", { isFresh: false }))).toEqual(
      failure("freshSignInNeeded"),
    );
    const request = await requested(taken.id);
    expect(await word(examiner("two", { isFresh: false }), request)).toEqual(
      failure("freshSignInNeeded"),
    );
  });

  test("a refusal ends it, and a later word does not undo it", async () => {
    const taken = await whistle();
    const request = await requested(taken.id);
    await word(two, request, "refused");
    expect(await unseal(ctx, one, { report: taken.id }, why)).toEqual(failure("unsealRefused"));
    expect(await word(examiner("three"), request)).toEqual(failure("alreadyDecided"));
    // Asked anew it is another request.
    expect(await requested(taken.id)).not.toBe(request);
  });

  test("an hour after the word it takes another", async () => {
    const taken = await whistle();
    const request = await requested(taken.id);
    node.clock.advance({ hours: 20 });
    await word(two, request);
    node.clock.advance({ minutes: 59 });
    expect(await unseal(ctx, one, { report: taken.id }, why)).toEqual(opened);
    node.clock.advance({ minutes: 1 });
    expect(await unseal(ctx, one, { report: taken.id }, why)).toEqual(failure("unsealExpired"));
    const late = await requested(taken.id);
    expect(late).not.toBe(request);
    node.clock.advance({ hours: 24 });
    expect(await word(two, late)).toEqual(failure("unsealExpired"));
  });

  test("at once: ten who ask are one request, and of two words the first counts", async () => {
    const taken = await whistle();
    const ids = await Promise.all(Array.from({ length: 10 }, () => requested(taken.id)));
    expect(new Set(ids).size).toBe(1);
    const [request = ""] = ids;
    const words = await Promise.all([
      word(two, request, "refused"),
      word(examiner("three"), request),
    ]);
    expect(words.map((each) => each.outcome).toSorted()).toEqual(["done", "failed"]);
    expect(words).toContainEqual(failure("alreadyDecided"));
    expect((await told(taken)).filter(({ verb }) => verb === "allowUnseal")).toHaveLength(1);
  });

  test("what waits is shown to who may allow it, and is not the asker's own", async () => {
    const taken = await whistle();
    const request = await requested(taken.id);
    const waitsFor = async (who: Staff) => (await unsealRequests(ctx, who)).map(({ id }) => id);
    expect(await waitsFor(two)).toContain(request);
    expect(await waitsFor(one)).not.toContain(request);
    expect(await waitsFor(examiner("deputy", { deputyOf: "one" }))).not.toContain(request);
    for (const other of [admin(city), liaison("inspektorat"), officer("auditor", city)])
      expect(await waitsFor(other)).toEqual([]);
    await word(two, request);
    expect(await waitsFor(examiner("three"))).not.toContain(request);
  });

  test("the others are told by a mail that describes nothing", async () => {
    const { pg } = node.asSuperuser().db;
    const roster = async (account: string, role: string, email: string, begins = "2026-01-01") =>
      pg`insert into simpul.officer (tenant, id, account, name, email, role, held_at, reach, begins, created_at)
        values (${city}, ${ctx.newId()}, ${account}, 'N', ${email}, ${role}, ${city}, 'self', ${begins}, now())`;
    await roster("one", "inspectorate", "one@balikpapan.go.id");
    await roster("two", "inspectorate", "two@balikpapan.go.id");
    await roster("later", "inspectorate", "later@balikpapan.go.id", "2030-01-01");
    await roster("adm", "tenantAdmin", "adm@balikpapan.go.id");
    const taken = await whistle();
    await requested(taken.id);
    const mails = await pg<{ sealed: string }[]>`
      select sealed from simpul.mail where report = ${taken.id} and template = 'unsealAsked'`;
    const read = await Promise.all(mails.map(({ sealed }) => ctx.vault.open(sealed)));
    expect(read.map((each) => JSON.parse(each))).toMatchObject([
      { to: "two@balikpapan.go.id", parameters: { trackingId: taken.trackingId } },
    ]);
    expect(read.join()).not.toContain(why.reason);
  });

  test("a word is allowed or refused", () => {
    const request = "01936f2a-0000-7000-8000-00000000dead";
    expect(allowUnsealInput.safeParse({ request, decision: "asked" }).success).toBe(false);
    expect(allowUnsealInput.safeParse({ request: "1", decision: "allowed" }).success).toBe(false);
  });
});

describe("who has seen it", () => {
  test("is told to auditors and examiners with name and reason, to the reporter without", async () => {
    const taken = await assigned();
    await unseal(ctx, liaison("dpu"), { report: taken.id }, why);
    const at = ctx.now().toString({ fractionalSecondDigits: 3 });
    const seen = { at, role: "liaison", tenant: city, purpose: "contact" };
    const inside = { by: "staff:liaison-1", reason: why.reason };
    for (const who of [officer("auditor", city), examiner("one", { unit: "dpu" })])
      expect(await accessesOf(ctx, who, taken.id)).toEqual({
        outcome: "done",
        value: [{ ...seen, inside }],
      });
    const reporter = { kind: "reporter", tenant: city, report: taken.id } as const;
    expect(await accessesOf(ctx, reporter, taken.trackingId)).toEqual({
      outcome: "done",
      value: [seen],
    });
  });

  test("is told of whistleblowing to the auditor too, who does not see the report", async () => {
    const taken = await whistle();
    const auditor = officer("auditor", city);
    expect(await accessesOf(ctx, auditor, taken.id)).toEqual({ outcome: "done", value: [] });
    expect(await readReport(ctx, auditor, taken.id)).toEqual(failure("notFound"));
  });

  test("is told to nobody else", async () => {
    const taken = await assigned();
    expect(await accessesOf(ctx, liaison("dpu"), taken.id)).toEqual(failure("forbidden"));
    for (const who of [officer("auditor", regency), admin(regency), liaison("dishub")])
      expect(await accessesOf(ctx, who, taken.id)).toEqual(failure("notFound"));
    const other = { kind: "reporter", tenant: city, report: ctx.newId() } as const;
    expect(await accessesOf(ctx, other, taken.id)).toEqual(failure("notFound"));
  });

  test("with the database's wall off is still told to nobody of another tenant", async () => {
    const taken = await assigned();
    const open = node.asSuperuser();
    expect(await accessesOf(open, officer("auditor", regency), taken.id)).toEqual(
      failure("notFound"),
    );
    expect(await unseal(open, admin(regency), { report: taken.id }, why)).toEqual(
      failure("notFound"),
    );
  });
});

describe("the contact passes through the system", () => {
  test("who may ask learns that there is a way, and not which", async () => {
    const both = await assigned();
    const one = await assigned({ contact: { phone: contact.phone } });
    const ways = (report: string, who: Staff = liaison("dpu")) => readContactWays(ctx, who, report);
    expect(await ways(both.id)).toEqual({ outcome: "done", value: { email: true, phone: true } });
    expect(await ways(one.id)).toMatchObject({ value: { email: false, phone: true } });
    const none = await assigned({ contact: undefined });
    expect(await ways(none.id)).toMatchObject({ value: { email: false, phone: false } });
    const head = officer("unitHead", city, { unit: "dpu" });
    expect(await ways(both.id, head)).toEqual(failure("forbidden"));
    expect(await ways(both.id, liaison("dishub"))).toEqual(failure("notFound"));
  });

  test("no view shows anything of it", async () => {
    const taken = await assigned();
    const seen = JSON.stringify([
      await readReport(ctx, admin(city), taken.id),
      await readReport(ctx, { kind: "reporter", tenant: city, report: taken.id }, taken.id),
      await readReport(ctx, office(city), taken.id),
      await listOf(ctx, admin(city), { limit: 100 }),
      await track(ctx, taken.trackingId),
    ]);
    expect(seen).toContain(taken.trackingId);
    for (const canary of Object.values(contact)) expect(seen).not.toContain(canary);
  });
});
