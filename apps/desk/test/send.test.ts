import { beforeAll, describe, expect, test, vi } from "vitest";
import type { saidBy as SaidBy } from "../src/acting/send.ts";

let saidBy: typeof SaidBy;
beforeAll(async () => {
  vi.stubGlobal("location", { pathname: "/desk" });
  ({ saidBy } = await import("../src/acting/send.ts"));
  vi.unstubAllGlobals();
});

const failure = (code: string | null) => ({ error: { data: { failure: code } } });

describe("an act that was not done", () => {
  test.each([400, 403, 404, 410, 413, 422])("was refused for good by a %d", (status) => {
    expect(saidBy(status, failure("wrongState"))).toEqual({
      outcome: "refused",
      code: "wrongState",
    });
    expect(saidBy(status, null)).toMatchObject({ outcome: "refused" });
  });

  test("waits for a sign-in, or for its turn", () => {
    expect(saidBy(401, null)).toEqual({ outcome: "refused", code: "unauthenticated" });
    expect(saidBy(429, null)).toEqual({ outcome: "refused", code: "tooManyRequests" });
    expect(saidBy(409, failure("busy"))).toEqual({ outcome: "refused", code: "busy" });
  });

  test.each([500, 501, 507])("made the server fail, by a %d", (status) => {
    expect(saidBy(status, failure(null))).toEqual({ outcome: "fault" });
    expect(saidBy(status, null)).toEqual({ outcome: "fault" });
  });

  test.each([502, 503, 504])("did not come to the server, by a %d", (status) => {
    expect(saidBy(status, null)).toEqual({ outcome: "offline" });
  });
});
