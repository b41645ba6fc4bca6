import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const program = join(import.meta.dirname, "../src/main.ts");
const node = join(import.meta.dirname, "../../../node_modules/.bin/node");

function add(...args: string[]): { status: number | null; out: string; err: string } {
  const { PATH = "", HOME = "" } = process.env;
  const { status, stdout, stderr } = spawnSync(node, [program, "calendar", "add", ...args], {
    cwd: tmpdir(),
    env: { PATH, HOME },
    encoding: "utf8",
  });
  return { status, out: stdout, err: stderr };
}

describe("calendar add prints the n-th working day after a date, and nothing else", () => {
  test.each([
    [["2026-03-17", "60"], "2026-06-26"],
    [["2025-03-27", "5"], "2025-04-14"],
    [["2026-03-22", "0"], "2026-03-22"],
    [["2025-08-15", "1", "--as-of", "2025-08-06"], "2025-08-18"],
    [["2025-08-15", "1", "--as-of=2025-08-07"], "2025-08-19"],
    [["2026-03-17", "1", "--tenant", "64.71"], "2026-03-25"],
    [["2026-03-16T15:30:00Z", "1"], "2026-03-17"],
    [["2026-03-16T15:30:00Z", "1", "--zone", "Asia/Jayapura"], "2026-03-25"],
  ])("%j: %s", (args, date) => {
    expect(add(...args)).toEqual({ status: 0, out: `${date}\n`, err: "" });
  });

  test("with --explain each skipped day and its decree below it", () => {
    const { status, out } = add("2026-05-12", "3", "--explain");
    expect(status).toBe(0);
    const [date, ...skipped] = out.trimEnd().split("\n");
    expect(date).toBe("2026-05-19");
    expect(skipped.map((line) => line.trim().split(/ {2,}/))).toEqual([
      [
        "2026-05-14",
        "national holiday",
        "SKB 3 Menteri 1497/2/5 Tahun 2025",
        "Kenaikan Yesus Kristus",
      ],
      [
        "2026-05-15",
        "collective leave",
        "SKB 3 Menteri 1497/2/5 Tahun 2025",
        "Cuti bersama Kenaikan",
      ],
      ["2026-05-16", "weekend"],
      ["2026-05-17", "weekend"],
    ]);
  });

  test("and for programs with its last moment in the zone", () => {
    const { out } = add("2026-03-17", "60", "--zone", "Asia/Makassar", "--json");
    expect(JSON.parse(out)).toEqual({
      date: "2026-06-26",
      provisional: false,
      deadline: "2026-06-26T15:59:59.000Z",
      calendar: "skb-2026",
    });
  });
});

test("a year without a decree is said beside the date, which is still printed", () => {
  const { status, out, err } = add("2026-12-31", "1");
  expect({ status, out }).toEqual({ status: 0, out: "2027-01-04\n" });
  expect(err).toMatch(/^provisional: no decree is known for 2027, .*\n$/);
  expect(JSON.parse(add("2026-12-31", "1", "--json").out)).toMatchObject({ provisional: true });
});

test.each([
  [["2026-02-30", "1"]],
  [["17-03-2026", "1"]],
  [["2026-03-17", "-1"]],
  [["2026-03-17", "1.5"]],
  [["2026-03-17", "many"]],
  [["2026-03-17", "9999999"]],
  [["2026-03-17", "1", "--zone", "Europe/Paris"]],
  [["2026-03-17", "1", "--as-of", "yesterday"]],
  [["2026-03-17", "1", "--tenant", "Kota Balikpapan"]],
  [["2026-03-17T25:00:00Z", "1"]],
])("%j ends with 2 and one line that says why", (args) => {
  const { status, out, err } = add(...args);
  expect({ status, out }).toEqual({ status: 2, out: "" });
  expect(err).toMatch(/^.{10,120}\n$/);
});

test("takes under 200 ms in its own process", () => {
  const took = Array.from({ length: 5 }, () => {
    const began = performance.now();
    expect(add("2026-03-17", "60").status).toBe(0);
    return performance.now() - began;
  });
  // The fastest: what else the machine does is not what the command loads.
  expect(Math.min(...took)).toBeLessThan(200);
});
