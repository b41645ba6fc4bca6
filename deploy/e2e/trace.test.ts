import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { deliver, envelope, send, textOf } from "./support/client.ts";
import { type Collector, startCollector } from "./support/collector.ts";
import { type Federation, startFederation } from "./support/federation.ts";
import { awaitState, verify } from "./support/reports.ts";
import { until } from "./support/until.ts";

/** What must be in no log line, no span and no figure. */
const canaries = {
  name: "Siti Canariah Rahmawati",
  phone: "+6281298765432",
  email: "siti.canariah@contoh.example",
  text: "Kepala loket kenari meminta uang tunai",
  title: "Loket kenari",
  address: "Jalan Kenari Nomor Sebelas",
  answer: "Sudah ditindak oleh kenari pengawas",
  reason: "Bukan wewenang kenari",
} as const;

let collector: Collector;
let federation: Federation;
let report: string;
const traceId = randomBytes(16).toString("hex");
const parentSpan = randomBytes(8).toString("hex");

beforeAll(async () => {
  collector = await startCollector();
  federation = await startFederation({
    adminUrl: inject("adminUrl"),
    env: {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_TRACES_SAMPLER_RATIO: "1",
      LOG_LEVEL: "debug",
    },
  });
});
afterAll(async () => {
  await federation?.close();
  await collector?.close();
});

const sites = () => [federation.hub, federation.shared, federation.sovereign];

it("one trace leads from the channel's POST through hub, relay and node back to the receipt", async () => {
  const { api, channel } = federation;
  const { name, phone, email, text, title, address } = canaries;
  const taken = await deliver(
    channel,
    envelope({ text, title, contact: { name, phone, email }, place: { area: "34.04", address } }),
    { headers: { traceparent: `00-${traceId}-${parentSpan}-01` } },
  );
  report = textOf(taken, "id");
  await verify(api.national, report);
  await api.national.act(report, "forward", { tenant: "34.04", note: canaries.reason });
  await awaitState(api["34.04"], report, "forwarded");

  const steps = [
    ["hub", "POST /channels/:channelId/webhook"],
    ["hub", "federation.relay"],
    ["sleman", "federation.apply"],
    ["hub", "federation.receipt"],
  ] as const;
  const missing = (): string[] => {
    const here = collector.spans(traceId).map(({ instance, name: what }) => `${instance} ${what}`);
    return steps.map((step) => step.join(" ")).filter((step) => !here.includes(step));
  };
  await until("all its spans arrived", () => missing().length === 0 || undefined).catch(() => {});
  expect(missing(), JSON.stringify(collector.spans(traceId), null, 1)).toEqual([]);
  const spans = collector.spans(traceId);
  const ids = new Set(spans.map((span) => span.spanId));
  const roots = spans.filter((span) => !ids.has(span.parentSpanId));
  expect(roots.map((span) => [span.name, span.parentSpanId])).toEqual([[steps[0][1], parentSpan]]);
});

it("a fault is logged under its trace, and says nothing of what was being done", async () => {
  const { api, hub, sovereign, channel } = federation;
  const { answer, text, name } = canaries;
  const faults = [];
  for (const [site, act] of [
    [hub, () => deliver(channel, envelope({ text, contact: { name } }))],
    [sovereign, () => api["34.04"].post(`/reports/${report}/note`, { text: answer })],
  ] as const) {
    // A right that is missing is a fault of ours, whose message in PostgreSQL would quote the statement.
    await site.sql`revoke insert on simpul.audit from simpul_app`;
    const failed = await act();
    await site.sql`grant insert on simpul.audit to simpul_app`;
    expect(failed.status).toBe(500);
    expect(failed.body).toMatchObject({ type: "/problems/internal", status: 500 });
    expect(failed.text).not.toContain("audit");
    faults.push({ site, trace: failed.headers.get("x-request-id") ?? "none" });
  }
  for (const { site, trace } of faults) {
    const line = linesOf(site.output()).find((each) => each["trace_id"] === trace);
    expect(line).toMatchObject({ level: "error", event: "request.failed", code: "42501" });
  }
});

it("no log line, span or figure holds anybody's words, name, number or address", async () => {
  const { api, channel, hub, sovereign } = federation;
  const { answer, reason, text, email, phone, name } = canaries;
  await api["34.04"].act(report, "accept");
  await api["34.04"].act(report, "assign", { unit: "dinas-pu", note: reason });
  await api["34.04"].act(report, "respond", { kind: "done", text: answer });
  await awaitState(api.national, report, "answered");
  // What is refused is logged no more than what is taken: bodies, paths, queries, ids, keys.
  await deliver(channel, envelope({ text, unknown: email }), { id: `msg_${phone}` });
  await deliver(channel, `{"text": "${text}`);
  await deliver(channel, envelope({ text }), {
    signature: `v1,${Buffer.from(name).toString("base64")}`,
  });
  await api.national.get(`/reports/${encodeURIComponent(name)}?state=${encodeURIComponent(email)}`);
  await api.national.post(
    `/reports/${report}/hold`,
    { question: text },
    { "idempotency-key": phone },
  );
  await send(`${hub.url}/lacak/${encodeURIComponent(name)}?id=${encodeURIComponent(phone)}`);
  await send(`${sovereign.url}/api/v1/reports`, {
    headers: { authorization: `Bearer ${email}`, "user-agent": name },
  });

  const figures = await Promise.all(sites().map(async (site) => (await send(site.metrics)).text));
  for (const page of figures) expect(page).toContain("simpul_http_requests_total");
  // Ended, so that the last lines and spans are out too.
  await Promise.all(sites().map((site) => site.stop("SIGTERM")));
  const places = [...sites().map((site) => site.output()), ...figures, collector.received()];
  for (const place of places) {
    expect(place.length).toBeGreaterThan(200);
    for (const canary of Object.values(canaries)) {
      expect(place).not.toContain(canary);
      expect(place).not.toContain(encodeURIComponent(canary));
    }
    expect(place.toLowerCase()).not.toContain("kenari");
    expect(place.toLowerCase()).not.toContain("canariah");
    expect(place).not.toContain("81298765432");
  }
});

it("every line that a process writes is JSON with its time, level, service and event", () => {
  for (const site of sites()) {
    const lines = linesOf(site.output());
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines)
      expect(line).toMatchObject({
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        level: expect.any(String),
        event: expect.stringMatching(/^[a-z]+(\.[A-Za-z]+)+$/),
        node: site.id,
      });
  }
});

function linesOf(output: string): Record<string, unknown>[] {
  // Proof: JSON.parse throws on what is not JSON, and the assertions read what they need.
  return output
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
