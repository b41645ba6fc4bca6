import { Button, Group, Text } from "@mantine/core";
import { useSay } from "../speech.tsx";
import { join } from "./draft.ts";
import { Remark } from "./remark.tsx";
import type { DraftInHand } from "./use-draft.ts";

/** The same draft was changed on two devices: both stand here until somebody chooses. */
export function TwoTexts({ draft }: { readonly draft: DraftInHand }) {
  const t = useSay();
  const { said, other, settle } = draft;
  if (other === undefined) return null;
  return (
    <Remark role="alert" title={t("answering.drafts.other")}>
      <Text size="sm">{t("answering.drafts.otherWhy")}</Text>
      <Text size="xs" c="dimmed" mt="xs">
        {t("answering.drafts.theirs")}
      </Text>
      <Text size="sm" className="said" style={{ whiteSpace: "pre-wrap" }}>
        {other.text}
      </Text>
      <Group gap="xs" mt="xs">
        <Button size="compact-sm" onClick={() => settle(said)}>
          {t("answering.drafts.keepMine")}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => settle(other)}>
          {t("answering.drafts.takeTheirs")}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => settle(join(said, other))}>
          {t("answering.drafts.join")}
        </Button>
      </Group>
    </Remark>
  );
}
