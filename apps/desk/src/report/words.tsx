import { readAs } from "@simpul/domain";
import { Text, Title } from "@mantine/core";
import type { Opened } from "../api-types.ts";
import { useSay } from "../speech.tsx";
import { LongText } from "./long-text.tsx";
import { SaidText } from "./said-text.tsx";

/** What the reporter wrote, and the title that the public reads. */
export function Words({ opened }: { readonly opened: Opened }) {
  const t = useSay();
  const { report, contents } = opened;
  const { title, text } = report;
  if (text === undefined)
    return title === undefined ? <Text c="dimmed">{t("reportPage.wordsHidden")}</Text> : null;
  const content = contents.title;
  const published =
    title === undefined || content === undefined
      ? undefined
      : readAs("published", title, { content, field: "title" }, report.masks);
  return (
    <section aria-labelledby="words-head" className="words">
      <Title order={3} size="h4" id="words-head">
        {t("reportPage.words")}
      </Title>
      <LongText says={t("reportPage.words")}>
        <SaidText opened={opened} text={text} of={{ content: contents.text, field: "text" }} />
      </LongText>
      {title !== undefined && published !== undefined && published !== title && (
        <Text size="sm" c="dimmed" mt={4}>
          {t("reportPage.personal.public")}: <span className="said">{published}</span>
        </Text>
      )}
    </section>
  );
}
