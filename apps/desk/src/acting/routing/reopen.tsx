import { useSay } from "../../speech.tsx";
import { useAct } from "../act.ts";
import type { ActFormProps } from "../offer.ts";
import { OneText } from "./one-text.tsx";

export function Reopen({ opened: { report }, done }: ActFormProps) {
  const t = useSay();
  const act = useAct();
  return (
    <OneText
      report={report.id}
      what="reopen"
      title={t("routingDesk.reopen.title")}
      effect={t("routingDesk.reopen.effect")}
      label={t("routingDesk.reopen.reason")}
      button={t("act.reopen")}
      done={done}
      send={(reason) =>
        act({
          verb: "reopen",
          report: report.id,
          ifVersion: report.version,
          input: { reason },
          said: t("routingDesk.reopen.said"),
        })
      }
    />
  );
}
