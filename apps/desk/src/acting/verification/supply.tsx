import { Textarea } from "@mantine/core";
import { useState } from "react";
import type { ComponentProps } from "react";
import { FilesField } from "../../answer/files-field.tsx";
import { useSay } from "../../speech.tsx";
import { ActForm } from "../act-form.tsx";
import type { ActFormProps } from "../offer.ts";
import { Moved } from "./moved.tsx";
import { useDraft } from "./use-draft.ts";
import { useSending } from "./use-sending.ts";

type Kept = ComponentProps<typeof FilesField>["files"][number];
const mostFiles = 20;

/** Records what a reporter said by telephone or at the counter: their word, and their files. */
export function Supply({ opened, done }: ActFormProps) {
  const t = useSay();
  const { report, acts } = opened;
  const { typed, change, sent } = useDraft(report, "supply", { text: "" });
  const sending = useSending(opened);
  const [files, setFiles] = useState<readonly Kept[]>([]);
  const [isBusy, setBusy] = useState(false);
  const ids = files.map(({ id }) => id);
  const send = async (): Promise<void> => {
    await sending.send({
      verb: "supply",
      input: { text: typed.text.trim(), ...(ids.length === 0 ? {} : { attachments: ids }) },
      said: t("verifying.said.supply"),
    });
    sent();
  };
  return (
    <ActForm
      says={t("act.supply")}
      submit={t("verifying.supply.send")}
      send={send}
      done={done}
      isReady={typed.text.trim() !== "" && !isBusy}
    >
      <Moved isOther={sending.isOther} />
      <Textarea
        label={t("verifying.supply.label")}
        description={t("verifying.supply.hint")}
        required
        autosize
        minRows={4}
        maxRows={14}
        maxLength={20_000}
        value={typed.text}
        onChange={({ currentTarget: { value } }) => change({ text: value })}
      />
      {acts.includes("upload") && (
        <FilesField
          label={t("verifying.supply.files")}
          ids={ids}
          files={files}
          most={mostFiles}
          error={
            sending.refused?.startsWith("attachments") === true
              ? t("verifying.refusedHere")
              : undefined
          }
          onAdd={(file) => setFiles((all) => [...all, file])}
          onRemove={(id) => setFiles((all) => all.filter((each) => each.id !== id))}
          onBusy={setBusy}
        />
      )}
    </ActForm>
  );
}
