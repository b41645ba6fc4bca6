import { ActionIcon, FileButton, Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useSay } from "../speech.tsx";
import { Problem } from "./problem.tsx";
import { sendFile } from "./send-file.ts";

export interface Attached {
  readonly id: string;
  readonly name: string;
}

/** Files that go with an act: each is uploaded when it is chosen, so that the act itself waits for none. */
export function Attach({
  attached,
  change,
  sending,
}: {
  readonly attached: readonly Attached[];
  readonly change: (attached: readonly Attached[]) => void;
  /** An upload is under way; the act would go without it. */
  readonly sending: (isSending: boolean) => void;
}) {
  const t = useSay();
  const [busy, setBusy] = useState<string>();
  const [error, setError] = useState<unknown>();
  const add = async (chosen: readonly File[]): Promise<void> => {
    setError(undefined);
    sending(true);
    let all = attached;
    try {
      for (const file of chosen) {
        setBusy(file.name);
        const { id } = await sendFile(file);
        all = [...all, { id, name: file.name }];
        change(all);
      }
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(undefined);
      sending(false);
    }
  };
  return (
    <Stack gap={6} aria-busy={busy !== undefined}>
      <Group gap="xs">
        <FileButton multiple onChange={(chosen) => void add(chosen)}>
          {(props) => (
            <Button {...props} variant="default" size="compact-sm" type="button">
              {t("peopleDesk.office.attach")}
            </Button>
          )}
        </FileButton>
        <Text size="sm" role="status">
          {busy !== undefined && t("peopleDesk.office.uploading", { name: busy })}
        </Text>
      </Group>
      {attached.map(({ id, name }) => (
        <Group key={id} gap={6}>
          <Text size="sm">{name}</Text>
          <ActionIcon
            variant="subtle"
            size="sm"
            aria-label={t("peopleDesk.office.remove", { name })}
            onClick={() => change(attached.filter((one) => one.id !== id))}
          >
            ✕
          </ActionIcon>
        </Group>
      ))}
      {error !== undefined && <Problem error={error} />}
    </Stack>
  );
}
