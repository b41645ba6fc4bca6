import { Alert, Button, Group, Text } from "@mantine/core";
import { useSay } from "../speech.tsx";

/** In the place of a part that cannot be had any more; when to leave the screen for it is the reader's to say. */
export function NotLoaded() {
  const t = useSay();
  return (
    <Alert color="orange" variant="light" role="alert">
      <Group gap="xs">
        <Text size="sm">{t("desk.notLoaded")}</Text>
        <Button variant="default" size="compact-sm" onClick={() => globalThis.location.reload()}>
          {t("desk.loadAnew")}
        </Button>
      </Group>
    </Alert>
  );
}
