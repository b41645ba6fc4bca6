import { Checkbox, Text } from "@mantine/core";
import { useMemo } from "react";
import { useCategories } from "../../names.tsx";
import { Waiting } from "../../parts/waiting.tsx";
import { useSay } from "../../speech.tsx";
import { ActForm } from "../act-form.tsx";
import type { ActFormProps } from "../offer.ts";
import { AssessmentFields } from "./assessment-fields.tsx";
import { assessmentOf, begunFor, lackingOf } from "./assessment.ts";
import type { Typed } from "./assessment.ts";
import { likelyCategories } from "./categories.ts";
import { fieldOf } from "./field-of.ts";
import { Lacks } from "./lacks.tsx";
import { Moved } from "./moved.tsx";
import { useDraft } from "./use-draft.ts";
import { useSending } from "./use-sending.ts";

/** Everything that the hub says of a report, begun with the reporter's words. */
export function Verify(props: ActFormProps) {
  const categories = useCategories();
  // The likeliest category stands there from the beginning, or somebody types into a form that changes.
  if (categories.isPending) return <Waiting height="6rem" />;
  return <VerifyForm {...props} />;
}

function VerifyForm({ opened, done }: ActFormProps) {
  const t = useSay();
  const { report } = opened;
  const categories = useCategories().data;
  const likely = useMemo(
    () => likelyCategories(`${report.title ?? ""} ${report.text ?? ""}`, categories ?? []),
    [report.title, report.text, categories],
  );
  const begun: Typed & { complete: "yes" | "" } = {
    ...begunFor(report, likely[0]),
    complete: "yes",
  };
  const { typed, change, sent } = useDraft(report, "verify", begun);
  const sending = useSending(opened);
  const lacking = lackingOf(typed);
  const send = async (): Promise<void> => {
    await sending.send({
      verb: "verify",
      input: { ...assessmentOf(typed), complete: typed.complete === "yes" },
      said: t("verifying.said.verify"),
    });
    sent();
  };
  return (
    <ActForm
      says={t("act.verify")}
      submit={t("act.verify")}
      send={send}
      done={done}
      isReady={lacking.length === 0}
    >
      <Moved isOther={sending.isOther} />
      <AssessmentFields
        typed={typed}
        change={change}
        likely={likely}
        wrong={new Set([...lacking, fieldOf(sending.refused)])}
      />
      <Checkbox
        label={t("verifying.complete")}
        checked={typed.complete === "yes"}
        onChange={({ currentTarget: { checked } }) => change({ complete: checked ? "yes" : "" })}
      />
      <Lacks fields={lacking} />
      {report.anonymous && (
        <Text size="sm" c="dimmed">
          {t("flag.anonymous")}
        </Text>
      )}
    </ActForm>
  );
}
