import { Alert, List, Text } from "@mantine/core";
import { detectPersonal, emptyAnswer } from "@simpul/domain";
import { useDeferredValue, useMemo } from "react";
import { useSay } from "../speech.tsx";

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
        <Alert color="orange" variant="light" title={t("answering.emptyTitle")} mt="xs">
          <List size="sm">
            {empty.phrases.slice(0, 4).map(({ kind, start, end }) => (
              <List.Item key={start}>
                {t(`answering.empty.${kind}`, { phrase: settled.slice(start, end).trim() })}
              </List.Item>
            ))}
          </List>
          <Text size="sm" mt={4}>
            {t("answering.missing", {
              what: empty.missing.map((each) => t(`answering.${asks[each]}`)).join(", "),
            })}
          </Text>
        </Alert>
      )}
      {personal.length > 0 && (
        <Alert color="yellow" variant="light" title={t("answering.personalTitle")} mt="xs">
          <Text size="sm">
            {[...new Set(personal.map(({ kind }) => t(`reportPage.personal.kind.${kind}`)))].join(
              ", ",
            )}
            {". "}
            {t("answering.personal")}
          </Text>
        </Alert>
      )}
    </div>
  );
}
