import { Text } from "@mantine/core";
import { readAs } from "@simpul/domain";
import { useDeferredValue } from "react";
import type { Report } from "../api-types.ts";
import { useMe } from "../me.tsx";
import { useWhen } from "../report/when.ts";
import { useSay } from "../speech.tsx";
import { isFinal } from "./answer-of.ts";
import type { Said } from "./draft.ts";
import "./preview.css";

/** An answer in the words and the order of the public tracking page, blackened as it is published. */
export function Preview({
  report,
  said,
}: {
  readonly report: Pick<Report, "secret">;
  readonly said: Said;
}) {
  const t = useSay();
  const { me } = useMe();
  const { moment } = useWhen();
  const text = useDeferredValue(said.text);
  const shown = readAs("published", text, { content: "", field: "text" });
  const step = isFinal(said.kind) ? "answered" : "responded";
  return (
    <section className="answer-preview" aria-label={t("answering.preview")}>
      <Text size="xs" c="dimmed" mb={4}>
        {report.secret ? t("answering.previewSecret") : t("answering.preview")}
      </Text>
      <div className="public">
        <p className="step">{t(`publicStep.${step}`)}</p>
        <p className="when">
          {moment(me.now)} · {me.tenant.name}
        </p>
        {shown.trim() === "" ? (
          <p className="when">{t("answering.previewEmpty")}</p>
        ) : (
          <blockquote>{shown}</blockquote>
        )}
      </div>
      {said.attachments.length > 0 && (
        <Text size="xs" c="dimmed" mt={4}>
          {t("answering.previewFiles", { count: said.attachments.length })}
        </Text>
      )}
    </section>
  );
}
