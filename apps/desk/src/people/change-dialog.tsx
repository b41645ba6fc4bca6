import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useRef, useState } from "react";
import type { FormEvent, ReactNode } from "react";
import { codeOf, pointerOf } from "../failed.ts";
import { ProveAgain } from "../parts/fresh.tsx";
import { useSay } from "../speech.tsx";
import { Problem, problemWords } from "./problem.tsx";

/** What was typed, by the names of the fields; a field that was left empty is not there. */
export interface Typed {
  text(name: string): string;
  optional(name: string): string | undefined;
  all(name: string): string[];
}

interface Change {
  readonly title: string;
  /** Who is meant and what follows, before it is done. */
  readonly why?: string;
  readonly action: string;
  /** It cannot be taken back. */
  readonly isFinal?: boolean;
  /** It cannot be done now; `children` say why. */
  readonly isBarred?: boolean;
  readonly close: () => void;
  readonly send: (typed: Typed) => Promise<unknown>;
  readonly children?: (wrongWith: (field: string) => string | undefined) => ReactNode;
}

const typedOf = (form: HTMLFormElement): Typed => {
  const fields = new FormData(form);
  const text = (name: string): string => {
    const value = fields.get(name);
    return typeof value === "string" ? value.trim() : "";
  };
  return {
    text,
    optional: (name) => (text(name) === "" ? undefined : text(name)),
    all: (name) => fields.getAll(name).filter((each) => typeof each === "string"),
  };
};

/**
 * One change of people or units: who is meant, what follows, and a button that says it. What was typed stays when it is
 * refused; where a fresh sign-in is asked for, it is done here.
 */
export function ChangeDialog({
  title,
  why,
  action,
  isFinal = false,
  isBarred = false,
  close,
  send,
  children,
}: Change) {
  const t = useSay();
  const isNarrow = useMediaQuery("(max-width: 36em)") === true;
  const form = useRef<HTMLFormElement>(null);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const submit = async (): Promise<void> => {
    if (form.current === null || isBusy) return;
    setBusy(true);
    try {
      await send(typedOf(form.current));
      close();
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };
  const isFreshAsked = error !== undefined && codeOf(error) === "freshSignInNeeded";
  const pointer = error === undefined ? undefined : pointerOf(error);
  const wrongWith = (field: string): string | undefined =>
    pointer === `/${field}` ? problemWords(t, error).title : undefined;
  return (
    <Modal opened onClose={close} title={title} fullScreen={isNarrow} size="lg">
      <Stack>
        {why !== undefined && <Text size="sm">{why}</Text>}
        {isFreshAsked ? (
          <ProveAgain again={() => void submit()} />
        ) : (
          error !== undefined && <Problem error={error} />
        )}
        <form
          ref={form}
          noValidate
          aria-busy={isBusy}
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            void submit();
          }}
        >
          <Stack gap="sm">
            {children?.(wrongWith)}
            <Group justify="flex-end" mt="xs">
              <Button variant="default" onClick={close}>
                {t("peopleDesk.roster.cancel")}
              </Button>
              {!isBarred && (
                <Button type="submit" loading={isBusy} {...(isFinal ? { color: "red.8" } : {})}>
                  {action}
                </Button>
              )}
            </Group>
          </Stack>
        </form>
      </Stack>
    </Modal>
  );
}
