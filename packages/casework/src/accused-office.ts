import { unitTree, wholeOf, withScope } from "@simpul/db";
import type { Context } from "./context.ts";
import type { AssessmentInput } from "./input.ts";

/**
 * Whom an input accuses, with the office that the unit is: where a tenant's units lie here it is known which of them inspects
 * and which runs the machines. What accuses those is the next superior tenant's to examine, and people forget to say so.
 * @param here whose unit is meant where no tenant is named
 */
export async function withOffice<T extends Pick<AssessmentInput, "accused">>(
  ctx: Context,
  here: string,
  input: T,
): Promise<T> {
  const { accused } = input;
  if (accused?.unit === undefined || accused.office !== undefined) return input;
  const { tenant = here, unit: code } = accused;
  if (!ctx.here.tenants().includes(tenant)) return input;
  const units = await withScope(ctx.db, wholeOf([tenant]), (tx) => unitTree(tx, tenant));
  const unit = units.find((each) => each.code === code);
  if (unit === undefined) return input;
  const isInspectorate = unit.kind === "inspectorate";
  if (!unit.operatesNode && !isInspectorate) return input;
  const office = unit.operatesNode ? ("operator" as const) : ("inspectorate" as const);
  return { ...input, accused: { ...accused, tenant, office } };
}
