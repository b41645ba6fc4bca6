import { useNames } from "../../names.tsx";
import { useSay } from "../../speech.tsx";
import { useAct } from "../act.ts";
import type { ActFormProps } from "../offer.ts";
import { OneText } from "./one-text.tsx";

export function Recall({ opened: { report }, done }: ActFormProps) {
  const t = useSay();
  const names = useNames();
  const act = useAct();
  return (
    <OneText
      report={report.id}
      what="recall"
      title={t("routingDesk.recall.title", {
        tenant: names.tenant(report.institution ?? report.holder),
      })}
      effect={t("routingDesk.recall.effect")}
      label={t("routingDesk.recall.reason")}
      button={t("act.recall")}
      done={done}
      send={(reason) =>
        act({
          verb: "recall",
          report: report.id,
          ifVersion: report.version,
          input: { reason },
          said: t("routingDesk.recall.said"),
        })
      }
    />
  );
}
