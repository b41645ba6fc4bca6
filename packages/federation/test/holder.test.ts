import { spawn } from "node:child_process";
import { once } from "node:events";
import { takeLease } from "@simpul/db";
import type { Federation } from "@simpul/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isDead, thisHolder } from "../src/holder.ts";
import { forwarded, nodeOf, openFederation, stateAt, tenantsOf, until } from "./support.ts";

let federation: Federation;
beforeAll(async () => {
  federation = await openFederation({ nodes: { kaltim: tenantsOf("64.71") } });
}, 60_000);
afterAll(() => federation?.close());

/** As another process of this machine writes itself down. */
async function another(): Promise<{ holder: string; kill(): Promise<void> }> {
  const script = `import { thisHolder } from "${new URL("../src/holder.ts", import.meta.url).href}";
    console.log(thisHolder()); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script]);
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  return {
    holder: line.toString().trim(),
    async kill() {
      const exit = once(child, "exit");
      child.kill("SIGKILL");
      await exit;
    },
  };
}

describe("the holder of a lease", () => {
  it("is known to be dead only where its death can be seen", async () => {
    expect(isDead(thisHolder())).toBe(false);
    const other = await another();
    expect(isDead(other.holder)).toBe(false);
    await other.kill();
    expect(isDead(other.holder)).toBe(true);
    // The same number on another machine, or after another boot, is another process.
    expect(isDead(other.holder.replace(/^[^/]+/, "elsewhere"))).toBe(false);
    expect(isDead(crypto.randomUUID())).toBe(false);
    // A number that was given out again does not make the dead one live.
    expect(isDead(thisHolder().replace(/^([^/]+\/\d+)\/\d+/, "$1/1"))).toBe(true);
  });

  it("that was killed keeps its successor waiting no longer than its death, and that lives keeps it out", async () => {
    const kaltim = nodeOf(federation, "kaltim");
    const { db, ctx } = kaltim.deployment;
    const other = await another();
    const first = await takeLease(db, "conversation", other.holder, 3600);
    const id = await forwarded(federation, "64.71");
    const conversation = kaltim.startConversation();
    await until(
      async () =>
        (await takeLease(db, "conversation", "probe", 1)) === "taken" ? true : undefined,
      "the lease",
    );
    expect(conversation.status().lastContact).toBeUndefined();
    await other.kill();
    await stateAt(ctx, "64.71", id, "forwarded");
    const now = await takeLease(db, "conversation", "probe", 1);
    expect([first === "taken", now]).toEqual([false, "taken"]);
  });
});
