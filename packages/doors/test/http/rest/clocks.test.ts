import { afterAll, beforeAll, expect, test } from "vitest";
import * as shapes from "../../../src/http/rest/shapes.ts";
import { ask, openDoors, read } from "../../support.ts";
import type { Doors, Sent } from "../../support.ts";

/** What the answers hold of deadlines, and that the document says exactly that. 6 July 2026 is a Monday. */

let doors: Doors;
let key: string;
let report: { id: string; trackingId: string };

const post = (path: string, sent: Sent) =>
  ask(doors.app, "POST", `/api/v1${path}`, { key, ...sent });

beforeAll(async () => {
  doors = await openDoors("hub", ["national"]);
  key = await doors.key("national");
  doors.deployment.clock.set("2026-07-06T03:00:00.000Z");
  report = await read(await post("/reports", { json: { text: "Jalan berlubang" } }));
  await post(`/reports/${report.id}/verify`, { json: { class: "complaint", category: "road" } });
  await post(`/reports/${report.id}/forward`, { json: { tenant: "64.71" } });
});
afterAll(() => doors.deployment.close());

const clocksAt = async (path: string, sent: Sent = {}) =>
  JSON.parse(await (await ask(doors.app, "GET", `/api/v1${path}`, sent)).text()) as {
    readonly clocks: readonly object[];
    readonly items: readonly { readonly clocks: readonly object[] }[];
  };

const institution = {
  name: "institution",
  deadline: "2026-07-09T15:59:59.000Z",
  provisional: false,
  calendar: "skb-2026",
};
const whole = {
  ...institution,
  date: "2026-07-09",
  policy: "national-1",
  rule: "institution",
  owedBy: "64.71",
  from: "2026-07-06",
  paused: false,
};

test("the whole report, the list and a verb's answer hold every clock, the earliest deadline first", async () => {
  const { clocks } = await clocksAt(`/reports/${report.id}`, { key });
  expect(clocks[0]).toEqual(whole);
  const names = clocks.map((clock) => ("name" in clock ? clock.name : undefined));
  expect(names).toEqual(["institution", "settlement", "ombudsman"]);
  expect((await clocksAt("/reports", { key })).items[0]?.clocks).toEqual(clocks);
  const recalled = await post(`/reports/${report.id}/note`, { json: { text: "Catatan" } });
  expect(JSON.parse(await recalled.text())).toMatchObject({ clocks });
});

test("the public view holds name, deadline, whether it is provisional, and the calendar", async () => {
  const { clocks } = await clocksAt(`/reports/${report.trackingId}`);
  expect(clocks).toHaveLength(3);
  expect(clocks[0]).toEqual(institution);
});

test("the document says exactly that, and no other member may come", async () => {
  const full = await clocksAt(`/reports/${report.id}`, { key });
  const open = await clocksAt(`/reports/${report.trackingId}`);
  expect(shapes.report.shape.clocks.parse(full.clocks)).toEqual(full.clocks);
  expect(shapes.publicReport.shape.clocks.parse(open.clocks)).toEqual(open.clocks);
  expect(shapes.publicReport.shape.clocks.safeParse(full.clocks).success).toBe(false);
  const capped = [{ ...whole, cappedFrom: "2026-07-13" }];
  expect(shapes.summary.shape.clocks.safeParse(capped).success).toBe(true);

  const document = await (await ask(doors.app, "GET", "/api/v1/openapi.json")).text();
  const described = [...document.matchAll(/"required":\[("name","deadline"[^\]]*)\]/g)].map(
    ([, members]) => members,
  );
  expect(new Set(described)).toEqual(
    new Set([whole, institution].map((clock) => JSON.stringify(Object.keys(clock)).slice(1, -1))),
  );
});
