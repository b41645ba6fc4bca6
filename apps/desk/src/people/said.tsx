import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import type { Say } from "@simpul/words";
import { problemWords } from "./problem.tsx";

/** Says that something was done; what can be taken back carries the way. @param undo does the opposite, at the server */
export function said(t: Say, message: string, undo?: () => Promise<unknown>): void {
  if (undo === undefined) {
    notifications.show({ message, role: "status", autoClose: 5000 });
    return;
  }
  const id = crypto.randomUUID();
  const takeBack = async (): Promise<void> => {
    notifications.hide(id);
    try {
      await undo();
      notifications.show({ message: t("peopleDesk.roster.undone"), role: "status" });
    } catch (error) {
      notifications.show({ message: problemWords(t, error).title, color: "red", role: "alert" });
    }
  };
  notifications.show({
    id,
    role: "status",
    autoClose: 8000,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{message}</Text>
        <Button size="compact-sm" variant="default" onClick={() => void takeBack()}>
          {t("peopleDesk.roster.undo")}
        </Button>
      </Group>
    ),
  });
}
