import { useEffect } from "react";
import { Waiting } from "../../parts/waiting.tsx";
import { useSay } from "../../speech.tsx";
import { useAct } from "../act.ts";
import type { ActFormProps } from "../offer.ts";

/** Drawn twice, it is asked for once. */
const asked = new WeakSet<object>();

/** Nothing to fill in: one key or one press takes the report on, and it can be taken back for a moment. */
export function Accept({ opened, done }: ActFormProps) {
  const t = useSay();
  const act = useAct();
  useEffect(() => {
    if (asked.has(opened)) return;
    asked.add(opened);
    const { report } = opened;
    void act({
      verb: "accept",
      report: report.id,
      ifVersion: report.version,
      input: {},
      said: t("answering.said.accept"),
    });
    // Taken back, it can be asked for again.
    setTimeout(() => asked.delete(opened), 1000);
    done();
  }, [act, done, opened, t]);
  return <Waiting height="2rem" />;
}
