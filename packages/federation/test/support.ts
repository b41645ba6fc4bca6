import { randomUUID } from "node:crypto";
import type { Actor } from "@simpul/access";
import { readReport, receive, verbs } from "@simpul/casework";
import type { Context, Result } from "@simpul/casework";
import { connect, uuidv7 } from "@simpul/db";
import { composeTrackingId, nodeUrn, tenantUrn } from "@simpul/domain";
import type { Deployment } from "@simpul/federation";
import { composeEvent, compactJws, eventType, signEvent } from "@simpul/protocol";
import type { EventPayload, FeedItem, SigningKey, Verdict } from "@simpul/protocol";
import { testFederation, testTenants, violations } from "@simpul/testkit";
import type { Federation, FederationOptions, Member, NodeMember } from "@simpul/testkit";
import { expect, inject } from "vitest";
import { callsTo } from "../src/calls.ts";

export const tenantsOf = (...codes: string[]) =>
  testTenants
    .filter((t) => codes.includes(t.code))
    .map(({ node: _, ...t }) => ({ ...t, parent: "national" }));

export const twoNodes = { kaltim: tenantsOf("64", "64.71"), diy: tenantsOf("34.04") };

export async function openFederation(
  options: Partial<FederationOptions> = {},
): Promise<Federation> {
  const federation = await testFederation({
    adminUrl: inject("adminUrl"),
    nodes: twoNodes,
    ...options,
  });
  for (const node of federation.nodes.values()) node.startRelay();
  return federation;
}

export function nodeOf(federation: Federation, id: string): NodeMember {
  const found = federation.nodes.get(id);
  if (found === undefined) throw new Error(`no node ${id}`);
  return found;
}

export const key = (tenant: string): Actor & { tenant: string } => ({
  kind: "machine",
  id: "test",
  tenant,
  scopes: ["reports:submit", "reports:read", "reports:act"],
});

export function value<T>(result: Result<T>): T {
  if (result.outcome === "failed") throw new Error(`failed: ${result.code}`);
  return result.value;
}

export async function until<T>(
  look: () => Promise<T | undefined> | T | undefined,
  what: string,
  ms = 25_000,
): Promise<T> {
  const deadline = performance.now() + ms;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > deadline) throw new Error(`never came: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export function stateAt(ctx: Context, tenant: string, id: string, state: string) {
  return until(async () => {
    const read = await readReport(ctx, key(tenant), id);
    return read.outcome === "done" && read.value.state === state ? read.value : undefined;
  }, `${id} ${state} at ${tenant}`);
}

export async function received(
  ctx: Context,
  tenant: string,
  text = "Jalan berlubang",
): Promise<string> {
  const source = { channel: "api", channelId: "key:test", dedup: [], by: "reporter" } as const;
  return value(await receive(ctx, key(tenant), { text }, source)).id;
}

export async function forwarded(federation: Federation, tenant: string): Promise<string> {
  const { ctx } = federation.hub.deployment;
  const id = await received(ctx, "national");
  value(
    await verbs.verify.run(
      ctx,
      key("national"),
      { report: id },
      { class: "complaint", category: "road" },
    ),
  );
  value(await verbs.forward.run(ctx, key("national"), { report: id }, { tenant }));
  return id;
}

/** An institution's whole turn, as its officers take it. */
export async function answer(
  ctx: Context,
  tenant: string,
  report: string,
  text = "Sudah ditambal",
): Promise<void> {
  const officer = key(tenant);
  value(await verbs.accept.run(ctx, officer, { report }, {}));
  value(await verbs.assign.run(ctx, officer, { report }, { unit: "dpu" }));
  value(await verbs.respond.run(ctx, officer, { report }, { kind: "done", text }));
}

/** Everything that was said has arrived everywhere, once, and all invariants hold. */
export async function expectHealed(
  federation: Federation,
  intakes: readonly string[] = [],
  apart: readonly string[] = [],
): Promise<void> {
  let left = ["nothing was looked at"];
  await until(async () => {
    left = await violations(federation, { intakes, apart });
    return left.length === 0 ? true : undefined;
  }, "healing").catch(() => {});
  expect(left).toEqual([]);
}

/** Reads as the owner, past every wall. */
export async function rows<T extends object>(member: Member, query: string): Promise<T[]> {
  const db = connect(member.urls.owner, { max: 1 });
  try {
    return [...(await db.pg.unsafe<T[]>(query))];
  } finally {
    await db.close();
  }
}

export interface Crafted {
  readonly jws: string;
  readonly hash: string;
  readonly payload: string;
}

/** An event as a malicious or broken peer may write it: any content under a genuine signature. */
export async function craft(
  by: { node: string; key: SigningKey },
  event: {
    tenant: string;
    report: string;
    type: string;
    data: Record<string, unknown>;
  } & Partial<EventPayload>,
): Promise<Crafted> {
  const { tenant, report, type, data, ...rest } = event;
  const { payload, hash } = composeEvent({
    specversion: "1.0",
    id: uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10))),
    source: nodeUrn(by.node),
    type: type.includes(":") ? type.slice(1) : eventType(`report.${type}`),
    subject: report,
    time: Temporal.Now.instant().toString({ fractionalSecondDigits: 3 }),
    stream: tenantUrn(tenant),
    seq: 1,
    prev: null,
    seen: {},
    epoch: 0,
    directory: 1,
    calendar: null,
    data,
    ...rest,
  });
  return { payload, hash, jws: compactJws({ payload, ...(await signEvent(payload, by.key)) }) };
}

export const signerOf = ({ node, keyring }: Deployment) => ({ node, key: keyring.signing });

export const intake = (
  trackingId = composeTrackingId(crypto.getRandomValues(new Uint8Array(12))),
) => ({
  by: "reporter",
  trackingId,
  channel: "api",
  flags: { anonymous: false, secret: false },
  place: {},
});

export const newReport = (): string => randomUUID();

export const item = (position: number, { jws }: Crafted, to = "national"): FeedItem => ({
  position,
  to,
  jws,
  content: [],
});

/** As the node's own call: the real door, hop and receipt. */
export async function posted(
  federation: Federation,
  node: NodeMember,
  items: FeedItem[],
  url = federation.hubUrl,
): Promise<Verdict[]> {
  const until = AbortSignal.timeout(20_000);
  const { receipt } = await callsTo(node.deployment, url).post({ generation: "1", items }, until);
  return verdictsIn(receipt);
}

function verdictsIn(receipt: string): Verdict[] {
  const payload: unknown = JSON.parse(
    Buffer.from(receipt.split(".")[1] ?? "", "base64url").toString("utf8"),
  );
  if (typeof payload !== "object" || payload === null || !("verdicts" in payload))
    throw new Error("no receipt");
  // Proof: made by the code under test, and read only to be compared.
  return payload.verdicts as Verdict[];
}
