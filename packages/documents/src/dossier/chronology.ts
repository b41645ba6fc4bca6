import type { Referred } from "@simpul/casework";
import type { Step } from "@simpul/domain";
import type { Attached, ChronologyEntry } from "./dossier.ts";
import { localTime } from "./local-time.ts";

/** Everything that happened, by the time its writer stamped. Roles and tenants, never people. */
export function chronologyOf(
  { steps, contents, tenant }: Referred,
  hub: string,
  zones: { readonly hub: string; readonly institution: string },
): ChronologyEntry[] {
  return steps
    .toSorted((a, b) =>
      a.recorded.at < b.recorded.at ? -1 : a.recorded.at > b.recorded.at ? 1 : 0,
    )
    .map((step) => {
      const { writer, seq, hash, at, event } = step.recorded;
      const { type, by: _, content, attachments = [], ...details } = event;
      const words = content === undefined ? undefined : contents.get(content.hash)?.words;
      return {
        writer,
        seq,
        event: hash,
        at,
        hubTime: localTime(at, zones.hub),
        institutionTime: localTime(at, zones.institution),
        role: roleIn(step, tenant, hub),
        type,
        counted: step.counted,
        ...(step.counted === "transition" ? { state: step.report.state } : {}),
        details,
        ...(words === undefined ? {} : { words }),
        ...(content === undefined ? {} : { content: content.hash }),
        attachments: attachments.map((one) => one.hash),
      };
    });
}

/** A peer may claim any role: what its stream proves is that it spoke as itself, or for whose report it took in. */
function roleIn({ recorded: { writer, event }, report }: Step, copy: string, hub: string): string {
  if (writer === hub || writer === copy) return event.by;
  const isReporters = event.by === "reporter" || event.by === "channel";
  return writer === report.origin && isReporters ? event.by : "institution";
}

/** Names of files stay away: a name may say who somebody is. */
export function attachmentsOf({ steps, contents }: Referred): Attached[] {
  return steps.flatMap(({ recorded }) =>
    (recorded.event.attachments ?? []).map(({ hash, size, type }) => {
      const sha256 = contents.get(hash)?.sha256;
      return {
        hash,
        event: recorded.hash,
        size,
        type,
        ...(sha256 === undefined ? {} : { sha256 }),
      };
    }),
  );
}
