import { Button, Chip, Group, Stack, Text, Textarea } from "@mantine/core";
import { useSay } from "../../speech.tsx";
import { ActForm } from "../act-form.tsx";
import type { ActFormProps } from "../offer.ts";
import { Moved } from "./moved.tsx";
import { holdPhrases, missing } from "./phrases.ts";
import type { Missing } from "./phrases.ts";
import { useDraft } from "./use-draft.ts";
import { useSending } from "./use-sending.ts";

/** Asks the reporter for what is missing; the clocks pause until they answer. */
export function Hold({ opened, done }: ActFormProps) {
  const t = useSay();
  const { report } = opened;
  const { typed, change, sent } = useDraft(report, "hold", { question: "", lacks: [] as string[] });
  const sending = useSending(opened);
  // Proof: only these are offered as chips, and another one asks for nothing.
  const phrases = holdPhrases(typed.lacks as Missing[]);
  const send = async (): Promise<void> => {
    await sending.send({
      verb: "hold",
      input: { question: typed.question.trim() },
      said: t("verifying.said.hold"),
    });
    sent();
  };
  return (
    <ActForm
      says={t("act.hold")}
      submit={t("verifying.hold.send")}
      send={send}
      done={done}
      isReady={typed.question.trim() !== ""}
    >
      <Moved isOther={sending.isOther} />
      <Textarea
        label={t("verifying.hold.label")}
        description={t("verifying.hold.hint")}
        lang="id"
        required
        autosize
        minRows={4}
        maxRows={14}
        maxLength={20_000}
        value={typed.question}
        onChange={({ currentTarget: { value } }) => change({ question: value })}
        error={sending.refused === "question" && t("verifying.refusedHere")}
      />
      <Chip.Group
        multiple
        value={[...typed.lacks]}
        onChange={(lacks: string[]) => change({ lacks })}
      >
        <Group gap="xs" role="group" aria-label={t("verifying.hold.lacks")}>
          <Text size="sm">{t("verifying.hold.lacks")}:</Text>
          {missing.map((each) => (
            <Chip key={each} value={each} size="sm">
              {t(`verifying.hold.missing.${each}`)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <Stack gap="xs">
        {phrases.map((phrase) => (
          <Group key={phrase} gap="xs" wrap="nowrap" align="start" justify="space-between">
            <Text size="sm" lang="id" className="said">
              {phrase}
            </Text>
            <Button
              variant="default"
              size="compact-sm"
              flex="none"
              onClick={() => change({ question: phrase })}
            >
              {t("verifying.hold.use")}
            </Button>
          </Group>
        ))}
      </Stack>
    </ActForm>
  );
}
