import { afterAll, beforeAll, expect, test } from "vitest";
import { ask, openDoors } from "../../support.ts";
import type { Doors } from "../../support.ts";

let doors: Doors;
let key: string;
beforeAll(async () => {
  doors = await openDoors("hub", ["national"]);
  key = await doors.key("national");
});
afterAll(() => doors.deployment.close());

const pdf = Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n<script>alert(1)</script>\n");

/** What a PDF of that name is handed over as. */
async function given(name: string): Promise<Headers> {
  const call = (method: string, path: string, sent: object = {}) =>
    ask(doors.app, method, `/api/v1${path}`, { key, ...sent });
  const headers = { "x-filename": encodeURIComponent(name) };
  const stored = JSON.parse(
    await (await call("POST", "/attachments", { body: pdf, headers })).text(),
  );
  const made = JSON.parse(
    await (
      await call("POST", "/reports", { json: { text: "Lihat", attachments: [stored.id] } })
    ).text(),
  );
  const report = JSON.parse(await (await call("GET", `/reports/${made.id}`)).text());
  const answer = await call("GET", `/reports/${made.id}/attachments/${report.attachments[0].hash}`);
  expect(answer.status).toBe(200);
  expect(pdf.equals(Buffer.from(await answer.arrayBuffer()))).toBe(true);
  return answer.headers;
}

test.each([
  ["../../../etc/passwd", "passwd.pdf"],
  ["..\\..\\Startup\\jalan.pdf", "jalan.pdf"],
  ["surat.html", "surat.html.pdf"],
  ["surat.pdf.exe", "surat.pdf.exe.pdf"],
  ["SURAT.PDF", "SURAT.PDF"],
  ['a"; filename="b.html', "a; filename=b.html.pdf"],
  ["a\r\nSet-Cookie: x=y\r\n\r\n<html>.pdf", "aSet-Cookie x=yhtml.pdf"],
  ["\u202efdp.exe", "fdp.exe.pdf"],
  [".htaccess", "htaccess.pdf"],
])("%j is handed over as %j", async (name, shown) => {
  const headers = await given(name);
  const line = headers.get("content-disposition") ?? "";
  const [, kind, ascii = "", whole = ""] =
    /^(\w+); filename="([^"]*)"; filename\*=UTF-8''(\S*)$/.exec(line) ?? [];
  expect(kind).toBe("attachment");
  expect(ascii).toMatch(/^[\w.-]+\.(pdf|PDF)$/);
  expect(decodeURIComponent(whole)).toBe(shown);
  expect(headers.get("set-cookie")).toBeNull();
  expect(headers.get("content-type")).toBe("application/pdf");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
});
