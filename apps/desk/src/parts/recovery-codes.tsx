import { Button, Code, CopyButton, Group, SimpleGrid, Stack, Text } from "@mantine/core";
import "./recovery-codes.css";
import { useSay } from "../speech.tsx";

/** Shown once: to be copied, or printed without anything else of the page. */
export function RecoveryCodes({ codes }: { readonly codes: readonly string[] }) {
  const t = useSay();
  return (
    <Stack gap="xs" className="recovery-codes">
      <Text fw={600}>{t("signIn.backupCodes")}</Text>
      <Text size="sm">{t("peopleDesk.account.codesOnce")}</Text>
      <SimpleGrid cols={2} spacing="xs">
        {codes.map((code) => (
          <Code key={code} fz="sm">
            {code}
          </Code>
        ))}
      </SimpleGrid>
      <Group gap="xs" className="not-printed">
        <CopyButton value={codes.join("\n")}>
          {({ copied, copy }) => (
            <Button variant="default" size="compact-sm" onClick={copy}>
              {t(copied ? "peopleDesk.account.copied" : "peopleDesk.account.copy")}
            </Button>
          )}
        </CopyButton>
        <Button variant="default" size="compact-sm" onClick={() => globalThis.print()}>
          {t("peopleDesk.account.print")}
        </Button>
      </Group>
    </Stack>
  );
}
