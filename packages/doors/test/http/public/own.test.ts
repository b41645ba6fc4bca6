import type { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { testDeployment } from "../../../../testkit/src/index.ts";
import type { Deployment } from "../../../../testkit/src/index.ts";
import { publicRoutes } from "../../../src/http/public/routes.ts";
import { answered, codesSent, reportersDoors, reportTo } from "../reporters.ts";

let deployment: Deployment;
let app: Hono;

beforeAll(async () => {
  deployment = await testDeployment({ adminUrl: inject("adminUrl"), kind: "hub" });
  app = reportersDoors(deployment);
});
afterAll(() => deployment.close());

const contact = { name: "Siti Pelapor", phone: "08123456789", email: "siti@contoh.id" };
let next = 1;

/** As a browser does: it keeps cookies, follows redirects and sends forms. */
function browser(headers: Record<string, string> = {}) {
  const from = `203.0.113.${(next += 1)}`;
  const jar = new Map<string, string>();
  const ask = async (method: string, path: string, fields?: Record<string, string>) => {
    const answer = await app.request(path, {
      method,
      headers: {
        "x-forwarded-for": from,
        ...(jar.size === 0 ? {} : { cookie: [...jar].map((pair) => pair.join("=")).join("; ") }),
        ...(fields === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" }),
        ...headers,
      },
      ...(fields === undefined ? {} : { body: new URLSearchParams(fields).toString() }),
    });
    const set = answer.headers.get("set-cookie");
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set ?? "") ?? [];
    if (/max-age=0/i.test(set ?? "")) jar.delete(name);
    else if (name !== "") jar.set(name, value);
    return { status: answer.status, headers: answer.headers, text: await answer.text(), set };
  };
  const get = (path: string) => ask("GET", path);
  /** The form's hidden fields as the page holds them, and the answer after its redirect. */
  const send = async (page: string, action: string, fields: Record<string, string>) => {
    const posted = await ask("POST", action, { ...hidden(page), ...fields });
    return posted.status === 303 ? get(posted.headers.get("location") ?? "") : posted;
  };
  return { ask, get, send, jar };
}

const hidden = (page: string): Record<string, string> =>
  Object.fromEntries(
    [...page.matchAll(/<input type="hidden" name="(csrf|once)" value="([^"]+)"/g)].map(
      ([, name = "", value = ""]) => [name, value],
    ),
  );

async function signedIn(input = {}) {
  const report = await reportTo(app, deployment, { contact, ...input });
  const at = `/lacak/${report.trackingId}/saya`;
  const one = browser();
  await one.ask("POST", `${at}/kode`, {});
  const code = (await codesSent(deployment, report.id)).at(-1)?.code ?? "";
  const page = await one.send("", `${at}/masuk`, { proof: code });
  expect(page.status).toBe(200);
  return { ...report, at, one, page };
}

test("the way from the public page to the reporter's own, in both languages", async () => {
  const { id, trackingId } = await reportTo(app, deployment, { contact });
  const one = browser();
  const open = await one.get(`/lacak/${trackingId}`);
  expect(open.text).toContain(`href="/lacak/${trackingId}/saya"`);
  expect(open.text).toContain("Saya pelapornya");
  const at = `/lacak/${trackingId}/saya`;
  const access = await one.get(at);
  expect(access.status).toBe(200);
  expect(access.text).toContain("Masuk sebagai pelapor");
  expect(access.text).toMatch(/<label for="proof">\s*Kode atau rahasia\s*<\/label>/);
  expect((await one.get(`${at}?lang=en`)).text).toContain("Go on as the reporter");
  for (const { text, headers } of [open, access]) {
    expect(text).toContain('content="noindex"');
    expect(text).not.toMatch(/Siti|siti@|0812|Jalan berlubang/);
    expect(headers.get("cache-control")).toBe("no-store");
  }
  const asked = await one.send("", `${at}/kode?lang=en`, {});
  expect(asked.text).toMatch(/role="status"[^>]*>\s*If there is a contact/);
  const [sent] = await codesSent(deployment, id);
  expect(sent?.lang).toBe("en");
  const posted = await one.ask("POST", `${at}/masuk`, { proof: sent?.code ?? "" });
  expect(posted.status).toBe(303);
  expect(posted.set).toMatch(/^__Host-lapor=rpt_[\w-]{43};/);
  for (const attribute of ["Path=/", "HttpOnly", "Secure", "SameSite=Strict"])
    expect(posted.set).toContain(attribute);
  expect(posted.set).not.toMatch(/Domain|Max-Age|Expires/i);
  const mine = await one.get(at);
  expect(mine.text).toContain("Jalan berlubang di depan pasar");
  expect(mine.headers.get("cache-control")).toBe("no-store");
  expect(mine.text).not.toMatch(/Siti|siti@|0812/);
});

