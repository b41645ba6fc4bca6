import type { Logger } from "./logger.ts";
import type { Metrics } from "./metrics.ts";

export type RaiseAlarm = (kind: string, fields: Readonly<Record<string, string | number>>) => void;

/**
 * An alarm is a line for whoever looks for the cause, and a count for what wakes a person.
 * @param metrics made after the deployment that raises: what is raised before is only a line
 */
export function alarmsTo(log: Logger, metrics: () => Metrics | undefined): RaiseAlarm {
  return (kind, { version, ...fields }) => {
    log.error("federation.alarm", {
      ...fields,
      ...(version === undefined ? {} : { version: String(version) }),
      kind,
    });
    metrics()?.countFederationAlarm(kind);
  };
}
