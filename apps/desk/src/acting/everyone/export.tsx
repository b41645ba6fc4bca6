import { Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { files } from "../../address.ts";
import { ProveAgain } from "../../parts/fresh.tsx";
import { useMe } from "../../me.tsx";
import { useSay } from "../../speech.tsx";
import type { ActFormProps } from "../offer.ts";

/** The report as evidence, and its page on paper. */
export function ExportForm({ opened: { report }, done }: ActFormProps) {
  const t = useSay();
  const { me } = useMe();
  const [isProved, setProved] = useState(false);
  // A download has no place for the question, so it is asked before.
  if (report.secret && !me.isFresh && !isProved)
    return <ProveAgain again={() => setProved(true)} />;
  return (
    <Stack gap="sm" maw={640}>
      <Text size="sm">{t("reportPage.exported.lead")}</Text>
      <Group gap="xs">
        <Button component="a" href={`${files}/reports/${report.id}/export.tar`} download>
          {t("reportPage.exported.download")}
        </Button>
        <Button variant="default" onClick={() => globalThis.print()}>
          {t("reportPage.exported.print")}
        </Button>
        <Button variant="subtle" onClick={done}>
          {t("reportPage.close")}
        </Button>
      </Group>
    </Stack>
  );
}
