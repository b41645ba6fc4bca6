import { Text, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTyped } from "../../answer/use-typed.ts";
import { useSay } from "../../speech.tsx";
import { useAct } from "../act.ts";
import type { ActFormProps } from "../offer.ts";
import { ActForm } from "./act-form.tsx";
import { TenantPick } from "./tenant-pick.tsx";

/** "Bukan kewenangan kami": the reason and the mandate it rests on, and who is in charge if that is known. */
export function Return({ opened: { report }, done }: ActFormProps) {
  const t = useSay();
  const act = useAct();
  const [typed, type, forget] = useTyped(report.id, "return", {
    reason: "",
    basis: "",
    proposedTenant: "",
  });
  const [isTried, setTried] = useState(false);
  const missing = (value: string): string | undefined =>
    isTried && value.trim() === "" ? t("answering.needed") : undefined;
  const send = (): string | undefined => {
    setTried(true);
    const { reason, basis, proposedTenant } = typed;
    if (reason.trim() === "") return "reason";
    if (basis.trim() === "") return "basis";
    void act({
      verb: "return",
      report: report.id,
      ifVersion: report.version,
      input: { reason, basis, ...(proposedTenant === "" ? {} : { proposedTenant }) },
      said: t("answering.said.return"),
    });
    forget();
    done();
    return undefined;
  };
  return (
    <ActForm name={t("act.return")} submit={t("act.return")} send={send} done={done}>
      <Textarea
        name="reason"
        data-autofocus
        autoFocus
        autosize
        minRows={2}
        label={t("answering.returnReason")}
        error={missing(typed.reason)}
        value={typed.reason}
        onChange={({ currentTarget: { value } }) => type({ reason: value })}
        required
      />
      <TextInput
        name="basis"
        label={t("answering.returnBasis")}
        description={t("answering.returnBasisHint")}
        error={missing(typed.basis)}
        value={typed.basis}
        onChange={({ currentTarget: { value } }) => type({ basis: value })}
        required
      />
      <TenantPick
        label={t("answering.returnTo")}
        value={typed.proposedTenant}
        onChange={(proposedTenant) => type({ proposedTenant })}
      />
      <Text size="sm" c="dimmed">
        {t("answering.returnClock")}
      </Text>
    </ActForm>
  );
}
