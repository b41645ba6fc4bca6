import type { LoadedReport } from "@simpul/db";
import { failed } from "../failure.ts";
import type { Failure } from "../failure.ts";

/** The identity lies where the report was taken in and nowhere else (PROTOCOL, "Identity"). */
export function fromOrigin({ tenant, case: { report } }: LoadedReport): "here" | Failure {
  return report.origin === tenant ? "here" : failed("identityElsewhere");
}
