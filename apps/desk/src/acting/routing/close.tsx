import { useSay } from "../../speech.tsx";
import { useAct } from "../act.ts";
import type { ActFormProps } from "../offer.ts";
import { OneText } from "./one-text.tsx";

export function Close({ opened: { report }, done }: ActFormProps) {
  const t = useSay();
  const act = useAct();
  return (
    <OneText
      report={report.id}
      what="close"
      title={t("routingDesk.close.title")}
      effect={t("routingDesk.close.effect")}
      label={t("routingDesk.close.word")}
      button={t("act.close")}
      done={done}
      send={(word) =>
        act({
          verb: "close",
          report: report.id,
          ifVersion: report.version,
          input: { recordedWord: word },
          said: t("routingDesk.close.said"),
        })
      }
    />
  );
}
