import { instantText } from "../client.ts";
import type { Database } from "../client.ts";

export interface Conversation {
  readonly peer: string;
  readonly lastContact?: string;
  readonly lastError?: string;
}

export async function noteConversation(
  db: Database,
  peer: string,
  error: string | null,
): Promise<void> {
  await db.pg`
    insert into federation.conversation (peer, last_contact, last_error)
    values (${peer}, ${error === null ? db.pg`now()` : null}, ${error})
    on conflict (peer) do update set last_contact = coalesce(excluded.last_contact, conversation.last_contact),
      last_error = excluded.last_error`;
}

export async function readConversation(
  db: Database,
  peer: string,
): Promise<Conversation | undefined> {
  const [row] = await db.pg<
    { peer: string; last_contact: string | null; last_error: string | null }[]
  >`
    select peer, last_contact, last_error from federation.conversation where peer = ${peer}`;
  if (row === undefined) return undefined;
  return {
    peer: row.peer,
    ...(row.last_contact === null ? {} : { lastContact: instantText(row.last_contact) }),
    ...(row.last_error === null ? {} : { lastError: row.last_error }),
  };
}
