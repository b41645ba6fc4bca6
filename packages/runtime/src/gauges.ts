import { Counter, Gauge, type Registry } from "prom-client";

/** Asked at each scrape; the root answers from the database. A gauge nobody answers for does not exist. */
export interface Gauges {
  /** Rows that wait in the outbox. */
  readonly outboxDepth?: Measure;
  /** Age in seconds of the oldest feed item without a receipt, the worst of all peers. */
  readonly feedLagSeconds?: Measure;
  /** Feed items without a receipt, all peers together. */
  readonly feedBacklog?: Measure;
  /** Jobs that are due and not done. */
  readonly jobsDepth?: Measure;
  /** Mails that wait to be sent. */
  readonly mailsWaiting?: Measure;
  /** Age in seconds of the oldest of them. */
  readonly mailLagSeconds?: Measure;
  /** Open reports whose earliest deadline touches a year of which no decree is known. */
  readonly deadlinesProvisional?: Measure;
  /** The last year of which a decree is known, without a gap from this one on. */
  readonly calendarDecreedYear?: Measure;
  /** Calendar and clock policy, as many of them as this process cannot read: 0, 1 or 2. */
  readonly referenceUnreadable?: Measure;
  /** Age in seconds of the oldest audit row that is not sealed. */
  readonly auditUnsealedSeconds?: Measure;
  /** What is wrong with rosters, of all tenants together, by kind. */
  readonly rosterAlarms?: MeasureByKind;
}

export type Measure = () => Promise<number>;
/** A figure for each kind, in the same order each time. */
type MeasureByKind = () => Promise<ReadonlyMap<string, number>>;

type Plain = Exclude<keyof Gauges, "rosterAlarms">;

const described: readonly (readonly [Plain, name: string, help: string])[] = [
  ["outboxDepth", "simpul_outbox_depth", "Rows that wait in the outbox."],
  ["feedLagSeconds", "simpul_feed_lag_seconds", "Age of the oldest feed item without a receipt."],
  ["feedBacklog", "simpul_feed_backlog", "Feed items without a receipt."],
  ["jobsDepth", "simpul_jobs_depth", "Jobs that are due and not done."],
  ["mailsWaiting", "simpul_mails_waiting", "Mails that wait to be sent."],
  ["mailLagSeconds", "simpul_mail_lag_seconds", "Age of the oldest mail that waits to be sent."],
  [
    "deadlinesProvisional",
    "simpul_deadlines_provisional",
    "Open reports whose earliest deadline touches a year without a decree.",
  ],
  [
    "calendarDecreedYear",
    "simpul_calendar_decreed_year",
    "The last year of which the decree of holidays is known.",
  ],
  [
    "referenceUnreadable",
    "simpul_reference_unreadable",
    "Calendar and clock policy, as many as this process cannot read.",
  ],
  [
    "auditUnsealedSeconds",
    "simpul_audit_unsealed_seconds",
    "Age of the oldest audit row that no link names yet.",
  ],
];

/** A gauge that fails or outlasts `patienceMs` is absent from the page; a counter tells at the next scrape. */
export function registerGauges(registry: Registry, gauges: Gauges, patienceMs: number): void {
  const failures = new Counter({
    name: "simpul_gauge_failures_total",
    help: "Scrapes at which a gauge could not be measured.",
    labelNames: ["gauge"],
    registers: [registry],
  });
  for (const [key, name, help] of described) {
    const measure = gauges[key];
    if (measure === undefined) continue;
    new Gauge({
      name,
      help,
      registers: [registry],
      // The page is wanted most when the database is down.
      async collect() {
        try {
          this.set(await within(patienceMs, measure()));
        } catch {
          this.remove();
          failures.inc({ gauge: name });
        }
      },
    });
  }
  const { rosterAlarms } = gauges;
  if (rosterAlarms === undefined) return;
  const name = "simpul_roster_alarms";
  new Gauge({
    name,
    help: "What is wrong with rosters, of all tenants of the deployment.",
    labelNames: ["kind"],
    registers: [registry],
    async collect() {
      this.reset();
      try {
        for (const [kind, count] of await within(patienceMs, rosterAlarms()))
          this.set({ kind }, count);
      } catch {
        failures.inc({ gauge: name });
      }
    },
  });
}

async function within<T>(patienceMs: number, measured: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error("gauge timed out")), patienceMs);
  try {
    return await Promise.race([measured, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
