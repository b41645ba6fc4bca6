import { testFederation } from "@simpul/testkit";
import { expect, inject, it } from "vitest";
import { guarded } from "../src/deployment.ts";

it("gives every connection of a serving process its time limits, unless the operator set others", async () => {
  const federation = await testFederation({ adminUrl: inject("adminUrl"), nodes: {} });
  try {
    const { pg } = federation.hub.deployment.db;
    const [statement] = await pg`show statement_timeout`;
    const [idle] = await pg`show idle_in_transaction_session_timeout`;
    expect([statement, idle]).toEqual([
      { statement_timeout: "1min" },
      { idle_in_transaction_session_timeout: "1min" },
    ]);
  } finally {
    await federation.close();
  }
  expect(guarded("postgres://h/d?statement_timeout=5")).toContain("statement_timeout=5&");
  expect(guarded("postgres://a:1,b:2/d")).toBe("postgres://a:1,b:2/d");
});
