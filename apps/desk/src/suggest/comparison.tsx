import { SimpleGrid, Text, Title } from "@mantine/core";
import type { Opened, Outputs } from "../api-types.ts";
import { useSay } from "../speech.tsx";
import { Marked } from "./marked.tsx";

export type Duplicate = Outputs["suggest"]["duplicates"]["candidates"][number];

/** Both texts side by side, below each other where there is no room; the words that both have are marked. */
export function Comparison({
  opened: { report },
  other,
}: {
  readonly opened: Opened;
  readonly other: Duplicate;
}) {
  const t = useSay();
  const { here, there } = other.words;
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
      <section>
        <Title order={4} size="h5">
          {t("routingDesk.merge.here", { id: report.trackingId })}
        </Title>
        {report.title !== undefined && (
          <Text size="sm" fw={600}>
            {report.title}
          </Text>
        )}
        <Marked text={report.text ?? ""} words={here} />
      </section>
      <section>
        <Title order={4} size="h5">
          {t("routingDesk.merge.there", { id: other.trackingId })}
        </Title>
        {other.title !== undefined && (
          <Text size="sm" fw={600}>
            {other.title}
          </Text>
        )}
        <Marked text={other.excerpt} words={there} />
      </section>
    </SimpleGrid>
  );
}
