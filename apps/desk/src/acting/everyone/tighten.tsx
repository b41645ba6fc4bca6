import { Alert, Checkbox, Textarea } from "@mantine/core";
import { useState } from "react";
import { useSay } from "../../speech.tsx";
import { ActForm } from "../act-form.tsx";
import { useAct } from "../act.ts";
import type { ActFormProps } from "../offer.ts";

/** Makes a report anonymous or secret. Nothing takes it back, so it says so and goes at once. */
export function TightenForm({ opened: { report }, done }: ActFormProps) {
  const t = useSay();
  const act = useAct();
  const [anonymous, setAnonymous] = useState(false);
  const [secret, setSecret] = useState(false);
  const [reason, setReason] = useState("");
  const send = (): Promise<void> =>
    act({
      verb: "tighten",
      report: report.id,
      ifVersion: report.version,
      input: {
        ...(anonymous ? { anonymous: true as const } : {}),
        ...(secret ? { secret: true as const } : {}),
        ...(reason.trim() === "" ? {} : { reason: reason.trim() }),
      },
      said: t("act.tighten"),
      undo: false,
    });
  return (
    <ActForm
      says={t("act.tighten")}
      submit={t("reportPage.tighten.send")}
      send={send}
      done={done}
      isFinal
      isReady={anonymous || secret}
    >
      <Alert color="orange" variant="light">
        {t("reportPage.tighten.lead")}
      </Alert>
      {!report.anonymous && (
        <Checkbox
          label={t("reportPage.tighten.anonymous")}
          checked={anonymous}
          onChange={({ currentTarget }) => setAnonymous(currentTarget.checked)}
        />
      )}
      {!report.secret && (
        <Checkbox
          label={t("reportPage.tighten.secret")}
          checked={secret}
          onChange={({ currentTarget }) => setSecret(currentTarget.checked)}
        />
      )}
      <Textarea
        label={t("reportPage.tighten.reason")}
        autosize
        minRows={2}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
    </ActForm>
  );
}
