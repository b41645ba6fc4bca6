import { connect } from "@simpul/db";

/**
 * What an audit row may say: ids, hashes, codes, counts and moments. Whoever closes a deployment of a test asks, so that every
 * row that any test makes is looked at. Shapes, not names: a word that somebody wrote has a blank, a capital or an `@`, and a
 * phone or identity number is a run of digits.
 */
export async function wordsInAudit(ownerUrl: string): Promise<string[]> {
  const db = connect(ownerUrl, { max: 1 });
  try {
    const rows = await db.pg<Row[]>`
      select distinct actor, verb, outcome, detail::text as detail from simpul.audit`;
    return rows.flatMap(saysTooMuch);
  } finally {
    await db.close();
  }
}

/** @throws with what was found, so that the suite that made it fails */
export function expectNone(words: readonly string[]): void {
  if (words.length > 0)
    throw new Error(`audit rows say more than who did what:\n${words.join("\n")}`);
}

interface Row {
  readonly actor: string;
  readonly verb: string;
  readonly outcome: string;
  readonly detail: string;
}

const actor =
  /^(?:(?:staff|machine|channel|peer|account):[\w.:-]{1,80}|reporter|public|clock|system)$/;
const word = /^[a-z][A-Za-z]{0,40}$/;
const shapes = [
  // A camelCase word, an event's type, a tenant's or a unit's code, a media type.
  /^(?!.*\d{6})[a-z0-9][A-Za-z0-9]*(?:[./+:-][A-Za-z0-9]+)*$/,
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
  /^[\w-]{43}$/,
  /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d+)?Z)?$/,
];
/** Names that we gave at random: of a key, of a channel. */
const ids = /^(?:ch_)?[\w-]{6,24}$/;

/** An officer's own words for why an identity was opened: whoever is to judge it has to read them. */
const reasons = new Set(["unseal", "askUnseal", "allowUnseal", "askIdentity", "findByContact"]);

function saysTooMuch({ actor: who, verb, outcome, detail }: Row): string[] {
  const found: string[] = [];
  if (!actor.test(who)) found.push(`${verb}: actor ${who}`);
  if (!word.test(verb)) found.push(`verb ${verb}`);
  if (!isPlain(outcome)) found.push(`${verb}: outcome ${outcome}`);
  // Proof: details are objects; what is in them is looked at here.
  for (const [name, value] of Object.entries(JSON.parse(detail) as Record<string, unknown>)) {
    const isReason = name === "reason" && reasons.has(verb);
    const isId = name === "id" && typeof value === "string" && ids.test(value);
    if (!word.test(name) || !(isReason || isId || isPlain(value)))
      found.push(`${verb}: detail ${name} ${JSON.stringify(value)}`);
  }
  return found;
}

const isPlain = (value: unknown): boolean =>
  typeof value === "number" ||
  typeof value === "boolean" ||
  (typeof value === "string" && value.length <= 128 && shapes.some((shape) => shape.test(value)));
