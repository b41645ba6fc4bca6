import { unitsOf, withScope, wholeOf } from "@simpul/db";
import { tenantKinds } from "@simpul/domain";
import { tenantCode } from "@simpul/casework";
import { z } from "zod";
import { languageOf, problem } from "../problem.ts";
import { keyed } from "./deps.ts";
import type { Endpoint, KeyedRequest, RestRequest } from "./deps.ts";
import * as shapes from "./shapes.ts";
import { validQuery } from "./validated.ts";

const unitQuery = z.strictObject({ tenant: tenantCode.optional() });

export const referenceEndpoints: readonly Endpoint[] = [
  {
    method: "get",
    path: "/categories",
    id: "listCategories",
    summary: "What a report can be about, named in the reader's language",
    access: "anyone",
    answers: { 200: { description: "All of them", schema: shapes.page(shapes.category) } },
    handle: ({ c, ctx }: RestRequest) => {
      const lang = languageOf(c);
      const items = ctx.reference
        .categories()
        .map(({ name, ...category }) => ({ ...category, name: name[lang] }));
      return c.json({ items, nextCursor: null }, 200, {
        vary: "accept-language",
        "content-language": lang,
      });
    },
  },
  {
    method: "get",
    path: "/tenants",
    id: "listTenants",
    summary: "The institutions of the directory",
    access: "anyone",
    answers: {
      200: { description: "All of them", schema: shapes.page(shapes.tenant(tenantKinds)) },
    },
    handle: ({ c, ctx }: RestRequest) => {
      const items = ctx.reference.tenants().map(({ code, name, kind, parent, zone, accepts }) => ({
        code,
        name,
        kind,
        parent,
        zone,
        accepts,
      }));
      return c.json({ items, nextCursor: null });
    },
  },
  {
    method: "get",
    path: "/units",
    id: "listUnits",
    summary: "The work units of the key's own tenant",
    access: "key",
    query: unitQuery,
    answers: { 200: { description: "All of them", schema: shapes.page(shapes.unit) } },
    handle: keyed(units),
  },
];

async function units({ c, ctx, machine }: KeyedRequest): Promise<Response> {
  const query = validQuery(c, unitQuery);
  if (query.outcome === "answered") return query.answer;
  const { tenant } = machine;
  if (query.value.tenant !== undefined && query.value.tenant !== tenant)
    return problem(c, "notFound");
  const items = await withScope(ctx.db, wholeOf([tenant]), (tx) => unitsOf(tx, tenant));
  return c.json({ items, nextCursor: null });
}
