import { Alert, Button, Group, Text } from "@mantine/core";
import { Notifications, notifications } from "@mantine/notifications";
import "@mantine/notifications/styles.css";
import { Suspense, useEffect, useRef } from "react";
import { lazily } from "../parts/lazily.ts";
import { useMe } from "../me.tsx";
import { useSay } from "../speech.tsx";
import { useKeys } from "../work/keys.tsx";
import { openActs, takeBack, usePending } from "./pending-store.ts";
import { timeToTakeBack } from "./pending.ts";
import { showUndone, useShownUndone } from "./undone-shown.ts";

const Undone = lazily(async () => (await import("./undone.tsx")).Undone);

/** What is said of acts on their way: a moment in which each can be taken back, and whatever needs a decision. */
export function Acts() {
  const t = useSay();
  const { me } = useMe();
  const pending = usePending();
  const shown = useShownUndone();
  useEffect(() => void openActs(me.id), [me.id]);
  useToasts();
  const isWaiting = pending.some(({ status }) => status === "waiting");
  const undo = (key?: string): void => {
    const one = takeBack(key);
    if (one !== undefined)
      notifications.show({
        message: t("list.acts.takenBack", { said: one.said }),
        role: "status",
        autoClose: 2500,
      });
  };
  useKeys(
    isWaiting
      ? ["z", "mod+z"].map((key) => ({
          key,
          says: t("list.keys.takeBack"),
          group: t("list.keys.list"),
          run: () => undo(),
        }))
      : [],
  );
  const undone = pending.find(({ key, status }) => key === shown && status === "refused");
  return (
    <>
      <Notifications position="bottom-center" limit={3} />
      <Strip />
      {undone !== undefined && (
        <Suspense>
          <Undone key={undone.key} pending={undone} close={() => showUndone(undefined)} />
        </Suspense>
      )}
    </>
  );
}

/** One for each act that can still be taken back. */
function useToasts(): void {
  const t = useSay();
  const pending = usePending();
  const shown = useRef(new Set<string>());
  useEffect(() => {
    const waiting = new Set(
      pending.filter(({ status }) => status === "waiting").map(({ key }) => key),
    );
    for (const { key, said, called } of pending) {
      if (!waiting.has(key) || shown.current.has(key)) continue;
      shown.current.add(key);
      notifications.show({
        id: key,
        role: "status",
        autoClose: timeToTakeBack,
        withCloseButton: false,
        message: (
          <Group justify="space-between" wrap="nowrap">
            <Text size="sm">
              {said} · {called}
            </Text>
            <Button variant="default" size="compact-sm" onClick={() => void takeBack(key)}>
              {t("list.acts.takeBack")}
            </Button>
          </Group>
        ),
      });
    }
    for (const key of shown.current)
      if (!waiting.has(key)) {
        shown.current.delete(key);
        notifications.hide(key);
      }
  }, [pending, t]);
}

/** Acts that wait for the network, or for a person. */
function Strip() {
  const t = useSay();
  const pending = usePending();
  const offline = pending.filter(({ status }) => status === "offline").length;
  const refused = pending.filter(({ status }) => status === "refused");
  const [first] = refused;
  return (
    <div aria-live="polite" className="acts-strip">
      {offline > 0 && (
        <Alert color="orange" variant="light" py={6}>
          {t("list.acts.offline", { n: offline })}
        </Alert>
      )}
      {first !== undefined && (
        <Alert color="orange" variant="light" py={6}>
          <Group gap="xs">
            <Text size="sm">{t("list.acts.decide", { n: refused.length })}</Text>
            <Button variant="default" size="compact-sm" onClick={() => showUndone(first.key)}>
              {t("list.acts.look")}
            </Button>
          </Group>
        </Alert>
      )}
    </div>
  );
}
