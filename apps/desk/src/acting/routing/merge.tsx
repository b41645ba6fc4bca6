import { Radio, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Fresh } from "../../parts/fresh.tsx";
import { Waiting } from "../../parts/waiting.tsx";
import { useSay } from "../../speech.tsx";
import { Comparison } from "../../suggest/comparison.tsx";
import { DuplicateFacts } from "../../suggest/duplicate-facts.tsx";
import { api } from "../../trpc.ts";
import { useAct } from "../act.ts";
import { ActForm } from "../act-form.tsx";
import { useDraft } from "../everyone/draft.ts";
import type { ActFormProps } from "../offer.ts";

/** @param into the tracking id of the main report, where it was chosen before */
export function Merge({
  opened,
  done,
  into,
}: ActFormProps & { readonly into?: string | undefined }) {
  const t = useSay();
  const act = useAct();
  const { report } = opened;
  const asked = useQuery(
    api.suggest.duplicates.queryOptions({ report: report.id }, { staleTime: 60_000 }),
  );
  const [chosen, choose] = useState(into);
  const [typed, setTyped] = useState("");
  const [note, setNote] = useDraft("merge", report.id);
  if (asked.isPending) return <Waiting height="6rem" />;
  const candidates = asked.data?.candidates ?? [];
  const main = typed.trim() === "" ? chosen : typed.trim();
  const other = candidates.find(({ trackingId }) => trackingId === main);
  const send = async (): Promise<void> => {
    if (main === undefined) return;
    await act({
      verb: "merge",
      report: report.id,
      ifVersion: report.version,
      input: { into: main, ...(note.trim() === "" ? {} : { note }) },
      said: t("routingDesk.merge.said", { id: main }),
      // What somebody typed may be no number at all: the form has to hear it.
      ...(other === undefined ? { undo: false } : {}),
    });
    setNote("");
  };
  return (
    <ActForm
      says={t("routingDesk.merge.title")}
      submit={t("act.merge")}
      isReady={main !== undefined}
      send={send}
      done={done}
    >
      <Text size="sm">{t("routingDesk.merge.effect")}</Text>
      {asked.isError && (
        <Fresh error={asked.error} again={() => void asked.refetch()}>
          {null}
        </Fresh>
      )}
      {into === undefined &&
        (candidates.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t("routingDesk.duplicates.none")}
          </Text>
        ) : (
          <Radio.Group
            label={t("routingDesk.merge.into")}
            value={main ?? ""}
            onChange={(value) => {
              setTyped("");
              choose(value);
            }}
          >
            <Stack gap="xs" mt={4}>
              {candidates.map((each) => (
                <Radio
                  key={each.report}
                  value={each.trackingId}
                  label={
                    <>
                      <Text span ff="monospace" fw={600}>
                        {each.trackingId}
                      </Text>{" "}
                      {each.title}
                    </>
                  }
                  description={<DuplicateFacts other={each} />}
                />
              ))}
            </Stack>
          </Radio.Group>
        ))}
      {other !== undefined && <Comparison opened={opened} other={other} />}
      {into === undefined && (
        <TextInput
          label={t("routingDesk.merge.typed")}
          value={typed}
          maxLength={40}
          autoComplete="off"
          description={main === undefined ? t("routingDesk.merge.noneChosen") : undefined}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      <Textarea
        label={t("routingDesk.merge.note")}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={20_000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </ActForm>
  );
}
