import { Button, Group, Text } from "@mantine/core";
import { detectPersonal, masked } from "@simpul/domain";
import { useLang, useSay } from "../../speech.tsx";

/** The title is what the public reads: personal data in it is found while it is typed, and taken out by one press. */
export function PersonalInTitle({
  title,
  change,
}: {
  readonly title: string;
  readonly change: (title: string) => void;
}) {
  const t = useSay();
  const { lang } = useLang();
  const found = detectPersonal(title);
  if (found.length === 0) return null;
  const kinds = [...new Set(found.map(({ kind }) => t(`reportPage.personal.kind.${kind}`)))];
  return (
    <Group gap="xs" role="status">
      <Text size="sm">
        {t("verifying.personal", {
          kinds: new Intl.ListFormat(lang, { type: "conjunction" }).format(kinds),
        })}
      </Text>
      <Button variant="default" size="compact-sm" onClick={() => change(masked(title, found))}>
        {t("verifying.mask")}
      </Button>
    </Group>
  );
}
