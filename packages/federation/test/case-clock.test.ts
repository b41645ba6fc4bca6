import { connect, moveCaseClock, readNodes } from "@simpul/db";
import type { Federation, Member } from "@simpul/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  answer,
  expectHealed,
  forwarded,
  nodeOf,
  openFederation,
  rows,
  stateAt,
  until,
} from "./support.ts";

let federation: Federation | undefined;
afterAll(() => federation?.close());

const days = 30;
const secondsAhead = (at: string): number =>
  Temporal.Now.instant().until(Temporal.Instant.from(at)).total("seconds");

async function move(member: Member): Promise<void> {
  const owner = connect(member.urls.owner, { max: 1 });
  try {
    await moveCaseClock(owner, days * 86_400_000);
  } finally {
    await owner.close();
  }
}

describe("a federation whose cases are a month ahead", () => {
  beforeAll(async () => {
    federation = await openFederation({ caseClock: "movable" });
    nodeOf(federation, "kaltim").startConversation();
    for (const member of [federation.hub, nodeOf(federation, "kaltim")]) {
      await move(member);
      const { ctx } = member.deployment;
      await until(
        () => ctx.caseNow().since(ctx.now()).total("hours") > 24 * days - 1 || undefined,
        "the clock has moved",
      );
    }
  });
  const all = (): Federation => {
    if (federation === undefined) throw new Error("not open");
    return federation;
  };

  it("goes on: hops, events, receipts", async () => {
    const { hub } = all();
    const kaltim = nodeOf(all(), "kaltim").deployment.ctx;
    const id = await forwarded(all(), "64.71");
    await stateAt(kaltim, "64.71", id, "forwarded");
    await answer(kaltim, "64.71", id);
    await stateAt(hub.deployment.ctx, "national", id, "answered");
    await expectHealed(all(), [id]);
  });

  it("dates what its reports say by the moved clock, also what the hub adds by itself", async () => {
    const events = await rows<{ type: string; at: string }>(
      all().hub,
      "select type, at from simpul.event",
    );
    expect(events.map(({ type }) => type)).toContain("epochOpened");
    for (const { at, type } of events) {
      const ahead = secondsAhead(Temporal.Instant.from(at).toString());
      expect(ahead, type).toBeGreaterThan((days - 1) * 86_400);
    }
  });

  it("leaves receipts, contacts and the feed on real time", async () => {
    const { hub } = all();
    const contact = (await readNodes(hub.deployment.db)).find(({ id }) => id === "kaltim");
    const receipts = await rows<{ at: string }>(hub, "select at from federation.receipt");
    const stamps = await rows<{ at: string }>(hub, "select stamped_at as at from simpul.feed");
    expect(receipts.length).toBeGreaterThan(0);
    expect(stamps.length).toBeGreaterThan(0);
    for (const { at } of [{ at: contact?.last_contact ?? "" }, ...receipts, ...stamps])
      expect(secondsAhead(Temporal.Instant.from(at).toString())).toBeLessThan(60);
  });

  it("keeps what it came to over a restart", async () => {
    const kaltim = nodeOf(all(), "kaltim");
    await kaltim.restart();
    const { ctx } = kaltim.deployment;
    expect(secondsAhead(ctx.caseNow().toString())).toBeGreaterThan((days - 1) * 86_400);
    expect(secondsAhead(ctx.now().toString())).toBeLessThan(60);
  });
});

it("a process that was not started for it stays on real time, whatever the database says", async () => {
  const real = await openFederation({ nodes: {} });
  try {
    await move(real.hub);
    await real.hub.restart();
    expect(secondsAhead(real.hub.deployment.ctx.caseNow().toString())).toBeLessThan(60);
  } finally {
    await real.close();
  }
});
