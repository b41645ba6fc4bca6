import { Button, CloseButton, FileButton, Group, Progress, Stack, Text } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useLang, useSay } from "../speech.tsx";
import type { Draft } from "./draft.ts";
import { sendFile, sizeWords } from "./uploading.ts";
import type { Sent } from "./uploading.ts";

type Kept = Draft["files"][number];

interface Sending {
  readonly key: string;
  readonly file: File;
  readonly share: number;
  readonly failed?: Extract<Sent, { outcome: "failed" }>["code"];
}

const why = {
  offline: "fileOffline",
  tooLarge: "fileTooLarge",
  refused: "fileRefused",
  unknown: "fileUnknown",
} as const;

/** Files that go with an answer: several at once or straight from the camera, each with its progress, each sent again alone. */
export function FilesField({
  label,
  ids,
  files,
  most,
  error,
  onAdd,
  onRemove,
  onBusy,
}: {
  readonly label: string;
  readonly ids: readonly string[];
  /** What is known of them. */
  readonly files: readonly Kept[];
  readonly most: number;
  readonly error?: string | undefined;
  readonly onAdd: (file: Kept) => void;
  readonly onRemove: (id: string) => void;
  readonly onBusy: (isBusy: boolean) => void;
}) {
  const t = useSay();
  const { lang } = useLang();
  const [sending, setSending] = useState<readonly Sending[]>([]);
  const going = useRef(new Map<string, AbortController>());
  const added = useRef(onAdd);
  useEffect(() => {
    added.current = onAdd;
  });
  const change = (key: string, next: Partial<Sending> | "over"): void =>
    setSending((all) =>
      next === "over"
        ? all.filter((one) => one.key !== key)
        : all.map((one) => (one.key === key ? { ...one, ...next } : one)),
    );
  const isBusy = sending.some(({ failed }) => failed === undefined);
  useEffect(() => onBusy(isBusy), [isBusy, onBusy]);
  useEffect(() => {
    const all = going.current;
    return () => {
      for (const one of all.values()) one.abort();
    };
  }, []);

  const start = async (key: string, file: File): Promise<void> => {
    const stop = new AbortController();
    going.current.set(key, stop);
    setSending((all) => [...all.filter((one) => one.key !== key), { key, file, share: 0 }]);
    const sent = await sendFile(file, (share) => change(key, { share }), stop.signal);
    going.current.delete(key);
    if (stop.signal.aborted) return;
    if (sent.outcome === "failed") {
      change(key, { failed: sent.code });
      return;
    }
    change(key, "over");
    const { id, type, size } = sent;
    added.current({ id, type, size, name: file.name });
  };
  const add = (chosen: readonly File[]): void => {
    const room = Math.max(0, most - ids.length - sending.length);
    for (const file of chosen.slice(0, room)) void start(crypto.randomUUID(), file);
  };
  const isFull = ids.length + sending.length >= most;
  return (
    <Stack gap={4} role="group" aria-label={label}>
      <Text size="sm" fw={500}>
        {label}
      </Text>
      {ids.map((id) => {
        const known = files.find((file) => file.id === id);
        const name = known?.name ?? known?.type ?? "—";
        return (
          <Group key={id} gap="xs" wrap="nowrap">
            <Text size="sm" style={{ overflowWrap: "anywhere" }}>
              {name}
            </Text>
            <Text size="xs" c="dimmed">
              {known === undefined ? "" : `${sizeWords(known.size, lang)} · `}
              {t("answering.uploaded")}
            </Text>
            <CloseButton
              size="sm"
              aria-label={t("answering.removeFile", { name })}
              onClick={() => onRemove(id)}
            />
          </Group>
        );
      })}
      {sending.map(({ key, file, share, failed }) => (
        <Group key={key} gap="xs" wrap="nowrap" aria-busy={failed === undefined}>
          <Text size="sm" style={{ overflowWrap: "anywhere" }}>
            {file.name}
          </Text>
          {failed === undefined ? (
            <>
              <Progress
                value={share * 100}
                w={80}
                aria-label={t("answering.uploading", { percent: Math.round(share * 100) })}
              />
              <Text size="xs" c="dimmed">
                {t("answering.uploading", { percent: Math.round(share * 100) })}
              </Text>
            </>
          ) : (
            <>
              <Text size="xs" c="red" role="alert">
                {t("answering.uploadFailed", { why: t(`answering.${why[failed]}`) })}
              </Text>
              {(failed === "offline" || failed === "unknown") && (
                <Button size="compact-xs" variant="default" onClick={() => void start(key, file)}>
                  {t("answering.uploadAgain")}
                </Button>
              )}
            </>
          )}
          <CloseButton
            size="sm"
            aria-label={t("answering.removeFile", { name: file.name })}
            onClick={() => {
              going.current.get(key)?.abort();
              change(key, "over");
            }}
          />
        </Group>
      ))}
      {!isFull && (
        <Group gap="xs">
          <FileButton multiple={most > 1} onChange={(chosen) => add([chosen ?? []].flat())}>
            {(props) => (
              <Button {...props} variant="default" size="compact-md">
                {t("answering.addFiles")}
              </Button>
            )}
          </FileButton>
          <FileButton
            accept="image/*"
            capture="environment"
            onChange={(photo) => add(photo === null ? [] : [photo])}
          >
            {(props) => (
              <Button {...props} variant="default" size="compact-md" className="touch-only">
                {t("answering.camera")}
              </Button>
            )}
          </FileButton>
        </Group>
      )}
      {error !== undefined && (
        <Text size="xs" c="red" role="alert">
          {error}
        </Text>
      )}
    </Stack>
  );
}
