import { Text } from "@mantine/core";
import { detectPersonal, emptyAnswer } from "@simpul/domain";
import { useDeferredValue, useMemo } from "react";
import { useSay } from "../speech.tsx";
import { Remark } from "./remark.tsx";

/** What whoever writes should see before the citizen does. Nothing of it stops them. */
export function Warnings({ text }: { readonly text: string }) {
  const t = useSay();
  const settled = useDeferredValue(text);
  const empty = useMemo(() => emptyAnswer(settled), [settled]);
  const personal = useMemo(() => detectPersonal(settled), [settled]);
  const asks = { who: "missingWho", what: "missingWhat", when: "missingWhen" } as const;
  return (
    <div aria-live="polite">
      {empty !== undefined && (
        <Remark title={t("answering.emptyTitle")}>
          <ul>
            {empty.phrases.slice(0, 4).map(({ kind, start, end }) => (
              <li key={start}>
                {t(`answering.empty.${kind}`, { phrase: settled.slice(start, end).trim() })}
              </li>
            ))}
          </ul>
          <Text size="sm">
            {t("answering.missing", {
              what: empty.missing.map((each) => t(`answering.${asks[each]}`)).join(", "),
            })}
          </Text>
        </Remark>
      )}
      {personal.length > 0 && (
        <Remark title={t("answering.personalTitle")}>
          <Text size="sm">
            {[...new Set(personal.map(({ kind }) => t(`reportPage.personal.kind.${kind}`)))].join(
              ", ",
            )}
            {". "}
            {t("answering.personal")}
          </Text>
        </Remark>
      )}
    </div>
  );
}
