import { useState } from "react";
import { pointerOf } from "../../failed.ts";
import type { Opened, Verb } from "../../api-types.ts";
import { useAct } from "../act.ts";
import type { Asked } from "../act.ts";

/** Where a form of a report stands to the report, which others change too. */
export interface Sending {
  /** Somebody changed the report since the form was opened. */
  readonly isOther: boolean;
  /** The field that the server refused, as a JSON pointer says it: `place/area`. */
  readonly refused: string | undefined;
  /** Rejects with the refusal. */
  send<V extends Verb>(asked: Omit<Asked<V>, "report" | "ifVersion">): Promise<void>;
}

export function useSending({ report }: Opened): Sending {
  const act = useAct();
  const [first] = useState(report.version);
  const [refused, refuse] = useState<string>();
  return {
    isOther: report.version !== first,
    refused,
    async send(asked) {
      refuse(undefined);
      try {
        await act({ ...asked, report: report.id, ifVersion: report.version });
      } catch (error) {
        refuse(pointerOf(error)?.replace(/^\/(?:input\/)?/, ""));
        throw error;
      }
    },
  };
}
