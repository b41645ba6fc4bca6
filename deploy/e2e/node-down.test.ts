import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { type Federation, startFederation } from "./support/federation.ts";
import { submit, verify } from "./support/reports.ts";
import { until } from "./support/until.ts";

let federation: Federation;
beforeAll(async () => {
  federation = await startFederation({ adminUrl: inject("adminUrl") });
});
afterAll(() => federation?.close());

/** Forwards five reports to the sovereign node's tenant; its process is gone. @returns their ids, in order */
async function forwardFive(): Promise<string[]> {
  const { api, channel } = federation;
  const ids: string[] = [];
  for (let each = 1; each <= 5; each += 1) {
    const { id } = await submit(channel, { text: `Laporan ke-${each}` });
    await verify(api.national, id);
    await api.national.act(id, "forward", { tenant: "34.04" });
    ids.push(id);
  }
  return ids;
}

interface Verdict {
  readonly hash: string;
  readonly verdict: string;
}

/** What the node said of each event, from the receipts that the hub holds. */
async function receiptedAtHub(): Promise<Map<string, string[]>> {
  const rows = await federation.hub.sql<{ jws: string }[]>`
    select jws from federation.receipt where peer = 'sleman' and direction = 'received'`;
  const said = new Map<string, string[]>();
  for (const { jws } of rows) {
    const payload = Buffer.from(jws.split(".")[1] ?? "", "base64url").toString("utf8");
    // Proof: the hub verified these bytes as a receipt before it kept them.
    const { verdicts } = JSON.parse(payload) as { verdicts: Verdict[] };
    for (const { hash, verdict } of verdicts) said.set(hash, [...(said.get(hash) ?? []), verdict]);
  }
  return said;
}

describe.each([
  { signal: "SIGTERM", how: "was stopped" },
  // Its lease on the conversation outlives it: what comes after waits until it runs out.
  { signal: "SIGKILL", how: "was killed" },
] as const)("a node that $how", ({ signal }) => {
  let ids: string[];

  it("gets nothing while it is away, and the hub keeps all of it", async () => {
    const ending = await federation.sovereign.stop(signal);
    expect(ending).toMatchObject(signal === "SIGTERM" ? { code: 0 } : { signal });
    ids = await forwardFive();
    const { hub, sovereign } = federation;
    await until("everything is stamped into its feed", async () => {
      const [row] = await hub.sql<{ n: number }[]>`
        select count(distinct report)::int as n from simpul.feed
        where peer = 'sleman' and report = any (${ids}) and delivered_at is null`;
      return row?.n === ids.length || undefined;
    });
    const there = await sovereign.sql`select from simpul.report where id = any (${ids})`;
    expect(there).toHaveLength(0);
  });

  it("gets everything once and in order when it is back, and gives receipts", async () => {
    const { hub, sovereign } = federation;
    await sovereign.start();
    await until(
      "every row of its feed has a receipt",
      async () => {
        const open = await hub.sql`
          select from simpul.feed where peer = 'sleman' and (delivered_at is null or receipt is null)`;
        return open.length === 0 || undefined;
      },
      75_000,
    );
    const arrived = await sovereign.sql<{ report: string }[]>`
      select report from simpul.event where type = 'forwarded' and report = any (${ids}) order by ord`;
    expect(arrived.map(({ report }) => report)).toEqual(ids);
    const sent = await hub.sql<{ report: string; seq: number; hash: string }[]>`
      select report, seq, hash from simpul.event
      where tenant = 'national' and report = any (${ids}) order by report, seq`;
    const kept = await sovereign.sql<{ report: string; seq: number; hash: string }[]>`
      select report, seq, hash from simpul.event
      where tenant = '34.04' and writer = 'national' and report = any (${ids}) order by report, seq`;
    expect(kept).toEqual(sent);
    const applied = await sovereign.sql<{ times: number }[]>`
      select count(*)::int as times from simpul.audit
      where report = any (${ids}) and verb = 'forwarded' and outcome = 'applied' group by report`;
    expect(applied.map(({ times }) => times)).toEqual([1, 1, 1, 1, 1]);
    const verdicts = await receiptedAtHub();
    for (const { hash } of sent) expect(verdicts.get(hash)).toContain("accepted");
    const positions = await hub.sql<{ position: string }[]>`
      select position from simpul.feed where peer = 'sleman' order by position`;
    expect(positions.map(({ position }) => Number(position))).toEqual(
      positions.map((_, index) => index + 1),
    );
  });
});
