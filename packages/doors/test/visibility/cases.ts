import type { Actor } from "@simpul/access";
import { receive, verbs } from "@simpul/casework";
import type { Context, VerbName } from "@simpul/casework";
import { append, findReport, wholeOf, withScope } from "@simpul/db";
import type { Tx } from "@simpul/db";
import type { Case, Part } from "@simpul/domain";

/** One report for each combination of flags, with a canary in every part of it. */
export interface Flags {
  readonly anonymous: boolean;
  readonly secret: boolean;
  readonly restricted: boolean;
  readonly masked: boolean;
  readonly accused: boolean;
}

export interface Prepared extends Flags {
  readonly ctx: Context;
  readonly tenant: string;
  readonly id: string;
  readonly trackingId: string;
}

/** Words that stand in one part and nowhere else. */
export const canaries: Readonly<Record<Exclude<Part, "existence" | "history">, string>> = {
  facts: "illegal-levy",
  answers: "kenari-jawaban",
  words: "kenari-laporan",
  files: "kenari-berkas",
  inside: "kenari-disposisi",
  notes: "kenari-catatan",
  identity: "kenari-pelapor",
};
/** In the answer: what was masked, and what looks personal though nobody masked it. */
export const maskedCanary = "kenari-topeng";
export const personalCanary = "0812-7777-1234";

export const combinations: readonly Flags[] = [...Array(32).keys()].map((bits) => ({
  anonymous: (bits & 1) !== 0,
  secret: (bits & 2) !== 0,
  restricted: (bits & 4) !== 0,
  masked: (bits & 8) !== 0,
  accused: (bits & 16) !== 0,
}));

/** The application that takes them in. */
export const app = (tenant: string): Actor & { tenant: string } => ({
  kind: "machine",
  id: "app",
  tenant,
  scopes: ["reports:submit"],
});
export const system = (tenant: string): Actor & { tenant: string } => ({
  kind: "machine",
  id: "system",
  tenant,
  scopes: ["reports:submit", "reports:read", "reports:act", "changes:read"],
});

const answer = `Selesai, ${canaries.answers}; ${maskedCanary}; tanya ${personalCanary}`;

type Step = readonly [by: "app" | "system", verb: VerbName, input: object];

/** As far as the institution's answer. */
const atInstitution: readonly Step[] = [
  ["system", "verify", verified()],
  ["system", "note", { text: canaries.notes }],
  ["system", "accept", {}],
  ["system", "assign", { unit: "dpu", supporting: ["dishub"], note: canaries.inside }],
  ["system", "ask", { question: "Loket berapa?" }],
  ["app", "reply", { text: canaries.words }],
  ["system", "respond", { kind: "interim", text: answer }],
];
/** And as far as the forwarding to one. */
const atHub: readonly Step[] = [
  ["system", "verify", verified()],
  ["system", "note", { text: canaries.notes }],
  ["system", "forward", { tenant: "64.71", note: canaries.inside }],
];

function verified() {
  return { class: "complaint", category: canaries.facts, title: `Judul ${canaries.answers}` };
}

export async function prepare(ctx: Context, tenant: string, flags: Flags): Promise<Prepared> {
  const taken = await receive(
    ctx,
    app(tenant),
    {
      text: canaries.words,
      anonymous: flags.anonymous,
      contact: { name: canaries.identity, email: `${canaries.identity}@contoh.id` },
    },
    { channel: "api", channelId: "key:app", dedup: [], by: "reporter" },
  );
  if (taken.outcome === "failed") throw new Error(taken.code);
  const { id, trackingId } = taken.value;
  for (const [by, name, input] of tenant === ctx.hub ? atHub : atInstitution) {
    const actor = by === "app" ? app(tenant) : system(tenant);
    const verb = verbs[name];
    // Proof: `parse` answers with the input type of this very verb.
    const done = await verb.run(ctx, actor, { report: id }, verb.input.parse(input) as never);
    if (done.outcome === "failed") throw new Error(`${name}: ${done.code}`);
  }
  await flag(ctx, tenant, id, flags);
  return { ...flags, ctx, tenant, id, trackingId };
}

/**
 * Sets what a life would have led to, whichever it is: serializers look at what stands. `accused` accuses the tenant that
 * the report is with, as far as it is whistleblowing.
 */
async function flag(ctx: Context, tenant: string, id: string, flags: Flags): Promise<void> {
  const found = (tx: Tx) => findReport(tx, id, tenant);
  const loaded = await withScope(ctx.db, wholeOf([tenant]), found);
  if (loaded === undefined) throw new Error("no such report");
  const { report } = loaded.case;
  const answered = await answerIn(ctx, tenant, id);
  const start = answer.indexOf(maskedCanary);
  const place = { start, end: start + maskedCanary.length };
  const masks =
    flags.masked && answered !== undefined
      ? { masks: [{ content: answered, field: "text", ...place }] }
      : {};
  const file = { hash: ctx.newId().padEnd(43, "x"), size: 3, type: "image/png" };
  // Proof: what is set is common to all states.
  const changed = {
    ...report,
    ...masks,
    flags: { anonymous: flags.anonymous, secret: flags.secret },
    class: flags.restricted ? "whistleblowing" : "complaint",
    accused: { tenant: flags.accused ? "64.71" : "21.71" },
    attachments: [file],
  } as Case["report"];
  const [saved] = await append(ctx.db, wholeOf([tenant]), [
    {
      tenant,
      report: id,
      expectedVersion: loaded.version,
      case: { ...loaded.case, report: changed },
      due: { provisional: false, marks: [], calendar: "test", policy: "test" },
      at: ctx.now().toString({ fractionalSecondDigits: 3 }),
      events: [],
      contents: [{ ...file, salt: "c2FsdA", name: `${canaries.files}.png`, blob: "x" }],
      audit: [],
      outbox: [],
      dedup: [],
    },
  ]);
  if (saved?.outcome !== "saved") throw new Error(`not kept: ${saved?.outcome}`);
}

async function answerIn(ctx: Context, tenant: string, id: string): Promise<string | undefined> {
  const [row] = await withScope(
    ctx.db,
    wholeOf([tenant]),
    (tx) => tx<{ hash: string }[]>`
      select payload::json -> 'data' -> 'content' ->> 'hash' as hash from simpul.event
      where report = ${id} and type = 'responded'`,
  );
  return row?.hash;
}