describe("the reporter's page", () => {
  test("takes a message once, however often its button is pressed, and shows it", async () => {
    const { at, one, page } = await signedIn();
    const fields = { text: "Masih berlubang.\r\nTolong dilihat <b>lagi</b>" };
    const first = await one.send(page.text, `${at}/reply`, fields);
    await one.send(page.text, `${at}/reply`, fields);
    expect(first.text).toMatch(/role="status"/);
    const shown = (await one.get(at)).text;
    expect(shown.match(/Masih berlubang\.\nTolong dilihat &lt;b&gt;lagi/g)).toHaveLength(1);
    // Going back and writing something else is another message.
    await one.send(page.text, `${at}/reply`, { text: "Sudah seminggu" });
    expect((await one.get(at)).text).toContain("Sudah seminggu");
  });

  test("offers what an answer can be answered with, and does it", async () => {
    for (const [act, fields, shown] of [
      ["confirm", { text: "" }, "Selesai"],
      ["object", { text: "Belum selesai" }, "Belum selesai"],
      ["rate", { choice: "4", text: "" }, "Ditindaklanjuti"],
      ["consent", { choice: "yes" }, "Ditindaklanjuti"],
    ] as const) {
      const { id, at, one } = await signedIn();
      await answered(deployment, "national", id);
      const page = await one.get(at);
      for (const offered of ["confirm", "object", "rate", "reply", "consent"])
        expect(page.text).toContain(`action="${at}/${offered}"`);
      expect(page.text).not.toContain(`action="${at}/supply"`);
      const done = await one.send(page.text, `${at}/${act}`, fields);
      expect([act, done.status]).toEqual([act, 200]);
      expect(done.text).toContain(shown);
      const rows = await deployment.asSuperuser().db.pg`
        select from simpul.audit where report = ${id} and verb = ${act} and actor = 'reporter'`;
      expect([act, rows.length]).toEqual([act, 1]);
    }
  });

  test("withdraws", async () => {
    const { at, one, page } = await signedIn();
    expect((await one.send(page.text, `${at}/withdraw`, { text: "" })).text).toContain(
      "Diarsipkan",
    );
  });

  test("says what is wrong first, beside the field, and keeps what was typed", async () => {
    const { at, one, page } = await signedIn();
    const empty = await one.send(page.text, `${at}/reply`, { text: "  " });
    expect(empty.status).toBe(422);
    expect(empty.text).toMatch(/role="alert"[\s\S]*?<a href="#reply-text">/);
    expect(empty.text).toMatch(
      /id="reply-text"[\s\S]*?aria-invalid="true" aria-describedby="reply-text-problem"/,
    );
    const long = await one.send(page.text, `${at}/reply`, { text: `awal ${"x".repeat(20_000)}` });
    expect(long.status).toBe(422);
    expect(long.text).toContain("awal xxx");
    const unheard = await one.send(page.text, `${at}/confirm`, { text: "" });
    expect(unheard.status).toBe(409);
    expect(unheard.text).toContain('role="alert"');
  });

  test("closes for good: neither its address nor an old form opens it again", async () => {
    const { at, one, page } = await signedIn();
    const kept = new Map(one.jar);
    const left = await one.send(page.text, `${at}/keluar`, {});
    expect(left.text).toContain("Masuk sebagai pelapor");
    expect(one.jar.size).toBe(0);
    for (const [name, value] of kept) one.jar.set(name, value);
    expect((await one.get(at)).text).toContain("Masuk sebagai pelapor");
    const late = await one.send(page.text, `${at}/reply`, { text: "Terlambat" });
    expect(late.text).toMatch(/role="status"[^>]*>\s*Sesi Anda sudah berakhir/);
  });

  test("is one report's: at another's address its reporter shows who they are", async () => {
    const { one, page } = await signedIn();
    const other = await reportTo(app, deployment, { text: "Rahasia orang lain" });
    const at = `/lacak/${other.trackingId}/saya`;
    const seen = await one.get(at);
    expect(seen.text).toContain("Masuk sebagai pelapor");
    expect(seen.text).not.toContain("Rahasia orang lain");
    expect((await one.send(page.text, `${at}/reply`, { text: "x" })).status).toBe(404);
  });

  test("of whistleblowing opens by the secret, and the public page tells nothing", async () => {
    const { id, trackingId, key } = await reportTo(app, deployment, {
      class: "whistleblowing",
      anonymous: true,
      text: "Kepala dinas meminta uang",
    });
    const made = await app.request(`/api/v1/reports/${id}/secret`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}` },
    });
    const { secret } = (await made.json()) as { secret: string };
    const one = browser();
    const at = `/lacak/${trackingId}/saya`;
    expect((await one.get(`/lacak/${trackingId}`)).text).not.toContain("meminta uang");
    expect((await one.send("", `${at}/masuk`, { proof: secret })).text).toContain("meminta uang");
  });
});

describe("forgery", () => {
  test("a form of another site, or without this page's token, does nothing", async () => {
    const { at, one, page, id } = await signedIn();
    const cookie = [...one.jar].map((pair) => pair.join("=")).join("; ");
    const tokens = hidden(page.text);
    const from = (headers: Record<string, string>, fields: Record<string, string>) =>
      browser({ cookie, ...headers }).ask("POST", `${at}/withdraw`, fields);
    expect((await from({ "sec-fetch-site": "cross-site" }, tokens)).status).toBe(403);
    expect((await from({ origin: "https://evil.example" }, tokens)).status).toBe(403);
    expect((await from({}, {})).status).toBe(403);
    expect((await from({}, { csrf: `${tokens["csrf"]}x` })).status).toBe(403);
    expect((await from({ "sec-fetch-site": "cross-site" }, { proof: "12345678" })).status).toBe(
      403,
    );
    const rows = await deployment.asSuperuser().db.pg`
      select from simpul.audit where report = ${id} and verb = 'withdraw'`;
    expect(rows).toHaveLength(0);
    expect((await from({ origin: "null", "sec-fetch-site": "same-origin" }, tokens)).status).toBe(
      303,
    );
  });

  test("guesses are counted, and told in words", async () => {
    const { trackingId } = await reportTo(app, deployment, { contact });
    const one = browser();
    const at = `/lacak/${trackingId}/saya/masuk`;
    expect((await one.ask("POST", at, { proof: "" })).text).toContain('href="#proof"');
    expect((await one.ask("POST", at, { proof: "123" })).status).toBe(422);
    const guessed = await Promise.all(
      Array.from({ length: 6 }, () => one.ask("POST", at, { proof: "1234 5678" })),
    );
    expect(guessed.map(({ status }) => status).toSorted()).toEqual([403, 403, 403, 403, 403, 429]);
    const late = guessed.find(({ status }) => status === 429);
    expect(late?.text).toContain('role="alert"');
    expect(Number(late?.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  test("what is no number, no form or no report is answered in words", async () => {
    const one = browser();
    expect((await one.get("/lacak/7K3M-92QX-4TVB-Y/saya")).status).toBe(303);
    expect((await one.get("/lacak/%3Cscript%3E/saya")).headers.get("location")).toBe(
      "/lacak/%3Cscript%3E",
    );
    expect((await one.get("/lacak/0000-0000-0000-0/saya")).status).toBe(200);
    const json = await browser({ "content-type": "application/json" }).ask(
      "POST",
      "/lacak/0000-0000-0000-0/saya/masuk",
    );
    expect(json.status).toBe(415);
  });
});

test("a demo on plain http goes without what needs TLS", async () => {
  const { id, trackingId } = await reportTo(app, deployment, { contact });
  const plain = publicRoutes({
    ctx: deployment.ctx,
    securityContact: "mailto:a@contoh.go.id",
    demo: true,
    publicUrl: "http://127.0.0.1:4000",
  });
  await plain.request(`/lacak/${trackingId}/saya/kode`, { method: "POST" });
  const [sent] = await codesSent(deployment, id);
  const answer = await plain.request(`/lacak/${trackingId}/saya/masuk`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: `proof=${sent?.code}`,
  });
  const set = answer.headers.get("set-cookie") ?? "";
  expect(set.startsWith("lapor=rpt_")).toBe(true);
  expect(set).not.toContain("Secure");
});
