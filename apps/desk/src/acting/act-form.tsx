import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import type { FormEvent, KeyboardEvent, ReactNode } from "react";
import { isKey } from "@simpul/words";
import { codeOf } from "../failed.ts";
import { Fresh } from "../parts/fresh.tsx";
import { useSay } from "../speech.tsx";

/** Pixels at the lower edge that the buttons of a form take. */
const roomOfButtons = 72;

/**
 * The frame of a small form of an act: its first field has the focus, Ctrl+Enter sends, Escape gives it up, a refusal stands
 * above the button and what was typed stays. Sent once, however often the button is pressed.
 * @param send rejects with the refusal
 */
export function ActForm({
  says,
  submit,
  send,
  done,
  cancel = done,
  isFinal = false,
  isReady = true,
  children,
}: {
  /** What the form is, for who does not see it. */
  readonly says: string;
  readonly submit: string;
  readonly send: () => Promise<unknown>;
  /** It was sent. */
  readonly done: () => void;
  /** It was given up. */
  readonly cancel?: () => void;
  /** It cannot be taken back. */
  readonly isFinal?: boolean;
  readonly isReady?: boolean;
  readonly children?: ReactNode;
}) {
  const t = useSay();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const first = form.current?.querySelector<HTMLElement>("textarea, input, select, button");
    first?.focus({ preventScroll: true });
    // Whoever reads goes on reading, unless the form is out of sight: then it is shown from its beginning.
    const edge = globalThis.innerHeight - roomOfButtons;
    if (first !== undefined && first !== null && first.getBoundingClientRect().bottom > edge)
      first.closest(".act-form")?.scrollIntoView({ block: "start" });
  }, []);
  const go = async (): Promise<void> => {
    if (busy || !isReady) return;
    setBusy(true);
    try {
      await send();
      setError(undefined);
      done();
    } catch (refusal) {
      setError(refusal);
    } finally {
      setBusy(false);
    }
  };
  const submitted = (event: FormEvent): void => {
    event.preventDefault();
    void go();
  };
  const pressed = (event: KeyboardEvent): void => {
    if (event.defaultPrevented) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      cancel();
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void go();
    }
  };
  return (
    <form
      ref={form}
      noValidate
      aria-label={says}
      aria-busy={busy}
      onSubmit={submitted}
      onKeyDown={pressed}
    >
      <Stack gap="sm" maw={640}>
        {children}
        <Fresh error={error} again={() => void go()}>
          <ActRefused error={error} />
        </Fresh>
        <Group gap="xs" className="act-submit">
          <Button
            type="submit"
            className="wraps"
            loading={busy}
            disabled={!isReady}
            {...(isFinal ? { color: "red.8" } : {})}
          >
            {submit}
          </Button>
          <Button variant="default" onClick={cancel}>
            {t("reportPage.cancel")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Why an act was refused, in the server's words. */
export function ActRefused({ error }: { readonly error: unknown }) {
  const t = useSay();
  if (error === undefined || error === null) return null;
  const code = codeOf(error);
  const [title, detail] = [`problem.${code}.title`, `problem.${code}.detail`];
  // Proof: asked just before whether each is one; these two have no parameters.
  return (
    <Alert
      color="red"
      variant="light"
      role="alert"
      title={
        code === "offline"
          ? t("desk.offline")
          : isKey(title)
            ? t(title as "problem.notFound.title")
            : code
      }
    >
      {isKey(detail) && <Text size="sm">{t(detail as "problem.noIdentity.detail")}</Text>}
    </Alert>
  );
}
