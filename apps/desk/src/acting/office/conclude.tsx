import { Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { useSay } from "../../speech.tsx";
import { Attach } from "../../people/attach.tsx";
import type { Attached } from "../../people/attach.tsx";
import { useAct } from "../act.ts";
import { ActForm } from "../act-form.tsx";
import { useDraft } from "../everyone/draft.ts";
import type { ActFormProps } from "../offer.ts";

/** What the office's examination found: the reporter reads it, and the case is over. */
export function ConcludeForm({ opened: { report }, done }: ActFormProps) {
  const t = useSay();
  const act = useAct();
  const [text, setText] = useDraft("conclude", report.id);
  const [attached, setAttached] = useState<readonly Attached[]>([]);
  const [isSending, setSending] = useState(false);
  const send = async (): Promise<void> => {
    await act({
      verb: "conclude",
      report: report.id,
      ifVersion: report.version,
      input: {
        text: text.trim(),
        ...(attached.length === 0 ? {} : { attachments: attached.map(({ id }) => id) }),
      },
      said: t("peopleDesk.office.concluded"),
    });
    setText("");
  };
  return (
    <ActForm
      says={t("act.conclude")}
      submit={t("act.conclude")}
      send={send}
      done={done}
      isReady={text.trim() !== "" && !isSending}
    >
      <Text size="sm">{t("peopleDesk.office.concludeWhy")}</Text>
      <Textarea
        label={t("peopleDesk.office.conclusion")}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        maxLength={20_000}
        minRows={6}
        maxRows={18}
        autosize
        required
      />
      <Attach attached={attached} change={setAttached} sending={setSending} />
    </ActForm>
  );
}
