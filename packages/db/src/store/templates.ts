import type { Tx } from "../scope.ts";

/** A text to begin an answer with. */
export interface TemplateRow {
  readonly id: string;
  readonly name: string;
  readonly kind: string | null;
  readonly text: string;
}

export async function templatesOf(tx: Tx, tenant: string): Promise<TemplateRow[]> {
  return [
    ...(await tx<TemplateRow[]>`
      select id, name, kind, text from simpul.answer_template where tenant = ${tenant}
      order by lower(name), id limit 500`),
  ];
}

/** @returns `taken` where another one of the tenant has this name */
export async function putTemplate(
  tx: Tx,
  tenant: string,
  { id, name, kind, text }: TemplateRow,
  at: string,
  by: string,
): Promise<"kept" | "taken"> {
  const [other] = await tx`
    select from simpul.answer_template
    where tenant = ${tenant} and lower(name) = lower(${name}) and id <> ${id}`;
  if (other !== undefined) return "taken";
  await tx`
    insert into simpul.answer_template (tenant, id, name, kind, text, changed_at, changed_by)
    values (${tenant}, ${id}, ${name}, ${kind}, ${text}, ${at}, ${by})
    on conflict (tenant, id) do update set name = excluded.name, kind = excluded.kind, text = excluded.text,
      changed_at = excluded.changed_at, changed_by = excluded.changed_by`;
  return "kept";
}

export async function deleteTemplate(
  tx: Tx,
  tenant: string,
  id: string,
): Promise<"deleted" | "missing"> {
  const deleted =
    await tx`delete from simpul.answer_template where tenant = ${tenant} and id = ${id}`;
  return deleted.count > 0 ? "deleted" : "missing";
}

/** Until the end of the transaction nobody else changes the tenant's templates, so that they are counted and named once. */
export async function lockTemplates(tx: Tx, tenant: string): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`templates ${tenant}`}, 0))`;
}
