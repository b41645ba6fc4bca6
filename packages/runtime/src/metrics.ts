import { collectDefaultMetrics, Counter, Histogram, Registry } from "prom-client";
import { type Gauges, registerGauges } from "./gauges.ts";

export interface Metrics {
  /** `route` is the pattern (`/api/v1/reports/:id`), never the path; `unmatched` where none matched. */
  observeRequest(method: string, route: string, status: number, seconds: number): void;
  countFederationEvent(direction: "sent" | "received", verdict: FederationVerdict): void;
  /** @param kind one of a few words */
  countFederationAlarm(kind: string): void;
  /** The page in the Prometheus text format. */
  render(): Promise<string>;
  readonly contentType: string;
}

export type FederationVerdict = "accepted" | "duplicate" | "parked" | "rejected";

/** The last bucket but one is the long poll of PROTOCOL (25 s): it must not vanish into +Inf. */
const buckets = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 26];
const methods = new Set(["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]);
/** Above it a caller is passing paths, and every scanner's guess would become a series for ever. */
const MOST_ROUTES = 400;
/** Prometheus gives up after 10 s by default; the rest of the page must be there when one gauge hangs. */
const PATIENCE_MS = 2_000;

/**
 * Rate, errors and duration by route. Tenant is never a label: 700 of them times routes times statuses
 * would be the largest thing in this process, and figures by tenant are the desk's, from the database.
 */
export function createMetrics(gauges: Gauges = {}, patienceMs = PATIENCE_MS): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const requests = new Counter({
    name: "simpul_http_requests_total",
    help: "HTTP requests answered.",
    labelNames: ["method", "route", "status"],
    registers,
  });
  const durations = new Histogram({
    name: "simpul_http_request_duration_seconds",
    help: "Time from the request's arrival to the end of its answer.",
    labelNames: ["route"],
    buckets,
    registers,
  });
  const federationEvents = new Counter({
    name: "simpul_federation_events_total",
    help: "Events exchanged with peers, by the receiver's verdict.",
    labelNames: ["direction", "verdict"],
    registers,
  });
  const federationAlarms = new Counter({
    name: "simpul_federation_alarms_total",
    help: "What a person must see: two versions of one event, dead letters, clocks and directories that are off.",
    labelNames: ["kind"],
    registers,
  });
  registerGauges(registry, gauges, patienceMs);
  collectDefaultMetrics({ register: registry });

  const routes = new Set<string>();
  const boundedRoute = (route: string): string => {
    if (routes.has(route)) return route;
    if (routes.size >= MOST_ROUTES) return "other";
    routes.add(route);
    return route;
  };

  return {
    observeRequest(method, route, status, seconds) {
      const pattern = boundedRoute(route);
      requests.inc({ method: methods.has(method) ? method : "other", route: pattern, status });
      durations.observe({ route: pattern }, seconds);
    },
    countFederationEvent(direction, verdict) {
      federationEvents.inc({ direction, verdict });
    },
    countFederationAlarm(kind) {
      federationAlarms.inc({ kind });
    },
    render: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
