import { join } from "node:path";
import { renderConfigReference } from "@simpul/runtime";
import { expect, test } from "vitest";
import { root } from "./deployed.ts";

/** `npm test -- deploy/test/configuration.test.ts -u` writes the page anew. */
test("the configuration reference is what the schema says", async () => {
  await expect(renderConfigReference()).toMatchFileSnapshot(join(root, "docs/configuration.md"));
});
