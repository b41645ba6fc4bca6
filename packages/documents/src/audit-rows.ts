import type { AuditedAct } from "@simpul/casework";
import { csvOf } from "./csv.ts";

const head = ["id", "at", "actor", "verb", "report", "trackingId", "outcome", "detail"] as const;

/** A line an act; its detail as JSON. */
export const auditCsv = (acts: readonly AuditedAct[]): string =>
  csvOf(
    head,
    acts.map(({ detail, ...act }) =>
      head.map((name) => (name === "detail" ? JSON.stringify(detail) : (act[name] ?? ""))),
    ),
  );
