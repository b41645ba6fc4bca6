import type { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { testDeployment } from "../../../../testkit/src/index.ts";
import type { Deployment } from "../../../../testkit/src/index.ts";
import { answered, codesSent, reportersDoors, reportTo } from "../reporters.ts";

let deployment: Deployment;
let app: Hono;

beforeAll(async () => {
  deployment = await testDeployment({ adminUrl: inject("adminUrl"), kind: "hub" });
  app = reportersDoors(deployment);
});
afterAll(() => deployment.close());

let next = 1;
/** An address that nobody else has. */
const somewhere = () => `203.0.113.${(next += 1)}`;

async function post(path: string, json: unknown, options: { from?: string; token?: string } = {}) {
  const { from = somewhere(), token } = options;
  const answer = await app.request(`/api/v1/reports/${path}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-forwarded-for": from,
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(json),
  });
  const text = await answer.text();
  // Proof: none; a test that reads what is not there compares with undefined.
  const told = (text === "" ? {} : JSON.parse(text)) as Record<string, string> & {
    version: number;
  };
  return { status: answer.status, headers: answer.headers, told, text };
}

async function read(id: string, token: string) {
  const answer = await app.request(`/api/v1/reports/${id}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return { status: answer.status, text: await answer.text() };
}

const contact = { name: "Budi", email: "budi@contoh.id" };
const wrongOf = (code: string) => code.replace(/^./, (digit) => String((Number(digit) + 1) % 10));

async function withCode(input = {}) {
  const report = await reportTo(app, deployment, { contact, ...input });
  expect((await post(`${report.trackingId}/access/code`, {})).status).toBe(202);
  const [sent] = await codesSent(deployment, report.id);
  return { ...report, code: sent?.code ?? expect.unreachable("no code was sent") };
}

async function session(input = {}) {
  const report = await withCode(input);
  const opened = await post(`${report.trackingId}/access`, { code: report.code });
  expect(opened.status).toBe(200);
  return { ...report, token: opened.told["token"] ?? "" };
}

describe("a code", () => {
  test("comes by mail to the contact, opens a session once, and the session is the reporter's", async () => {
    const { id, trackingId, code } = await withCode();
    const [sent] = await codesSent(deployment, id);
    expect(sent).toMatchObject({ to: contact.email, trackingId, lang: "id" });
    expect(code).toMatch(/^\d{8}$/);
    const spelled = `${code.slice(0, 4)} ${code.slice(4)}`;
    const opened = await post(`${trackingId}/access`, { code: spelled });
    expect(opened.status).toBe(200);
    expect(opened.headers.get("cache-control")).toBe("no-store");
    expect(opened.told).toMatchObject({
      expiresAt: "2026-03-02T03:00:00.000Z",
      idleSeconds: 1800,
    });
    const token = opened.told["token"] ?? "";
    expect(token).toMatch(/^rpt_[\w-]{43}$/);
    const seen = await read(trackingId, token);
    expect(seen.status).toBe(200);
    expect(seen.text).toContain("Jalan berlubang di depan pasar");
    expect(seen.text).not.toContain(contact.email);
    expect((await post(`${trackingId}/access`, { code })).status).toBe(403);
  });

  test("sent twice at once works once", async () => {
    const { trackingId, code } = await withCode();
    const opened = await Promise.all(
      [1, 2, 3, 4].map(() => post(`${trackingId}/access`, { code })),
    );
    expect(opened.map(({ status }) => status).toSorted()).toEqual([200, 403, 403, 403]);
  });

  test("is good for ten minutes", async () => {
    const { trackingId, code } = await withCode();
    deployment.clock.advance({ minutes: 10 });
    expect((await post(`${trackingId}/access`, { code })).status).toBe(403);
  });

  test("is another report's nothing", async () => {
    const { code } = await withCode();
    const other = await withCode();
    expect((await post(`${other.trackingId}/access`, { code })).status).toBe(403);
  });

  test("comes three times an hour at most, and whoever asks more hears the same", async () => {
    const { id, trackingId } = await reportTo(app, deployment, { contact });
    const heard = await Promise.all(
      [1, 2, 3, 4, 5].map(() => post(`${trackingId}/access/code`, {})),
    );
    expect(new Set(heard.map(({ status, text }) => `${status} ${text}`))).toEqual(
      new Set(["202 {}"]),
    );
    expect(await codesSent(deployment, id)).toHaveLength(3);
    // Each of them is good: who asks in a stranger's stead takes nothing away from the reporter.
    const [first] = await codesSent(deployment, id);
    expect((await post(`${trackingId}/access`, { code: first?.code })).status).toBe(200);
    deployment.clock.advance({ hours: 1, seconds: 1 });
    await post(`${trackingId}/access/code`, {});
    expect(await codesSent(deployment, id)).toHaveLength(4);
  });

  test("is nowhere in the database as it was sent", async () => {
    const { id, code } = await withCode();
    const { pg } = deployment.asSuperuser().db;
    const rows = await Promise.all([
      pg`select * from simpul.reporter_code where report = ${id}`,
      pg`select * from simpul.mail where report = ${id}`,
      pg`select * from simpul.audit where report = ${id}`,
    ]);
    expect(rows.flat().length).toBeGreaterThan(2);
    expect(JSON.stringify(rows)).not.toContain(code);
  });
});

describe("guesses", () => {
  test("five from one address; the reporter elsewhere is not kept out", async () => {
    const { trackingId, code } = await withCode();
    const from = somewhere();
    const wrong = await Promise.all(
      [1, 2, 3, 4, 5].map(() => post(`${trackingId}/access`, { code: wrongOf(code) }, { from })),
    );
    expect(wrong.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
    const late = await post(`${trackingId}/access`, { code }, { from });
    expect(late.status).toBe(429);
    expect(Number(late.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(late.headers.get("ratelimit")).toMatch(/^"guess";r=0;t=\d+$/);
    expect((await post(`${trackingId}/access`, { code })).status).toBe(200);
  });

  test("twenty in all spoil a code, from wherever they come", async () => {
    const { trackingId, code } = await withCode();
    const from = Array.from({ length: 20 }, (_, i) => `198.51.100.${i % 4}`);
    await Promise.all(
      from.map((each) => post(`${trackingId}/access`, { code: wrongOf(code) }, { from: each })),
    );
    expect((await post(`${trackingId}/access`, { code })).status).toBe(403);
  });

  test("a report that is not there answers the same, with the same limits", async () => {
    const { trackingId } = await withCode();
    const { trackingId: silent } = await reportTo(app, deployment);
    const nowhere = "7K3M-92QX-4TVB-X";
    const about = async (id: string) => {
      const from = somewhere();
      const began = performance.now();
      const asked = await post(`${id}/access/code`, {}, { from });
      const took = performance.now() - began;
      const answers = [asked];
      for (let i = 0; i < 6; i += 1)
        answers.push(await post(`${id}/access`, { code: "12345678" }, { from }));
      answers.push(await post(`${id}/access`, { secret: "1234-5678-9012-3456" }));
      return {
        took,
        said: answers.map(({ status, text }) => [status, text.replace(/\d+ (detik|seconds)/, "")]),
      };
    };
    const [known, mute, unknown] = await Promise.all([
      about(trackingId),
      about(silent),
      about(nowhere),
    ]);
    expect(mute.said).toEqual(known.said);
    expect(unknown.said).toEqual(known.said);
    expect(known.said.map(([status]) => status)).toEqual([202, 403, 403, 403, 403, 403, 429, 403]);
    for (const { took } of [known, mute, unknown]) expect(took).toBeGreaterThan(195);
    expect((await post("7K3M-92QX-4TVB-Y/access/code", {})).told["type"]).toContain("mistyped");
  });

  test("an address that asks for codes about many reports is told to wait", async () => {
    const from = somewhere();
    const asked = await Promise.all(
      Array.from({ length: 12 }, () => post("7K3M-92QX-4TVB-X/access/code", {}, { from })),
    );
    expect(asked.filter(({ status }) => status === 429)).toHaveLength(2);
  });
});

describe("a session", () => {
  test("says the reporter's words, each once under its key, and nothing for anybody else", async () => {
    const mine = await session();
    const yours = await session();
    const { token } = mine;
    const replied = await post(`${mine.trackingId}/reply`, { text: "Masih rusak" }, { token });
    expect(replied.status).toBe(200);
    expect((await read(mine.id, token)).text).toContain("Masih rusak");
    for (const verb of ["reply", "supply"])
      expect((await post(`${yours.trackingId}/${verb}`, { text: "x" }, { token })).status).toBe(
        404,
      );
    expect((await read(yours.id, token)).status).toBe(404);
    expect(
      (await post(`${mine.id}/verify`, { class: "complaint", category: "jalan" }, { token }))
        .status,
    ).toBe(403);
    expect((await post(`${mine.id}/secret`, {}, { token })).status).toBe(403);
    const list = await app.request("/api/v1/reports", {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(list.status).toBe(403);
    const audit = await deployment.asSuperuser().db.pg<{ verb: string; actor: string }[]>`
      select verb, actor from simpul.audit where report = ${mine.id} order by id`;
    expect(audit.map(({ verb, actor }) => `${actor} ${verb}`)).toEqual(
      expect.arrayContaining(["public requestCode", "reporter openAccess", "reporter reply"]),
    );
  });

  test("confirms, objects, rates and consents where an answer stands", async () => {
    for (const [verb, body] of [
      ["confirm", {}],
      ["object", { reason: "Belum diperbaiki" }],
      ["rate", { score: 2 }],
      ["consent", { granted: true, wording: "Bolehkah Ombudsman mengetahui nama Anda?" }],
    ] as const) {
      const { id, token } = await session();
      await answered(deployment, "national", id);
      expect([verb, (await post(`${id}/${verb}`, body, { token })).status]).toEqual([verb, 200]);
    }
    const { id, token } = await session();
    expect((await post(`${id}/withdraw`, {}, { token })).told["state"]).toBe("archived");
  });

  test("encloses files of this reporter alone", async () => {
    const mine = await session();
    const yours = await session();
    const uploaded = await app.request("/api/v1/attachments", {
      method: "POST",
      headers: { authorization: `Bearer ${mine.token}` },
      body: "%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n",
    });
    expect(uploaded.status).toBe(201);
    const { id } = (await uploaded.json()) as { id: string };
    const reply = { text: "Terlampir", attachments: [id] };
    expect((await post(`${yours.id}/reply`, reply, { token: yours.token })).status).toBe(422);
    expect((await post(`${mine.id}/reply`, reply, { token: mine.token })).status).toBe(200);
  });

  test("ends after half an hour unused, after two hours in any case, and when it is told to", async () => {
    const idle = await session();
    deployment.clock.advance({ minutes: 30 });
    expect((await read(idle.id, idle.token)).status).toBe(401);
    const busy = await session();
    for (let i = 0; i < 4; i += 1) {
      expect((await read(busy.id, busy.token)).status).toBe(200);
      deployment.clock.advance({ minutes: 29 });
    }
    expect((await read(busy.id, busy.token)).status).toBe(200);
    deployment.clock.advance({ minutes: 5 });
    expect((await read(busy.id, busy.token)).status).toBe(401);
    const ended = await session();
    expect((await post(`${ended.id}/access/end`, {}, { token: ended.token })).status).toBe(200);
    expect((await read(ended.id, ended.token)).status).toBe(401);
  });

  test("is kept as a hash, and nothing that only looks like one opens anything", async () => {
    const { id, token } = await session();
    const rows = await deployment.asSuperuser().db.pg`select * from simpul.reporter_session`;
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(token.slice(4));
    for (const forged of [`rpt_${"A".repeat(43)}`, "rpt_", `${token}x`, token.slice(0, -1)])
      expect((await read(id, forged)).status).toBe(401);
  });
});

describe("the secret", () => {
  const make = async (id: string, key: string, idem?: string) => {
    const answer = await app.request(`/api/v1/reports/${id}/secret`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${key}`,
        "content-type": "application/json",
        ...(idem === undefined ? {} : { "idempotency-key": idem }),
      },
      body: "{}",
    });
    return { status: answer.status, told: (await answer.json()) as Record<string, string> };
  };

  test.each([
    ["somebody without a contact", {}],
    ["somebody without a name", { anonymous: true, contact }],
    ["a witness", { class: "whistleblowing", anonymous: true }],
  ] as const)("brings %s back", async (_, input) => {
    const { id, trackingId, key } = await reportTo(app, deployment, input);
    const { status, told } = await make(id, key, "once");
    expect(status).toBe(201);
    expect(told["secret"]).toMatch(/^\d{4}-\d{4}-\d{4}-\d{4}$/);
    expect(await make(id, key, "once")).toMatchObject({ status: 409 });
    const secret = told["secret"] ?? "";
    const opened = await post(`${trackingId}/access`, { secret: secret.replaceAll("-", " ") });
    expect(opened.status).toBe(200);
    const token = opened.told["token"] ?? "";
    expect((await read(id, token)).text).toContain("Jalan berlubang");
    expect((await post(`${id}/reply`, { text: "Ada saksi" }, { token })).status).toBe(200);
    const { pg } = deployment.asSuperuser().db;
    const [row] = await pg<
      { hash: string }[]
    >`select hash from simpul.reporter_secret where report = ${id}`;
    expect(row?.hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const kept =
      await pg`select body from simpul.idempotency union all select detail::text from simpul.audit`;
    expect(JSON.stringify(kept)).not.toContain(secret);
  });

  test("is for the key that took the report in alone, and made once by however many ask", async () => {
    const { id, key } = await reportTo(app, deployment);
    const other = await reportTo(app, deployment);
    expect((await make(id, other.key)).status).toBe(404);
    const made = await Promise.all([1, 2, 3].map(() => make(id, key)));
    expect(made.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
  });

  test("is computed for few guesses, and opens for its reporter meanwhile", async () => {
    const { id, trackingId, key } = await reportTo(app, deployment);
    const { told } = await make(id, key);
    const guessed = await Promise.all(
      Array.from({ length: 40 }, () =>
        post(`${trackingId}/access`, { secret: "0000 0000 0000 0000" }, { from: "198.51.100.66" }),
      ),
    );
    expect(guessed.filter(({ status }) => status === 403)).toHaveLength(5);
    expect(guessed.filter(({ status }) => status === 429)).toHaveLength(35);
    expect((await post(`${trackingId}/access`, { secret: told["secret"] })).status).toBe(200);
  });
});
