import {
  Alert,
  Button,
  Group,
  NativeSelect,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from "@mantine/core";
import { placeholders } from "@simpul/domain";
import { isKey } from "@simpul/words";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Outputs } from "../api-types.ts";
import { codeOf, pointerOf } from "../failed.ts";
import { useMe } from "../me.tsx";
import { Unread } from "../parts/unread.tsx";
import { Waiting } from "../parts/waiting.tsx";
import { useSay } from "../speech.tsx";
import { api, client } from "../trpc.ts";
import type { AnswerKind } from "./answer-of.ts";
import "./preview.css";

type Template = Outputs["templates"]["list"][number];

const kinds: readonly AnswerKind[] = ["initial", "interim", "plan", "done", "refused"];

/** Of the settings: the texts that all officers of the desk begin their answers with. */
export function Templates() {
  const t = useSay();
  const { may } = useMe();
  const queries = useQueryClient();
  const asked = useQuery(api.templates.list.queryOptions());
  const [open, setOpen] = useState<string>();
  const [removed, setRemoved] = useState<Template>();
  const read = (): Promise<void> =>
    queries.invalidateQueries({ queryKey: api.templates.list.queryKey() });
  if (!may("manage", "Answers")) return null;
  if (asked.data === undefined)
    return asked.isError ? (
      <Unread error={asked.error} again={() => void asked.refetch()} />
    ) : (
      <Waiting height="6rem" />
    );
  const remove = async (template: Template): Promise<void> => {
    await client.templates.remove.mutate({ id: template.id }).catch(() => undefined);
    setRemoved(template);
    await read();
  };
  const bringBack = async ({ name, kind, text }: Template): Promise<void> => {
    setRemoved(undefined);
    await client.templates.keep
      .mutate({ name, text, ...(kind === undefined ? {} : { kind }) })
      .catch(() => undefined);
    await read();
  };
  const kept = (): void => {
    setOpen(undefined);
    void read();
  };
  return (
    <Stack component="section" gap="sm" aria-labelledby="templates">
      <Title order={2} id="templates">
        {t("answering.templates")}
      </Title>
      <Text size="sm" c="dimmed">
        {t("answering.templatesWhy")}
      </Text>
      {removed !== undefined && (
        <Alert variant="light" role="status">
          <Group gap="xs">
            <Text size="sm">{t("answering.templateRemoved", { name: removed.name })}</Text>
            <Button size="compact-xs" variant="default" onClick={() => void bringBack(removed)}>
              {t("answering.drafts.bringBack")}
            </Button>
          </Group>
        </Alert>
      )}
      {asked.data.length === 0 && <Text size="sm">{t("answering.templatesEmpty")}</Text>}
      {asked.data.map((template) =>
        open === template.id ? (
          <TemplateForm key={template.id} template={template} done={kept} />
        ) : (
          <Group key={template.id} gap="xs" wrap="nowrap" justify="space-between">
            <Text size="sm" style={{ overflowWrap: "anywhere" }}>
              {template.name}
              <Text span size="xs" c="dimmed" ml="xs">
                {template.kind === undefined
                  ? t("answering.templateAnyKind")
                  : t(`answer.${template.kind}`)}
              </Text>
            </Text>
            <Group gap="xs" wrap="nowrap">
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t("answering.templateEdit", { name: template.name })}
                onClick={() => setOpen(template.id)}
              >
                ✎
              </Button>
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t("answering.templateRemove", { name: template.name })}
                onClick={() => void remove(template)}
              >
                ✕
              </Button>
            </Group>
          </Group>
        ),
      )}
      {open === "new" ? (
        <TemplateForm template={undefined} done={kept} />
      ) : (
        <Group>
          <Button variant="default" onClick={() => setOpen("new")}>
            {t("answering.templateAdd")}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function TemplateForm({
  template,
  done,
}: {
  readonly template: Template | undefined;
  readonly done: () => void;
}) {
  const t = useSay();
  const [name, setName] = useState(template?.name ?? "");
  const [kind, setKind] = useState<string>(template?.kind ?? "");
  const [text, setText] = useState(template?.text ?? "");
  const [refused, setRefused] = useState<{ code: string; pointer?: string | undefined }>();
  const [busy, setBusy] = useState(false);
  const send = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setRefused(undefined);
    const chosen = kinds.find((each) => each === kind);
    try {
      await client.templates.keep.mutate({
        ...(template === undefined ? {} : { id: template.id }),
        name,
        text,
        ...(chosen === undefined ? {} : { kind: chosen }),
      });
      done();
    } catch (error) {
      setRefused({ code: codeOf(error), pointer: pointerOf(error) });
    } finally {
      setBusy(false);
    }
  };
  const wrong = (field: string): string | undefined => {
    if (refused?.pointer !== `/${field}`) return undefined;
    const key = `problem.${refused.code}.title`;
    // Proof: asked whether it is a key; a problem's title has no parameters.
    return isKey(key) ? t(key as "problem.notFound.title") : t("answering.needed");
  };
  const general = `problem.${refused?.code ?? ""}.title`;
  return (
    <form
      className="answer-form"
      noValidate
      aria-busy={busy}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Stack gap="xs">
        <TextInput
          autoFocus
          label={t("answering.templateName")}
          maxLength={80}
          value={name}
          onChange={({ currentTarget: { value } }) => setName(value)}
          error={wrong("name")}
          required
        />
        <NativeSelect
          label={t("answering.templateKind")}
          value={kind}
          onChange={({ currentTarget: { value } }) => setKind(value)}
          data={[
            { value: "", label: t("answering.templateAnyKind") },
            ...kinds.map((each) => ({ value: each, label: t(`answer.${each}`) })),
          ]}
        />
        <Textarea
          autosize
          minRows={4}
          label={t("answering.templateText")}
          description={t("answering.templateFields", {
            fields: placeholders.map((each) => `{${each}}`).join(" "),
          })}
          value={text}
          onChange={({ currentTarget: { value } }) => setText(value)}
          error={wrong("text")}
          required
        />
        {refused !== undefined && wrong("name") === undefined && wrong("text") === undefined && (
          <Alert color="red" variant="light" role="alert">
            {isKey(general) ? t(general as "problem.notFound.title") : t("desk.offline")}
          </Alert>
        )}
        <Group gap="sm">
          <Button type="submit" loading={busy}>
            {t("answering.templateSave")}
          </Button>
          <Button variant="default" onClick={done}>
            {t("answering.giveUp")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
