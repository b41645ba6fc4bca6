/**
 * What may leave the process in a log line or a span: an allow-list, by name and by shape. A deny-list
 * ("redact `contact`") fails open on the field somebody adds tomorrow; this one fails closed, and says how
 * many fields it dropped, so that the developer notices. Shapes keep out a phone number, NIK or sentence
 * that was put under a safe name by mistake: words have no spaces and no `@`, ids no long run of digits.
 */
type Shape = (value: unknown) => string | number | boolean | undefined;

const text =
  (pattern: RegExp, most: number): Shape =>
  (value) =>
    typeof value === "string" && value.length <= most && pattern.test(value) ? value : undefined;

const number: Shape = (value) =>
  typeof value === "number" && Number.isFinite(value) ? value : undefined;
const yesNo: Shape = (value) => (typeof value === "boolean" ? value : undefined);

/** Six digits in a row are the start of a phone number or NIK; SQLSTATE, status and area codes are shorter. */
const code = text(/^(?!.*\d{6})[A-Za-z0-9][\w.:/-]*$/, 80);
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const hash = /^[\w-]{43}$/;
const id: Shape = (value) =>
  typeof value === "string" && (uuid.test(value) || hash.test(value)) ? value : code(value);
const route = text(/^\/(?!.*\d{6})[\w./:{}*-]*$/, 160);

/** Origin and path; query, fragment and credentials never, nor a segment that may name a report or a person. */
const url: Shape = (value) => {
  const parsed = typeof value === "string" || value instanceof URL ? URL.parse(value) : null;
  if (!parsed?.protocol.startsWith("http")) return undefined;
  const path = parsed.pathname
    .split("/")
    .map((part) => (/^[a-z][a-z.-]*\d{0,2}$|^$/.test(part) ? part : "…"));
  return `${parsed.origin}${path.join("/")}`.slice(0, 200);
};

const shapes = {
  // who and what, by id
  report: id,
  eventId: id,
  tenant: id,
  writer: id,
  hash: id,
  node: id,
  peer: id,
  channel: id,
  delivery: id,
  subscription: id,
  epoch: number,
  seq: number,
  position: number,
  generation: id,
  keyId: id,
  jti: id,
  actor: code,
  // what happened, as a word or a code
  code: code,
  outcome: code,
  verdict: code,
  verb: code,
  state: code,
  type: code,
  kind: code,
  reason: code,
  step: code,
  task: code,
  job: number,
  attempt: number,
  signal: code,
  permanent: yesNo,
  clock: code,
  calendar: id,
  version: code,
  // http
  method: code,
  route: route,
  status: number,
  url: url,
  // how many, how long
  count: number,
  size: number,
  depth: number,
  backlog: number,
  lagSeconds: number,
  seconds: number,
  durationMs: number,
  waitMs: number,
  port: number,
  pid: number,
  dropped: number,
  // the same under their OpenTelemetry names, for spans
  "http.request.method": code,
  "http.route": route,
  "http.response.status_code": number,
  "url.full": url,
  "server.port": number,
  "error.type": code,
  "db.system.name": code,
  "db.operation.name": code,
  "db.operation.batch.size": number,
  "db.response.status_code": code,
  "db.query.summary": text(/^[A-Za-z][\w. ]*$/, 80),
  "messaging.batch.message_count": number,
} as const satisfies Record<string, Shape>;

export type SafeName = keyof typeof shapes;
export type SafeFields = {
  readonly [name in SafeName]?: string | number | boolean | URL | undefined;
};

const shapeOf: ReadonlyMap<string, Shape> = new Map(Object.entries(shapes));

/** A fresh object with what is allowed, and how many fields were not. */
export function keepSafe(fields: Readonly<Record<string, unknown>>): {
  readonly kept: Record<string, string | number | boolean>;
  readonly dropped: number;
} {
  const kept: Record<string, string | number | boolean> = {};
  let dropped = 0;
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    const safe = shapeOf.get(name)?.(value);
    if (safe === undefined) dropped += 1;
    else kept[name] = safe;
  }
  return { kept, dropped };
}

/** A word that names a step, a code or a class; undefined where it could be anything else. */
export function safeCode(value: unknown): string | undefined {
  const kept = code(value);
  return typeof kept === "string" ? kept : undefined;
}
