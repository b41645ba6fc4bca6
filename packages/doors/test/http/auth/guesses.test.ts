import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { argonCost } from "../../../src/http/auth/passwords.ts";
import { openSignIn } from "../../../src/http/auth/sign-in.ts";
import { cheap, goodPassword, openDesk, publicUrl } from "./people.ts";
import type { Browser, Desk, Person } from "./people.ts";

/** With production's argon2: what a guess costs is the matter. */
let desk: Desk;
let owner: Person;
beforeAll(async () => {
  desk = await openDesk({ hosted: ["national"], argonCost });
  owner = await desk.officer("owner", { tenant: "national", role: "nationalVerifier" });
});
afterAll(() => desk.deployment.close());

const atOnce = 20;

/** @returns how often each status was answered, and the median of what another endpoint took meanwhile, in ms */
async function storm(count: number, send: (at: number) => Promise<{ status: number }>) {
  const statuses = new Map<number, number>();
  const took: number[] = [];
  for (let at = 0; at < count; at += atOnce) {
    const sent = Array.from({ length: Math.min(atOnce, count - at) }, (_, next) => send(at + next));
    const from = performance.now();
    await desk.browser().get("/api/auth/sso/national");
    took.push(performance.now() - from);
    for (const { status } of await Promise.all(sent))
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
  return { statuses, median: took.toSorted((a, b) => a - b)[Math.floor(took.length / 2)] ?? 0 };
}

const guess = (browser: Browser, at: number) =>
  browser.signIn(owner.email, `tebakan ke ${String(at)}`);

describe("ten thousand guesses", () => {
  test("from one address do not succeed, hash a few, slow nobody and keep the owner out of nothing", async () => {
    const attacker = desk.browser({ address: "198.51.100.1" });
    // The same count of requests that are bodies and nothing else.
    const calm = await storm(400, () => desk.browser().post("/api/auth/sign-out"));
    const before = desk.signIn.passwords.count();
    const half = await storm(5000, (at) => guess(attacker, at));
    expect((await desk.browser({ address: "203.0.113.50" }).signIn(owner.email)).status).toBe(200);
    const rest = await storm(5000, (at) => guess(attacker, 5000 + at));
    const hashes = desk.signIn.passwords.count() - before - 1;
    expect(hashes).toBeLessThanOrEqual(5);
    expect([half.statuses.get(200), rest.statuses.get(200)]).toEqual([undefined, undefined]);
    expect((half.statuses.get(429) ?? 0) + (rest.statuses.get(429) ?? 0)).toBeGreaterThanOrEqual(
      9995,
    );
    expect(rest.median / calm.median).toBeLessThan(3);
  }, 60_000);

  test("say when it is worth trying again", async () => {
    const answer = await guess(desk.browser({ address: "198.51.100.1" }), 0);
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    desk.deployment.clock.advance({ minutes: 5 });
  });

  test("from a thousand addresses leave the owner's own browser and address alone", async () => {
    const mine = desk.browser({ address: "203.0.113.9" });
    expect((await mine.signIn(owner.email)).status).toBe(200);
    const before = desk.signIn.passwords.count();
    const { statuses } = await storm(2000, (at) =>
      guess(desk.browser({ address: `10.1.${String(at % 250)}.${String(at % 4)}` }), at),
    );
    expect(statuses.get(200)).toBeUndefined();
    expect(desk.signIn.passwords.count() - before).toBeLessThanOrEqual(25);
    // A stranger's address has to wait; the browser that was there before does not, wherever it is now.
    expect((await guess(desk.browser({ address: "192.0.2.77" }), 1)).status).toBe(429);
    const travelling = desk.browser({ address: "192.0.2.78" });
    const device = mine.cookies.get("__Host-simpul-device") ?? "";
    travelling.cookies.set("__Host-simpul-device", device);
    expect((await travelling.signIn(owner.email)).status).toBe(200);
    // Nor does the address, in a browser that was never there.
    expect((await desk.browser({ address: "203.0.113.9" }).signIn(owner.email)).status).toBe(200);
  }, 60_000);

  test("count in all processes together", async () => {
    const victim = await desk.officer("victim", { tenant: "national", role: "nationalVerifier" });
    const log = { error: () => {} };
    const processes = [1, 2, 3].map(() =>
      openSignIn({
        ctx: desk.deployment.anotherProcess(),
        log,
        publicUrl,
        demo: false,
        argonCost: cheap,
      }),
    );
    const trying = { email: victim.email, address: "198.51.100.200" };
    const taken = await Promise.all(
      processes.flatMap(({ attempts }) =>
        Array.from({ length: 20 }, () => attempts.password(trying)),
      ),
    );
    expect(taken.filter((each) => each.outcome === "go")).toHaveLength(5);
  });

  test("use nobody's attempts up where too many hash at once", async () => {
    const other = await desk.officer("other", { tenant: "national", role: "nationalVerifier" });
    const flood = await Promise.all(
      Array.from({ length: 90 }, (_, at) =>
        desk
          .browser({ address: `10.2.${String(at)}.1` })
          .signIn(`x${String(at)}@balikpapan.example`),
      ),
    );
    const busy = flood.filter(({ status }) => status === 503);
    expect(busy.length).toBeGreaterThan(0);
    expect(busy[0]?.headers.get("retry-after")).toBe("2");
    expect((await desk.browser({ address: "10.2.80.1" }).signIn(other.email)).status).toBe(200);
  });
});

test("passwords are kept by argon2id as OWASP asks", async () => {
  const hash = await desk.signIn.passwords.hash(goodPassword);
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await desk.signIn.passwords.verify(hash, goodPassword)).toBe(true);
  expect(await desk.signIn.passwords.verify(hash, `${goodPassword} `)).toBe(false);
});
