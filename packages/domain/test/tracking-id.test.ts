import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { composeTrackingId, readTrackingId } from "../src/index.ts";

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const random = fc.uint8Array({ minLength: 12, maxLength: 16 });
const id = random.map(composeTrackingId);

describe("a tracking id", () => {
  test("is twelve symbols and a check symbol by Luhn mod 32, in groups", () => {
    expect(composeTrackingId(new Uint8Array(12))).toBe("0000-0000-0000-0");
    // By hand: 1 stands at the doubled place, so the sum is 2 and the check symbol 32 - 2 = 30, "Y".
    expect(composeTrackingId(Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1))).toBe(
      "0000-0000-0001-Y",
    );
    // 31 doubled is 62 = 1 * 32 + 30, which adds 31; 16 undoubled adds 16: 47, so the check symbol is 64 - 47 = 17, "H".
    expect(composeTrackingId(Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 16, 31))).toBe(
      "0000-0000-00GZ-H",
    );
    fc.assert(
      fc.property(id, (one) => {
        expect(one).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]$/);
      }),
    );
  });

  test("takes five bits of each byte, so that every symbol is as likely as the others", () => {
    const symbols = Array.from({ length: 256 }, (_, byte) =>
      composeTrackingId(new Uint8Array(12).fill(byte)).charAt(0),
    );
    for (const symbol of alphabet)
      expect(symbols.filter((each) => each === symbol)).toHaveLength(8);
  });

  test("is not made of too little chance", () => {
    expect(() => composeTrackingId(new Uint8Array(11))).toThrow(RangeError);
  });

  test("reads back as itself", () => {
    fc.assert(
      fc.property(id, (one) => {
        expect(readTrackingId(one)).toEqual({ outcome: "read", trackingId: one });
      }),
    );
  });

  test("is read without regard to case, hyphens, spaces, O for 0 and I or L for 1", () => {
    const typing = fc.record({
      one: id,
      how: fc.array(fc.nat(2), { minLength: 16, maxLength: 16 }),
      gaps: fc.array(fc.constantFrom("", "-", " ", "\t", "--"), { minLength: 16, maxLength: 16 }),
    });
    fc.assert(
      fc.property(typing, ({ one, how, gaps }) => {
        const typed = [...one.replaceAll("-", "")]
          .map((symbol, i) => {
            const like = { "0": ["0", "O", "o"], "1": ["1", "I", "l"] }[symbol] ?? [
              symbol,
              symbol.toLowerCase(),
              symbol,
            ];
            return `${gaps[i]}${like[how[i] ?? 0]}`;
          })
          .join("");
        expect(readTrackingId(typed)).toEqual({ outcome: "read", trackingId: one });
      }),
    );
  });

  test("with any one symbol mistyped is recognised as such: each place, each wrong symbol", () => {
    fc.assert(
      fc.property(id, (one) => {
        for (let place = 0; place < one.length; place += 1) {
          if (one.charAt(place) === "-") continue;
          for (const wrong of alphabet) {
            if (wrong === one.charAt(place)) continue;
            const typed = one.slice(0, place) + wrong + one.slice(place + 1);
            expect(readTrackingId(typed).outcome).toBe("mistyped");
          }
        }
      }),
      { numRuns: 25 },
    );
  });

  test("with two neighbours swapped is recognised too, but for the one pair that Luhn cannot tell", () => {
    for (const a of alphabet)
      for (const b of alphabet) {
        if (a === b) continue;
        const values = [a, b].map((symbol) => alphabet.indexOf(symbol));
        const right = composeTrackingId(Uint8Array.of(...values, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        const outcome = readTrackingId(b + a + right.slice(2)).outcome;
        expect([a, b, outcome]).toEqual([
          a,
          b,
          `${a}${b}` === "0Z" || `${a}${b}` === "Z0" ? "read" : "mistyped",
        ]);
      }
  });

  test.each([
    "",
    "7K3M",
    "7K3M-92QX-4TVB",
    "7K3M-92QX-4TVB-XX",
    "7K3M-92QX-4TVU-X",
    "7K3M-92QX-4TV!-X",
    "7K3M_92QX_4TVB_X",
  ])("is not what has another length or alphabet: %j", (typed) => {
    expect(readTrackingId(typed).outcome).toBe("notATrackingId");
  });
});
