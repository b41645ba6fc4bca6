import { Button, CloseButton, Group, NativeSelect, Text, Textarea } from "@mantine/core";
import { useRef, useState } from "react";
import type { Opened } from "../../api-types.ts";
import { useSay } from "../../speech.tsx";
import { unmasked } from "../../report/segments.ts";
import { ActForm } from "../act-form.tsx";
import { useAct } from "../act.ts";
import type { ActFormProps } from "../offer.ts";

interface Place {
  readonly content: string;
  readonly field: string;
  readonly start: number;
  readonly end: number;
}

interface Source {
  readonly key: string;
  readonly says: string;
  readonly text: string;
  readonly content: string;
  readonly field: string;
}

/** Places that the public is not to read: those that were found, and any that somebody marks. */
export function MaskForm({ opened, done }: ActFormProps) {
  const t = useSay();
  const act = useAct();
  const { report } = opened;
  const sources = sourcesOf(opened, t("reportPage.maskForm.title"), t("reportPage.words"));
  const [at, setAt] = useState(sources[0]?.key);
  const [places, setPlaces] = useState<readonly Place[]>(() =>
    unmasked(report).map(({ content, field, start, end }) => ({ content, field, start, end })),
  );
  const area = useRef<HTMLTextAreaElement>(null);
  const source = sources.find(({ key }) => key === at);
  const add = (): void => {
    const { selectionStart: start = 0, selectionEnd: end = 0 } = area.current ?? {};
    if (source === undefined || start >= end) return;
    const { content, field } = source;
    setPlaces([...places, { content, field, start, end }]);
  };
  const textOf = (place: Place): string =>
    sources
      .find(({ content, field }) => content === place.content && field === place.field)
      ?.text.slice(place.start, place.end) ?? "…";
  return (
    <ActForm
      says={t("act.mask")}
      submit={t("reportPage.maskForm.send")}
      isReady={places.length > 0}
      done={done}
      send={() =>
        act({
          verb: "mask",
          report: report.id,
          ifVersion: report.version,
          input: { masks: [...places] },
          said: t("reportPage.personal.said"),
        })
      }
    >
      <Text size="sm">{t("reportPage.maskForm.lead")}</Text>
      <NativeSelect
        label={t("reportPage.maskForm.which")}
        data={sources.map(({ key, says }) => ({ value: key, label: says }))}
        value={at ?? ""}
        onChange={({ currentTarget }) => setAt(currentTarget.value)}
      />
      <Textarea
        ref={area}
        label={t("reportPage.maskForm.select")}
        value={source?.text ?? ""}
        readOnly
        autosize
        minRows={2}
        maxRows={10}
      />
      <Group>
        <Button variant="default" size="compact-sm" onClick={add}>
          {t("reportPage.maskForm.add")}
        </Button>
      </Group>
      <Text fw={600} size="sm">
        {t("reportPage.maskForm.chosen")}
      </Text>
      {places.length === 0 && <Text c="dimmed">{t("reportPage.maskForm.none")}</Text>}
      <ul className="files">
        {places.map((place, index) => (
          <li key={`${place.content} ${place.field} ${place.start} ${place.end}`}>
            <Group gap="xs" wrap="nowrap">
              <mark className="personal">{textOf(place)}</mark>
              <CloseButton
                size="sm"
                aria-label={t("reportPage.cancel")}
                onClick={() => setPlaces(places.filter((_, other) => other !== index))}
              />
            </Group>
          </li>
        ))}
      </ul>
    </ActForm>
  );
}

/** Texts that the public reads, or may come to read; and the letter, of which parts are made. */
function sourcesOf({ report, contents, steps }: Opened, title: string, words: string): Source[] {
  const own = (["title", "text"] as const).flatMap((field) => {
    const [text, content] = [report[field], contents[field]];
    return text === undefined || content === undefined
      ? []
      : [{ key: field, says: field === "title" ? title : words, text, content, field }];
  });
  const answers = report.history.flatMap((entry, index) => {
    const { text, content } = entry;
    const field = steps[index]?.field;
    if (text === undefined || content === undefined || field === undefined) return [];
    if (content === contents.text || content === contents.title) return [];
    return [{ key: `step-${index}`, says: text.slice(0, 60), text, content, field }];
  });
  return [...own, ...answers];
}
