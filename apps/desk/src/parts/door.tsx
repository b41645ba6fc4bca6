import { Anchor, Box, Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useLang, useSay } from "../speech.tsx";

/** The page around everything that happens before somebody is in. */
export function Door({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <Box component="main" p="md" maw={460} mx="auto" mt={{ base: "md", sm: 64 }}>
      <Group justify="space-between" mb="lg">
        <Text fw={700} fz="lg">
          Simpul
        </Text>
        <Language />
      </Group>
      <Paper withBorder p={{ base: "md", sm: "xl" }}>
        <Stack>
          <Title order={1}>{title}</Title>
          {children}
        </Stack>
      </Paper>
    </Box>
  );
}

export function Language() {
  const t = useSay();
  const { lang, choose } = useLang();
  const other = lang === "id" ? "en" : "id";
  return (
    <Button variant="subtle" size="compact-sm" lang={other} onClick={() => choose(other)}>
      {t("desk.language")}
    </Button>
  );
}

export function Way({ children, to }: { readonly children: ReactNode; readonly to: () => void }) {
  return (
    <Anchor component="button" type="button" ta="left" size="sm" onClick={to}>
      {children}
    </Anchor>
  );
}
