import { afterEach, describe, expect, test } from "vitest";
import {
  alarmsTo,
  createLogger,
  createMetrics,
  type Metrics,
  type MetricsServer,
  serveMetrics,
} from "../src/index.ts";

let server: MetricsServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function scrape(metrics: Metrics): Promise<string> {
  server = await serveMetrics({ host: "127.0.0.1", port: 0 }, metrics);
  const answer = await fetch(server.url);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
  return answer.text();
}

test("requests are counted by method, route and status, and timed by route", async () => {
  const metrics = createMetrics();
  metrics.observeRequest("POST", "/api/v1/reports", 201, 0.004);
  metrics.observeRequest("POST", "/api/v1/reports", 201, 26.5);
  metrics.observeRequest("BREW", "unmatched", 404, 0.001);
  const page = await scrape(metrics);
  expect(page).toContain(
    'simpul_http_requests_total{method="POST",route="/api/v1/reports",status="201"} 2',
  );
  expect(page).toContain(
    'simpul_http_requests_total{method="other",route="unmatched",status="404"} 1',
  );
  expect(page).toContain(
    'simpul_http_request_duration_seconds_bucket{le="0.005",route="/api/v1/reports"} 1',
  );
  expect(page).toContain('simpul_http_request_duration_seconds_count{route="/api/v1/reports"} 2');
  expect(page).toContain("process_resident_memory_bytes");
});

test("an alarm is a line with what it is about, and a count by its kind", async () => {
  const lines: string[] = [];
  const log = createLogger({
    service: "hub",
    version: "1",
    node: "hub",
    level: "info",
    destination: { write: (line) => void lines.push(line) },
  });
  let metrics: Metrics | undefined;
  const raise = alarmsTo(log, () => metrics);
  raise("directoryRefused", { version: 7 });
  metrics = createMetrics();
  raise("deadLetter", { peer: "kaltim", writer: "64.71", seq: 3, code: "notAParty" });
  const told = lines.map((line): unknown => JSON.parse(line));
  expect(told).toMatchObject([
    { level: "error", event: "federation.alarm", kind: "directoryRefused", version: "7" },
    { kind: "deadLetter", peer: "kaltim", writer: "64.71", seq: 3, code: "notAParty" },
  ]);
  expect(lines.join("")).not.toContain("dropped");
  expect(await scrape(metrics)).toContain('simpul_federation_alarms_total{kind="deadLetter"} 1');
});

test("federation events are counted by direction and verdict", async () => {
  const metrics = createMetrics();
  metrics.countFederationEvent("received", "parked");
  expect(await scrape(metrics)).toContain(
    'simpul_federation_events_total{direction="received",verdict="parked"} 1',
  );
});

test("a caller that passes paths for routes cannot fill the memory", async () => {
  const metrics = createMetrics();
  for (let i = 0; i < 2000; i += 1) metrics.observeRequest("GET", `/lacak/${i}`, 200, 0.001);
  const page = await scrape(metrics);
  expect(page.match(/^simpul_http_requests_total\{/gm)).toHaveLength(401);
  expect(page).toContain('route="other",status="200"} 1600');
});

describe("gauges", () => {
  test("are measured at each scrape", async () => {
    let depth = 3;
    const metrics = createMetrics({
      outboxDepth: async () => depth,
      feedLagSeconds: async () => 1.5,
    });
    expect(await metrics.render()).toMatch(/^simpul_outbox_depth 3$/m);
    depth = 4;
    const page = await scrape(metrics);
    expect(page).toMatch(/^simpul_outbox_depth 4$/m);
    expect(page).toMatch(/^simpul_feed_lag_seconds 1\.5$/m);
    expect(page).not.toContain("simpul_jobs_depth");
  });

  test("that fail or hang are absent, counted, and take nothing else with them", async () => {
    let answer: () => Promise<number> = () => Promise.resolve(7);
    const jobsDepth = () => new Promise<number>(() => {});
    const metrics = createMetrics(
      { outboxDepth: () => answer(), jobsDepth, feedBacklog: async () => 1 },
      20,
    );
    expect(await metrics.render()).toMatch(/^simpul_outbox_depth 7$/m);
    answer = () => Promise.reject(new Error("database down"));
    await metrics.render();
    const page = await scrape(metrics);
    expect(page).not.toMatch(/^simpul_outbox_depth /m);
    expect(page).not.toMatch(/^simpul_jobs_depth /m);
    expect(page).toMatch(/^simpul_feed_backlog 1$/m);
    expect(page).toContain('simpul_gauge_failures_total{gauge="simpul_outbox_depth"} 1');
    expect(page).toContain('simpul_gauge_failures_total{gauge="simpul_jobs_depth"} 2');
  });
});

test("a figure by kind shows what is there at each scrape, and nothing where it fails", async () => {
  let answer = async (): Promise<Map<string, number>> => new Map([["expired", 2]]);
  const metrics = createMetrics({ rosterAlarms: () => answer() });
  expect(await metrics.render()).toMatch(/^simpul_roster_alarms\{kind="expired"\} 2$/m);
  answer = async () => new Map([["missing", 1]]);
  expect(await metrics.render()).not.toContain("expired");
  answer = () => Promise.reject(new Error("database down"));
  await metrics.render();
  const page = await metrics.render();
  expect(page).not.toMatch(/^simpul_roster_alarms\{/m);
  expect(page).toContain('simpul_gauge_failures_total{gauge="simpul_roster_alarms"} 1');
});

describe("the second port", () => {
  test("answers its one page only", async () => {
    server = await serveMetrics({ host: "127.0.0.1", port: 0 }, createMetrics());
    expect((await fetch(new URL("/", server.url))).status).toBe(404);
    expect((await fetch(server.url, { method: "POST" })).status).toBe(405);
  });

  test("is free again after close, kept-alive connections or not", async () => {
    const first = await serveMetrics({ host: "127.0.0.1", port: 0 }, createMetrics());
    await (await fetch(first.url)).text();
    await first.close();
    server = await serveMetrics({ host: "127.0.0.1", port: first.port }, createMetrics());
    expect((await fetch(server.url)).status).toBe(200);
  });

  test("that is taken is refused", async () => {
    server = await serveMetrics({ host: "127.0.0.1", port: 0 }, createMetrics());
    await expect(
      serveMetrics({ host: "127.0.0.1", port: server.port }, createMetrics()),
    ).rejects.toMatchObject({ code: "EADDRINUSE" });
  });
});
