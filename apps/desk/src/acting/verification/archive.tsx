import { Button, Group, Radio, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { archiveReasons } from "@simpul/domain";
import { useSay } from "../../speech.tsx";
import { ActForm } from "../act-form.tsx";
import type { ActFormProps } from "../offer.ts";
import { Moved } from "./moved.tsx";
import { adviceFor } from "./phrases.ts";
import { useDraft } from "./use-draft.ts";
import { useSending } from "./use-sending.ts";

/** Ends a report that nobody will answer, with the reason that its reporter reads. */
export function Archive({ opened, done }: ActFormProps) {
  const t = useSay();
  const { report } = opened;
  const { typed, change, sent } = useDraft(report, "archive", {
    reason: "",
    duplicateOf: "",
    note: "",
  });
  const sending = useSending(opened);
  const reason = archiveReasons.find((each) => each === typed.reason);
  const isDuplicate = reason === "duplicate";
  const advice = adviceFor(typed.reason);
  const lacksMain = isDuplicate && typed.duplicateOf.trim() === "";
  const send = async (): Promise<void> => {
    if (reason === undefined) return;
    await sending.send({
      verb: "archive",
      input: {
        reason,
        ...(isDuplicate ? { duplicateOf: typed.duplicateOf.trim() } : {}),
        ...(typed.note.trim() === "" ? {} : { note: typed.note.trim() }),
      },
      said: t("verifying.said.archive"),
      // What was typed may be no number at all: the form has to hear it.
      ...(isDuplicate ? { undo: false } : {}),
    });
    sent();
  };
  return (
    <ActForm
      says={t("act.archive")}
      submit={t("verifying.archive.send")}
      send={send}
      done={done}
      isReady={reason !== undefined && !lacksMain}
    >
      <Moved isOther={sending.isOther} />
      <Radio.Group
        label={t("verifying.archive.reason")}
        description={t("verifying.archive.reasonHint")}
        required
        value={typed.reason}
        onChange={(next) => change({ reason: next })}
      >
        <Stack gap={6} mt={6}>
          {archiveReasons.map((each) => (
            <Radio key={each} value={each} label={t(`archiveReason.${each}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {isDuplicate && (
        <TextInput
          label={t("verifying.archive.duplicateOf")}
          description={t("verifying.archive.duplicateHint")}
          required
          autoComplete="off"
          maxLength={40}
          value={typed.duplicateOf}
          onChange={({ currentTarget: { value } }) => change({ duplicateOf: value })}
          error={
            (sending.refused === "into" || sending.refused === "duplicateOf") &&
            t("verifying.refusedHere")
          }
        />
      )}
      <Textarea
        label={t("verifying.archive.note")}
        description={t("verifying.archive.noteHint")}
        lang="id"
        autosize
        minRows={2}
        maxRows={12}
        maxLength={20_000}
        value={typed.note}
        onChange={({ currentTarget: { value } }) => change({ note: value })}
      />
      {advice !== undefined && advice !== typed.note && (
        <Group gap="xs" wrap="nowrap" align="start" justify="space-between">
          <Text size="sm" lang="id">
            {advice}
          </Text>
          <Button
            variant="default"
            size="compact-sm"
            flex="none"
            onClick={() => change({ note: advice })}
          >
            {t("verifying.archive.advise")}
          </Button>
        </Group>
      )}
      <Text size="sm" role="status">
        {reason === undefined && t("verifying.archive.lacks")}
        {lacksMain && t("verifying.archive.lacksMain")}
      </Text>
    </ActForm>
  );
}
