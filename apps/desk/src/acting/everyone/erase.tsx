import { Alert, Checkbox, Radio, Stack, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Opened } from "../../api-types.ts";
import { useSay } from "../../speech.tsx";
import { ActForm } from "../act-form.tsx";
import { useAct } from "../act.ts";
import type { ActFormProps } from "../offer.ts";

/** The one act that nothing takes back: it wants the report's number typed. */
export function EraseForm({ opened, done }: ActFormProps) {
  const t = useSay();
  const act = useAct();
  const { report } = opened;
  const contents = contentsOf(opened, t("reportPage.words"), t("reportPage.maskForm.title"));
  const [isWhole, setWhole] = useState(false);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [reason, setReason] = useState("");
  const [typed, setTyped] = useState("");
  const isReady =
    reason.trim() !== "" &&
    typed.trim().toUpperCase() === report.trackingId.toUpperCase() &&
    (isWhole || chosen.length > 0);
  return (
    <ActForm
      says={t("act.erase")}
      submit={t("reportPage.erase.send")}
      isFinal
      isReady={isReady}
      done={done}
      send={() =>
        act({
          verb: "erase",
          report: report.id,
          ifVersion: report.version,
          input: {
            reason: reason.trim(),
            ...(isWhole ? {} : { contents: [...chosen] }),
          },
          said: t("act.erase"),
          undo: false,
        })
      }
    >
      <Alert color="red" variant="light">
        {t("reportPage.erase.lead")}
      </Alert>
      <Radio.Group
        label={t("reportPage.erase.what")}
        value={isWhole ? "all" : "some"}
        onChange={(value) => setWhole(value === "all")}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="some" label={t("reportPage.erase.some")} />
          <Radio value="all" label={t("reportPage.erase.everything")} />
        </Stack>
      </Radio.Group>
      {!isWhole &&
        contents.map(({ hash, says }) => (
          <Checkbox
            key={hash}
            label={says}
            checked={chosen.includes(hash)}
            onChange={({ currentTarget: { checked } }) =>
              setChosen(checked ? [...chosen, hash] : chosen.filter((each) => each !== hash))
            }
          />
        ))}
      <Textarea
        label={t("reportPage.erase.reason")}
        autosize
        minRows={2}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      <TextInput
        label={t("reportPage.erase.confirm", { number: report.trackingId })}
        autoComplete="off"
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
    </ActForm>
  );
}

/** What is still here, each once. */
function contentsOf(
  { report, contents, steps }: Opened,
  words: string,
  title: string,
): { hash: string; says: string }[] {
  const all = [
    ...(contents.text === undefined
      ? []
      : [{ hash: contents.text, says: `${words}: ${start(report.text)}` }]),
    ...(contents.title === undefined
      ? []
      : [{ hash: contents.title, says: `${title}: ${start(report.title)}` }]),
    ...report.attachments.map(({ hash, name, type }) => ({ hash, says: name ?? type })),
    ...report.history.flatMap(({ content, text }) =>
      content === undefined || text === undefined ? [] : [{ hash: content, says: start(text) }],
    ),
    ...steps.flatMap(({ files = [] }) => files.map((hash) => ({ hash, says: hash.slice(0, 12) }))),
  ];
  return all.filter(({ hash }, index) => all.findIndex((each) => each.hash === hash) === index);
}

const start = (text = ""): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text);
