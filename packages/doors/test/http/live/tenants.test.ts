import { receive, verbs } from "@simpul/casework";
import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { openDesk } from "../auth/people.ts";
import { Stream } from "./stream.ts";

test("two desks of one node hear each of their own reports, and nothing of the other's", async () => {
  const desk = await openDesk({ kind: "node", hosted: ["64", "64.71"], demo: true });
  const { ctx } = desk.deployment;
  const take = async (tenant: string): Promise<string> => {
    const taken = await receive(
      ctx,
      { kind: "channel", id: "ch_1", tenant },
      { text: "Jalan berlubang" },
      {
        channel: "generic",
        channelId: "ch_1",
        dedup: [{ source: "channel:ch_1", key: randomBytes(9).toString("base64url"), digest: "d" }],
        by: "reporter",
      },
    );
    if (taken.outcome === "failed") throw new Error(taken.code);
    return taken.value.id;
  };
  const note = async (tenant: string, report: string): Promise<void> => {
    const key = { kind: "machine", id: "k", tenant, scopes: ["reports:act"] } as const;
    const said = await verbs.note.run(ctx, key, { report }, { text: "dicek" });
    if (said.outcome === "failed") throw new Error(said.code);
  };
  const listen = async (tenant: string): Promise<Stream> => {
    const { email } = await desk.officer(`admin-${tenant}`, { tenant, role: "tenantAdmin" });
    const browser = desk.browser();
    expect((await browser.signIn(email)).status).toBe(200);
    const stream = await Stream.open(browser, `/desk/t/${tenant}/events`);
    await stream.next(({ event }) => event === "all");
    return stream;
  };
  try {
    const [province, city] = [await take("64"), await take("64.71")];
    const [above, below] = [await listen("64"), await listen("64.71")];
    await note("64", province);
    expect(await above.next()).toEqual({ event: "changed", reports: [province], lists: true });
    await note("64.71", city);
    expect(await below.next()).toEqual({ event: "changed", reports: [city], lists: true });
    await note("64", province);
    expect(await above.next()).toEqual({ event: "changed", reports: [province], lists: true });
    expect(above.told).toHaveLength(3);
    expect(below.told).toHaveLength(2);
  } finally {
    await desk.live.close();
    await desk.deployment.close();
  }
});
