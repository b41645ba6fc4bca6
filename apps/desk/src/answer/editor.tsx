import { Group, Radio, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { useAct } from "../acting/act.ts";
import { ActForm } from "../acting/institution/act-form.tsx";
import type { ActFormProps } from "../acting/offer.ts";
import type { Opened, Outputs } from "../api-types.ts";
import { Unread } from "../parts/unread.tsx";
import { Waiting } from "../parts/waiting.tsx";
import { useLang, useSay } from "../speech.tsx";
import { api } from "../trpc.ts";
import { answerOf, isFinal, lengthOf, longest, worthCounting } from "./answer-of.ts";
import type { Lacking } from "./answer-of.ts";
import { BehalfField } from "./behalf-field.tsx";
import type { Draft } from "./draft.ts";
import { FilesField } from "./files-field.tsx";
import { KeepingLine } from "./keeping.tsx";
import { Preview } from "./preview.tsx";
import { Remark } from "./remark.tsx";
import { isApproved, ReviewNote, ReviewPart, useReviewAsking } from "./review-part.tsx";
import { TemplatePick } from "./template-pick.tsx";
import { TwoTexts } from "./two-texts.tsx";
import { useDraft } from "./use-draft.ts";
import type { DraftInHand } from "./use-draft.ts";
import { Warnings } from "./warnings.tsx";

/** The answer of an institution: typed, seen as the citizen will see it, and kept while it is written. */
export function Editor({ opened, done }: ActFormProps) {
  const report = opened.report.id;
  const ahead = useQuery(api.drafts.ahead.queryOptions({ report }));
  const draft = useDraft(report);
  if (ahead.data === undefined || draft === undefined)
    return ahead.isError ? (
      <Unread error={ahead.error} again={() => void ahead.refetch()} />
    ) : (
      <Waiting height="10rem" />
    );
  return <Writing opened={opened} ahead={ahead.data} draft={draft} done={done} />;
}

function Writing({
  opened,
  ahead,
  draft,
  done,
}: ActFormProps & {
  readonly opened: Opened;
  readonly ahead: Outputs["drafts"]["ahead"];
  readonly draft: DraftInHand;
}) {
  const t = useSay();
  const { lang } = useLang();
  const act = useAct();
  const { report } = opened;
  const { said, change } = draft;
  const asking = useReviewAsking(report.id);
  const [isTried, setTried] = useState(false);
  const [busyFields, setBusyFields] = useState<ReadonlySet<string>>(new Set());
  const [known, setKnown] = useState<Draft["files"]>(draft.files);
  const busy = useCallback(
    (field: string) => (isBusy: boolean) =>
      setBusyFields((now) => {
        if (now.has(field) === isBusy) return now;
        return new Set(isBusy ? [...now, field] : [...now].filter((each) => each !== field));
      }),
    [],
  );
  // Each keeps its identity, so that a field tells of a change and not of every drawing.
  const [onFilesBusy] = useState(() => busy("files"));
  const [onScanBusy] = useState(() => busy("scan"));

  const whole = answerOf(said, ahead.kinds);
  const lacking = isTried && whole.outcome === "lacking" ? whole.field : undefined;
  const answer = whole.outcome === "whole" ? whole.answer : undefined;
  const waits = ahead.isReviewed && isFinal(said.kind);
  const isReady = !waits || (answer !== undefined && isApproved(ahead.review, answer));
  const isUploading = busyFields.size > 0;
  const needed = (field: Lacking): string | undefined =>
    lacking === field ? t("answering.needed") : undefined;

  const send = (): string | undefined => {
    setTried(true);
    if (whole.outcome === "lacking") return whole.field;
    if (isUploading || draft.other !== undefined) return undefined;
    if (!isReady) {
      void draft.flush();
      void asking.ask(whole.answer);
      return undefined;
    }
    void act({
      verb: "respond",
      report: report.id,
      ifVersion: report.version,
      input: whole.answer,
      said: t("answering.said.respond"),
    });
    draft.handOver();
    done();
    return undefined;
  };

  const count = lengthOf(said.text);
  const number = new Intl.NumberFormat(lang).format(count);
  const addFile = (file: Draft["files"][number]): void => setKnown((all) => [...all, file]);
  if (ahead.kinds.length === 0) return <Text size="sm">{t("answering.noKinds")}</Text>;
  return (
    <ActForm
      name={t("act.respond")}
      submit={isReady ? t("answering.send") : t("answering.reviewAsk")}
      send={send}
      done={done}
      busy={asking.busy}
    >
      <TwoTexts draft={draft} />
      {waits && (
        <ReviewPart
          report={report.id}
          review={ahead.review}
          answer={answer}
          onRestore={draft.settle}
        />
      )}
      {draft.gone > 0 && (
        <Remark role="alert">
          <Text size="sm">{t("answering.fileGone", { count: draft.gone })}</Text>
        </Remark>
      )}
      <Radio.Group
        name="kind"
        label={t("answering.kindOf")}
        value={said.kind ?? ""}
        // Proof: the values are those of the radios below.
        onChange={(kind) => change({ kind: kind as NonNullable<typeof said.kind> })}
        error={needed("kind")}
        description={said.kind === undefined ? undefined : t(`answering.kindHint.${said.kind}`)}
        inputWrapperOrder={["label", "input", "description", "error"]}
        required
      >
        <Group gap="md" my={4}>
          {ahead.kinds.map((kind, index) => (
            <Radio
              key={kind}
              value={kind}
              label={t(`answer.${kind}`)}
              autoFocus={said.kind === undefined && index === 0}
            />
          ))}
        </Group>
      </Radio.Group>
      {said.kind === "plan" && (
        <TextInput
          name="date"
          type="date"
          w={200}
          label={t("answering.planDate")}
          value={said.date ?? ""}
          onChange={({ currentTarget: { value } }) => change({ date: value })}
          error={needed("date")}
          required
        />
      )}
      <Stack gap={4}>
        <Textarea
          name="text"
          autosize
          minRows={5}
          maxRows={24}
          label={t("answering.text")}
          autoFocus={said.kind !== undefined}
          value={said.text}
          onChange={({ currentTarget: { value } }) => change({ text: value })}
          error={count > longest ? t("answering.tooLong", { count: number }) : needed("text")}
          required
        />
        <Group justify="space-between" gap="xs">
          <KeepingLine draft={draft} />
          <Group gap="xs">
            <TemplatePick
              opened={opened}
              kind={said.kind}
              kinds={ahead.kinds}
              onPick={(text, kind) =>
                change({
                  text: said.text.trim() === "" ? text : `${said.text}\n\n${text}`,
                  ...(kind === undefined ? {} : { kind }),
                })
              }
            />
            {count > worthCounting && (
              <Text size="xs" c="dimmed">
                {t("answering.length", { count: number })}
              </Text>
            )}
          </Group>
        </Group>
        <Warnings text={said.text} />
      </Stack>
      {said.kind === "refused" && (
        <Textarea
          name="basis"
          autosize
          minRows={1}
          label={t("answering.basis")}
          description={t("answering.basisHint")}
          value={said.basis ?? ""}
          onChange={({ currentTarget: { value } }) => change({ basis: value })}
          error={needed("basis")}
          required
        />
      )}
      <FilesField
        label={t("answering.files")}
        ids={said.attachments}
        files={known}
        most={20 - (said.onBehalf === undefined ? 0 : 1)}
        onAdd={(file) => {
          addFile(file);
          change({ attachments: [...said.attachments, file.id] });
        }}
        onRemove={(id) => change({ attachments: said.attachments.filter((each) => each !== id) })}
        onBusy={onFilesBusy}
      />
      {said.kind === "done" && said.attachments.length === 0 && !isUploading && (
        <Text size="xs" c="dimmed">
          {t("answering.doneWithoutProof")}
        </Text>
      )}
      {ahead.mayRecord && (
        <BehalfField
          said={said}
          unit={report.unit}
          lacking={lacking}
          onChange={(onBehalf) => change({ onBehalf })}
          scan={
            <FilesField
              label={t("answering.behalfScan")}
              ids={said.onBehalf?.scan === undefined ? [] : [said.onBehalf.scan]}
              files={known}
              most={1}
              error={lacking === "behalfScan" ? t("answering.behalfScanNeeded") : undefined}
              onAdd={(file) => {
                addFile(file);
                const { unit = "", dated = "" } = said.onBehalf ?? {};
                change({ onBehalf: { unit, dated, scan: file.id } });
              }}
              onRemove={() => {
                const { unit = "", dated = "" } = said.onBehalf ?? {};
                change({ onBehalf: { unit, dated } });
              }}
              onBusy={onScanBusy}
            />
          }
        />
      )}
      <Preview report={report} said={said} />
      {waits && !isReady && <ReviewNote asking={asking} />}
      {isUploading && isTried && (
        <Text size="sm" c="orange" role="alert">
          {t("answering.uploadWaits")}
        </Text>
      )}
    </ActForm>
  );
}
