import { nationalCalendar, nationalPolicy } from "@simpul/domain";
import type { ReferenceKind } from "@simpul/protocol";

/** What a new hub publishes as version 1, and what counts at a node until it has heard of one. */
export const referenceDefaults: Readonly<Record<ReferenceKind, object>> = {
  calendar: nationalCalendar,
  policy: nationalPolicy,
};
