import { Text, Textarea } from "@mantine/core";
import { useSay } from "../../speech.tsx";
import { useAct } from "../act.ts";
import { ActForm } from "../act-form.tsx";
import { useDraft } from "../everyone/draft.ts";
import type { ActFormProps } from "../offer.ts";

/** The case goes back to the institution; the reporter reads why. */
export function IneligibleForm({ opened: { report }, done }: ActFormProps) {
  const t = useSay();
  const act = useAct();
  const [reason, setReason] = useDraft("ineligible", report.id);
  const send = async (): Promise<void> => {
    await act({
      verb: "ineligible",
      report: report.id,
      ifVersion: report.version,
      input: { reason: reason.trim() },
      said: t("peopleDesk.office.ineligible"),
    });
    setReason("");
  };
  return (
    <ActForm
      says={t("act.ineligible")}
      submit={t("act.ineligible")}
      send={send}
      done={done}
      isReady={reason.trim() !== ""}
    >
      <Text size="sm">{t("peopleDesk.office.ineligibleWhy")}</Text>
      <Textarea
        label={t("peopleDesk.office.ineligibleReason")}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
        maxLength={20_000}
        minRows={4}
        maxRows={14}
        autosize
        required
      />
    </ActForm>
  );
}
