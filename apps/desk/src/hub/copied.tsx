import { Alert, Button, Code, CopyButton, Group, Stack, Text } from "@mantine/core";
import { useSay } from "../speech.tsx";

/** What is shown once, and is to be taken along now. */
export function Copied({
  title,
  why,
  text,
  close,
}: {
  readonly title: string;
  readonly why: string;
  readonly text: string;
  readonly close: () => void;
}) {
  const t = useSay();
  return (
    <Alert color="tide" variant="light" role="status" title={title}>
      <Stack gap="xs">
        <Text size="sm">{why}</Text>
        <Code block className="breaks copied">
          {text}
        </Code>
        <Group gap="xs">
          <CopyButton value={text}>
            {({ copied, copy }) => (
              <Button size="compact-sm" onClick={copy}>
                {t(copied ? "hubDesk.copied" : "hubDesk.copy")}
              </Button>
            )}
          </CopyButton>
          <Button size="compact-sm" variant="default" onClick={close}>
            {t("hubDesk.kept")}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
