import { instantText } from "../client.ts";
import type { Tx } from "../scope.ts";

export interface NoteRow {
  readonly tenant: string;
  readonly id: string;
  readonly report: string;
  readonly at: string;
  readonly author: string;
  readonly text: string;
}

export async function insertNote(tx: Tx, n: NoteRow): Promise<void> {
  await tx`insert into simpul.note (tenant, id, report, at, author, text)
    values (${n.tenant}, ${n.id}, ${n.report}, ${n.at}, ${n.author}, ${n.text})`;
}

export async function notesOf(tx: Tx, tenant: string, report: string): Promise<NoteRow[]> {
  const rows = await tx<NoteRow[]>`
    select tenant, id, report, at, author, text from simpul.note
    where tenant = ${tenant} and report = ${report} order by at`;
  return rows.map((row) => ({ ...row, at: instantText(row.at) }));
}
