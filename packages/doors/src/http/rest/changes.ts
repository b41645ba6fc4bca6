import { abilityFor } from "@simpul/access";
import { changeShown } from "@simpul/casework";
import { changesAfter, settledChanges, withScope, wholeOf } from "@simpul/db";
import { z } from "zod";
import { problem } from "../problem.ts";
import { changeCursor } from "./cursor.ts";
import { keyed } from "./deps.ts";
import type { Endpoint, KeyedRequest } from "./deps.ts";
import { pageSize, withNext } from "./page.ts";
import * as shapes from "./shapes.ts";
import { validQuery } from "./validated.ts";

const query = z.strictObject({ after: z.string().optional(), limit: pageSize });

/** Writers here commit within milliseconds; behind a longer one the reader comes again. */
const patienceMs = 1000;

export const changeEndpoints: readonly Endpoint[] = [
  {
    method: "get",
    path: "/changes",
    id: "listChanges",
    summary:
      "What changed for the key's tenant, oldest first; keep `nextCursor` and ask again with it as `after`",
    access: "key",
    query,
    answers: {
      200: {
        description: "What came after the cursor; none is missing and none comes twice",
        schema: shapes.page(shapes.change),
      },
    },
    handle: keyed(changes),
  },
];

async function changes({ c, ctx, machine }: KeyedRequest): Promise<Response> {
  const asked = validQuery(c, query);
  if (asked.outcome === "answered") return asked.answer;
  if (!machine.scopes.includes("changes:read"))
    return problem(c, "missingScope", { parameters: { scope: "changes:read" } });
  const { after, limit } = asked.value;
  const place = after === undefined ? { o: 0 } : changeCursor.read(after);
  if (place === "invalid") return problem(c, "invalidCursor");

  // It is told of the reports that a key with `reports:read` could list, and of no others.
  const ability = abilityFor({ ...machine, scopes: [...machine.scopes, "reports:read"] }, ctx.hub);
  const deadline = performance.now() + patienceMs;
  const rows = await withScope(ctx.db, wholeOf([machine.tenant]), async (tx) => {
    const settled = await settledChanges(tx, () => performance.now() > deadline);
    if (settled.outcome === "unsettled") return [];
    return changesAfter(tx, ability, {
      tenant: machine.tenant,
      after: place.o,
      upTo: settled.ord,
      limit,
    });
  });
  const items = rows.map(changeShown);
  return withNext(c, items, changeCursor.write({ o: rows.at(-1)?.ord ?? place.o }), "after");
}
