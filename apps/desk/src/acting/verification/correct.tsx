import { Text } from "@mantine/core";
import { useSay } from "../../speech.tsx";
import { ActForm } from "../act-form.tsx";
import type { ActFormProps } from "../offer.ts";
import { AssessmentFields } from "./assessment-fields.tsx";
import { correctionOf, lackingOf, startOf } from "./assessment.ts";
import { fieldOf } from "./field-of.ts";
import { Lacks } from "./lacks.tsx";
import { Moved } from "./moved.tsx";
import { useDraft } from "./use-draft.ts";
import { useSending } from "./use-sending.ts";

/** What was said of a report, said otherwise: only what was changed is sent. */
export function Correct({ opened, done }: ActFormProps) {
  const t = useSay();
  const { report } = opened;
  const { typed, change, sent } = useDraft(report, "correct", startOf(report));
  const sending = useSending(opened);
  const lacking = lackingOf(typed);
  const input = correctionOf(typed, report);
  const isOther = Object.keys(input).length > 0;
  const send = async (): Promise<void> => {
    await sending.send({ verb: "correct", input, said: t("verifying.said.correct") });
    sent();
  };
  return (
    <ActForm
      says={t("act.correct")}
      submit={t("verifying.correct.send")}
      send={send}
      done={done}
      isReady={lacking.length === 0 && isOther}
    >
      <Moved isOther={sending.isOther} />
      <AssessmentFields
        typed={typed}
        change={change}
        likely={[]}
        wrong={new Set([...lacking, fieldOf(sending.refused)])}
      />
      <Lacks fields={lacking} />
      <Text size="sm" role="status">
        {!isOther && t("verifying.correct.nothing")}
      </Text>
    </ActForm>
  );
}
