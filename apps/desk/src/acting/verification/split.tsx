import { Button, Grid, Group, Stack, Text, Textarea, Title } from "@mantine/core";
import { classes } from "@simpul/domain";
import { useRef } from "react";
import { useLang, useSay } from "../../speech.tsx";
import { ActForm } from "../act-form.tsx";
import type { ActFormProps } from "../offer.ts";
import { AssessmentFields } from "./assessment-fields.tsx";
import { lackingOf } from "./assessment.ts";
import { fieldOf } from "./field-of.ts";
import { Moved } from "./moved.tsx";
import { partsOf, partsStart, readParts } from "./parts.ts";
import type { Part } from "./parts.ts";
import { useDraft } from "./use-draft.ts";
import { useSending } from "./use-sending.ts";

const most = 10;

/** One message, several matters: each becomes a report of its own, with the original beside it while they are made. */
export function Split({ opened, done }: ActFormProps) {
  const t = useSay();
  const { lang } = useLang();
  const { report } = opened;
  const { typed, change, sent } = useDraft(report, "split", {
    parts: JSON.stringify(partsStart(report)),
  });
  const sending = useSending(opened);
  const original = useRef<HTMLDivElement>(null);
  const parts = readParts(typed.parts);
  const put = (next: readonly Part[]): void => change({ parts: JSON.stringify(next) });
  const lacking = parts.map(lackingOf);
  const refused = /^parts\/(\d+)\/?(.*)$/.exec(sending.refused ?? "");
  // The parts are known to each other's readers: all of them are whistleblowing, or none is.
  const isRestricted = report.class === "whistleblowing";
  const only = classes.filter((each) => (each === "whistleblowing") === isRestricted);
  const send = async (): Promise<void> => {
    await sending.send({
      verb: "split",
      input: { parts: partsOf(parts) },
      said: t("verifying.said.split"),
      // It makes reports that nobody takes back; and its parts have fields of their own to hear what is wrong.
      undo: false,
    });
    sent();
  };
  /** What somebody marked in the original. */
  const marked = (): string => {
    const selection = globalThis.getSelection();
    return selection !== null && original.current?.contains(selection.anchorNode) === true
      ? selection.toString().trim()
      : "";
  };
  return (
    <ActForm
      says={t("act.split")}
      submit={t("verifying.split.send", { count: parts.length })}
      send={send}
      done={done}
      isReady={parts.length > 1 && lacking.every((fields) => fields.length === 0)}
    >
      <Text size="sm">{t("verifying.split.effect")}</Text>
      <Moved isOther={sending.isOther} />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, lg: 5 }}>
          <div className="beside" ref={original}>
            <Title order={4} size="h5">
              {t("verifying.split.original")}
            </Title>
            <Text className="said" size="sm" tabIndex={0}>
              {report.text}
            </Text>
          </div>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 7 }}>
          <Stack>
            {parts.map((part, index) => {
              const number = index + 1;
              const changePart = (next: Partial<Part>): void =>
                put(parts.with(index, { ...part, ...next }));
              const wrong = Number(refused?.[1]) === index ? fieldOf(refused?.[2]) : "";
              return (
                <fieldset key={part.key} className="form-part">
                  <legend>{t("verifying.split.part", { number })}</legend>
                  <Stack gap="sm">
                    <Textarea
                      label={t("verifying.split.text")}
                      description={t("verifying.split.textHint")}
                      autosize
                      minRows={2}
                      maxRows={10}
                      maxLength={20_000}
                      value={part.text}
                      onChange={({ currentTarget: { value } }) => changePart({ text: value })}
                    />
                    <Group gap="xs">
                      <Button
                        variant="default"
                        size="compact-sm"
                        // The mark is gone once the button has the focus.
                        onMouseDown={(event) => event.preventDefault()}
                        onClick={() => {
                          const text = marked();
                          if (text !== "") changePart({ text });
                        }}
                      >
                        {t("verifying.split.take")}
                      </Button>
                      {parts.length > 2 && (
                        <Button
                          variant="subtle"
                          size="compact-sm"
                          onClick={() => put(parts.filter((each) => each !== part))}
                        >
                          {t("verifying.split.less", { number })}
                        </Button>
                      )}
                    </Group>
                    <AssessmentFields
                      typed={part}
                      change={changePart}
                      likely={[]}
                      only={only}
                      wrong={new Set([...(lacking[index] ?? []), wrong])}
                    />
                  </Stack>
                </fieldset>
              );
            })}
            {parts.length < most && (
              <Button
                variant="default"
                onClick={() => put([...parts, ...partsStart(report).slice(0, 1)])}
              >
                {t("verifying.split.more")}
              </Button>
            )}
          </Stack>
        </Grid.Col>
      </Grid>
      <Stack gap={2} role="status">
        {lacking.map(
          (fields, index) =>
            fields.length > 0 && (
              <Text key={parts[index]?.key} size="sm">
                {t("verifying.split.lacks", {
                  number: index + 1,
                  fields: new Intl.ListFormat(lang, { type: "conjunction" }).format(
                    fields.map((each) => t(`verifying.field.${each}`)),
                  ),
                })}
              </Text>
            ),
        )}
      </Stack>
    </ActForm>
  );
}
