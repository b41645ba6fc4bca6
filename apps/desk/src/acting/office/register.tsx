import { Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useSay } from "../../speech.tsx";
import { api } from "../../trpc.ts";
import { useAct } from "../act.ts";
import { ActForm } from "../act-form.tsx";
import { useDraft } from "../everyone/draft.ts";
import type { ActFormProps } from "../offer.ts";

/** The number under which the office has the case; another one corrects it. */
export function RegisterForm({ opened: { report }, done }: ActFormProps) {
  const t = useSay();
  const act = useAct();
  const [number, setNumber] = useDraft("register", report.id);
  const was = useQuery(api.office.dossier.queryOptions({ report: report.id })).data?.number;
  const send = async (): Promise<void> => {
    await act({
      verb: "register",
      report: report.id,
      ifVersion: report.version,
      input: { number: number.trim() },
      said: t("peopleDesk.office.registered"),
    });
    setNumber("");
  };
  return (
    <ActForm
      says={t("act.register")}
      submit={t("act.register")}
      send={send}
      done={done}
      isReady={number.trim() !== ""}
    >
      {was !== undefined && (
        <Text size="sm">{t("peopleDesk.office.registerAgain", { number: was })}</Text>
      )}
      <TextInput
        label={t("peopleDesk.office.registerNumber")}
        value={number}
        onChange={({ currentTarget }) => setNumber(currentTarget.value)}
        maxLength={200}
        autoComplete="off"
        required
      />
    </ActForm>
  );
}
