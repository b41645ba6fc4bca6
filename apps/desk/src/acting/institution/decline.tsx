import { Select, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTyped } from "../../answer/use-typed.ts";
import { useUnits } from "../../names.tsx";
import { useSay } from "../../speech.tsx";
import { useAct } from "../act.ts";
import type { ActFormProps } from "../offer.ts";
import { ActForm } from "./act-form.tsx";

/** A unit gives a report back to its institution, and says which unit it thinks is right. */
export function Decline({ opened: { report }, done }: ActFormProps) {
  const t = useSay();
  const act = useAct();
  const units = useUnits().data ?? [];
  const [typed, type, forget] = useTyped(report.id, "decline", { reason: "", proposedUnit: "" });
  const [isTried, setTried] = useState(false);
  const { reason, proposedUnit } = typed;
  const send = (): string | undefined => {
    setTried(true);
    if (reason.trim() === "") return "reason";
    void act({
      verb: "decline",
      report: report.id,
      ifVersion: report.version,
      input: { reason, ...(proposedUnit === "" ? {} : { proposedUnit }) },
      said: t("answering.said.decline"),
    });
    forget();
    done();
    return undefined;
  };
  return (
    <ActForm name={t("act.decline")} submit={t("act.decline")} send={send} done={done}>
      <Textarea
        name="reason"
        autoFocus
        autosize
        minRows={2}
        label={t("answering.declineReason")}
        error={isTried && reason.trim() === "" ? t("answering.needed") : undefined}
        value={reason}
        onChange={({ currentTarget: { value } }) => type({ reason: value })}
        required
      />
      <Select
        searchable
        clearable
        label={t("answering.declineTo")}
        placeholder={t("answering.findUnit")}
        data={units
          .filter(({ code }) => code !== report.unit)
          .map(({ code, name }) => ({ value: code, label: name }))}
        value={proposedUnit === "" ? null : proposedUnit}
        onChange={(code) => type({ proposedUnit: code ?? "" })}
      />
    </ActForm>
  );
}
