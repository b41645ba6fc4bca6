import { expect, test } from "vitest";
import { offences, verdict } from "../check/names.ts";

test.each([
  "ReportManager",
  "dateUtils",
  "user-helpers",
  "ReportService",
  "BaseReport",
  "reportData",
])("%s says nothing", (name) => expect(verdict(name, "packages/db/src/x.ts")).not.toBe("fine"));

test.each(["dataDir", "serviceCode", "base64url", "base", "information", "database"])(
  "%s says something",
  (name) => expect(verdict(name, "packages/db/src/x.ts")).toBe("fine"),
);

test("only a door of HTTP may call something a handler", () => {
  expect(verdict("reportHandler", "packages/doors/src/http/x.ts")).toBe("fine");
  expect(verdict("reportHandler", "packages/casework/src/x.ts")).not.toBe("fine");
});

test("looks at the file's own name and at what it declares, not at what it uses", () => {
  const text = "const { data } = parse(text);\nexport function userInfo() {}\n  const info = 1;\n";
  expect(offences("packages/db/src/load-utils.ts", text)).toEqual([
    'packages/db/src/load-utils.ts: load-utils: "utils" says nothing',
    'packages/db/src/load-utils.ts: userInfo: "info" says nothing',
  ]);
});
