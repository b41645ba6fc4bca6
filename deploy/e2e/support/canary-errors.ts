import { randomUUID } from "node:crypto";
import type { Canaries } from "./canaries.ts";
import type { Stage } from "./canary-stage.ts";
import { type Answer, Api, deliver, envelope, send } from "./client.ts";

/**
 * What is refused, with a canary wherever something can stand in a request. Two are not: a stranger who asks for a new password
 * is told nothing, and a page of health reads no header.
 */
export async function refuseAll(stage: Stage, canaries: Canaries): Promise<readonly number[]> {
  const { api, channel, hub, kaltim } = stage;
  const json = { "content-type": "application/json" };
  const bad = (): string => canaries.plant("errors", "refused");
  const by = api.national;
  const [officer] = stage.staff;
  if (officer === undefined) throw new Error("nobody works here");
  const known = randomUUID();
  const first = { text: "Lampu padam", externalId: known };
  await by.post("/reports", first, { "idempotency-key": known });
  await deliver(channel, envelope(first), { id: `msg_${known}` });
  const signIn = (body: object) =>
    send(`${hub.url}/api/auth/sign-in/email`, {
      method: "POST",
      headers: json,
      body: JSON.stringify(body),
    });
  const calls: readonly (() => Promise<Answer>)[] = [
    () => by.raw("/reports", `{"text": "${bad()}`, json),
    () => by.post("/reports", { text: bad() + "a".repeat(1024 * 1024) }),
    () => by.post("/reports", { text: { [bad()]: bad() } }),
    () => by.post("/reports", { text: bad(), [bad()]: 1 }),
    () => by.post("/reports", { text: bad(), category: bad(), class: bad() }),
    () => by.post("/reports", { text: `${bad()}\0` }),
    () => by.post("/reports", { ...first, text: bad() }, { "idempotency-key": known }),
    () => by.raw("/reports", bad(), { "content-type": `text/${bad()}` }),
    () => by.raw("/attachments", bad(), { "x-filename": bad() }),
    () => by.get(`/reports?state=${bad()}'%20or%20'1'='1`),
    () => by.get(`/reports?cursor=${bad()}`),
    () => by.get(`/reports?${bad()}=1`),
    () => by.get(`/reports/${bad()}`),
    () => by.post(`/reports/${randomUUID()}/note`, { text: bad() }, { "idempotency-key": bad() }),
    () => by.post("/reports", { text: "" }, { "idempotency-key": bad(), "if-match": bad() }),
    () => new Api(hub.url, bad()).get("/reports"),
    () => deliver(channel, envelope({ text: bad(), externalId: known }), { id: `msg_${bad()}` }),
    () => deliver(channel, envelope({ ...first, text: bad() }), { id: `msg_${known}` }),
    () => deliver(channel, envelope({ text: bad(), [bad()]: bad() })),
    () => deliver(channel, envelope({ text: bad() }), { signature: `v1,${bad()}` }),
    () => deliver(channel, envelope({ text: bad() }), { timestamp: 1 }),
    () => deliver(channel, `{"type": "${bad()}"`),
    () => deliver({ ...channel, url: `${hub.url}/channels/${bad()}/webhook` }, envelope({})),
    () => send(`${hub.url}/${bad()}?${bad()}=${bad()}`, { headers: { "user-agent": bad() } }),
    () => send(`${hub.url}/lacak/${bad()}?id=${bad()}&bahasa=${bad()}`),
    () => send(`${kaltim.url}/lacak/7K3M-92QX-4TVB-${bad()}`),
    () => send(`${hub.url}/trpc/${bad()}?input=${bad()}`),
    () => officer.call(bad(), { [bad()]: bad() }),
    () => officer.call("report.get", { report: bad(), [bad()]: 1 }),
    () => officer.call("report.note", { text: bad() }, "mutation"),
    () =>
      send(`${hub.url}/federation/v1/events`, {
        method: "POST",
        headers: { ...json, "simpul-hop": bad() },
        body: JSON.stringify({ events: [bad()] }),
      }),
    () => send(`${hub.url}/healthz`, { headers: { tracestate: `${bad()}=${bad()}` } }),
    () =>
      by.post(
        "/reports",
        { text: "" },
        {
          traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
          tracestate: `v=${bad()}`,
          baggage: `v=${bad()}`,
          "x-request-id": bad(),
          "x-forwarded-for": bad(),
          referer: `http://${bad()}.example/`,
          cookie: `simpul=${bad()}; lapor=${bad()}`,
        },
      ),
    () => signIn({ email: "auditor.4@national.example", password: bad() }),
    () => signIn({ email: `${bad()}@contoh.example`, password: bad() }),
    () => signIn({ email: bad(), password: bad(), [bad()]: bad() }),
    () =>
      send(`${hub.url}/api/auth/request-password-reset`, {
        method: "POST",
        headers: json,
        body: JSON.stringify({ email: `${bad()}@contoh.example` }),
      }),
    () => new Api(hub.url).post(`/reports/${bad()}/access`, { code: bad() }),
  ];
  const statuses: number[] = [];
  for (const call of calls) statuses.push((await call()).status);
  return statuses;
}
