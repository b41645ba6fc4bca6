import { expect, test } from "vitest";
import { openDesk } from "../auth/people.ts";

test("a deployment with one tenant has its files without the tenant in the path", async () => {
  const desk = await openDesk({ kind: "node", hosted: ["64.71"], demo: true });
  try {
    const { email } = await desk.officer("dpu", { tenant: "64.71", role: "liaison", unit: "dpu" });
    const browser = desk.browser();
    await browser.signIn(email);
    const pdf = new Uint8Array(Buffer.from("%PDF-1.7\n%%EOF\n"));
    for (const base of ["/files", "/files/t/64.71"]) {
      const answer = await browser.raw("POST", `${base}/attachments`, {}, undefined, pdf);
      expect([base, answer.status]).toEqual([base, 201]);
    }
    const elsewhere = await browser.raw("POST", "/files/t/64.02/attachments", {}, undefined, pdf);
    expect(elsewhere.status).toBe(404);
  } finally {
    await desk.deployment.close();
  }
});
