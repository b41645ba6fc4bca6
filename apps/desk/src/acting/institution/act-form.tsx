import { Button, Group, Stack, Text } from "@mantine/core";
import { useRef } from "react";
import type { KeyboardEvent, ReactNode } from "react";
import { useSay } from "../../speech.tsx";

/**
 * The frame of an act's form, in place below its button: the words stay in sight. Ctrl+Enter sends it and Escape closes it;
 * what was typed stays.
 * @param send what it does; returns the id of the field that is still missing, which gets the focus
 */
export function ActForm({
  name,
  submit,
  send,
  done,
  children,
  busy = false,
}: {
  readonly name: string;
  readonly submit: string;
  readonly send: () => string | undefined;
  readonly done: () => void;
  readonly children: ReactNode;
  readonly busy?: boolean;
}) {
  const t = useSay();
  const form = useRef<HTMLFormElement>(null);
  const sent = (): void => {
    if (busy) return;
    const missing = send();
    if (missing !== undefined)
      requestAnimationFrame(() =>
        form.current?.querySelector<HTMLElement>(`[name="${missing}"]`)?.focus(),
      );
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      sent();
    }
    // A list that is open inside closes itself first.
    if (event.key === "Escape" && !event.defaultPrevented && !isInList(event.target)) done();
  };
  return (
    <form
      ref={form}
      noValidate
      aria-label={name}
      aria-busy={busy}
      onKeyDown={onKey}
      onSubmit={(event) => {
        event.preventDefault();
        sent();
      }}
    >
      <Stack gap="sm">
        {children}
        <Group gap="sm">
          <Button type="submit" loading={busy}>
            {submit}
          </Button>
          <Button variant="default" onClick={done}>
            {t("answering.giveUp")}
          </Button>
          <Text size="xs" c="dimmed" visibleFrom="sm">
            {t("answering.sendKey")}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}

const isInList = (target: EventTarget): boolean =>
  target instanceof HTMLElement && target.getAttribute("aria-expanded") === "true";
