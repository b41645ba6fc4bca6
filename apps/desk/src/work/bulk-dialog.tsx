import { Button, Group, List, Modal, Progress, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { Unread } from "../parts/unread.tsx";
import { useSay } from "../speech.tsx";
import { whyWords } from "../why.ts";
import { BulkFields, isComplete } from "./bulk-fields.tsx";
import { preview, runAll } from "./bulk-run.ts";
import type { Previewed, Refused } from "./bulk-run.ts";
import type { BulkAct } from "./bulk-verbs.ts";

type Stage =
  | { readonly at: "fields" }
  | { readonly at: "preview"; readonly found: readonly Previewed[] }
  | {
      readonly at: "going" | "over";
      readonly of: number;
      readonly done: readonly string[];
      readonly refused: readonly Refused[];
    };

/** One act with many reports: what it takes, what it would do, and then what it did. */
export function BulkDialog({
  verb,
  reports,
  called,
  close,
}: {
  readonly verb: BulkAct;
  readonly reports: readonly string[];
  /** Their tracking ids. */
  readonly called: ReadonlyMap<string, string>;
  /** @param acted those with which it was done: their marks go */
  readonly close: (acted: ReadonlySet<string>) => void;
}) {
  const t = useSay();
  const [input, fill] = useState<Record<string, unknown>>({});
  const [stage, go] = useState<Stage>({ at: "fields" });
  const isStopped = useRef(false);
  const checked = useMutation({
    mutationFn: () => preview(verb, reports, input),
    onSuccess: (found) => go({ at: "preview", found }),
  });
  const run = async (possible: readonly Previewed[]): Promise<void> => {
    const of = possible.length;
    let last: Pick<Stage & { at: "going" }, "done" | "refused"> = { done: [], refused: [] };
    go({ at: "going", of, ...last });
    await runAll(
      verb,
      possible,
      input,
      (done, refused) => {
        last = { done, refused };
        go({ at: "going", of, ...last });
      },
      () => isStopped.current,
    );
    go({ at: "over", of, ...last });
  };
  const leave = (): void => {
    isStopped.current = true;
    close(new Set("done" in stage ? stage.done : []));
  };
  return (
    <Modal
      opened
      onClose={leave}
      size="lg"
      title={t("list.bulk.do", { act: t(`act.${verb}`), n: reports.length })}
    >
      <Stack>
        {stage.at === "fields" && (
          <form
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              if (isComplete(verb, input)) checked.mutate();
            }}
          >
            <Stack>
              <BulkFields verb={verb} input={input} onFill={fill} />
              {checked.isError && <Unread error={checked.error} again={() => checked.mutate()} />}
              <Group>
                <Button
                  type="submit"
                  loading={checked.isPending}
                  disabled={!isComplete(verb, input)}
                >
                  {t("list.bulk.preview")}
                </Button>
              </Group>
            </Stack>
          </form>
        )}
        {stage.at === "preview" && (
          <Preview
            verb={verb}
            found={stage.found}
            called={called}
            onBack={() => go({ at: "fields" })}
            onRun={(possible) => void run(possible)}
          />
        )}
        {(stage.at === "going" || stage.at === "over") && (
          <>
            <Progress
              value={(100 * (stage.done.length + stage.refused.length)) / Math.max(stage.of, 1)}
              aria-label={t("list.bulk.going", { done: stage.done.length, n: stage.of })}
            />
            <Text role="status">
              {stage.at === "over"
                ? t("list.bulk.done", { n: stage.done.length })
                : t("list.bulk.going", { done: stage.done.length, n: stage.of })}
            </Text>
            {stage.refused.length > 0 && (
              <>
                <Text>{t("list.bulk.refused", { n: stage.refused.length })}</Text>
                <Reasons
                  each={stage.refused.map(({ report, code }) => ({
                    key: report,
                    called: called.get(report) ?? report,
                    code,
                  }))}
                />
              </>
            )}
            <Group>
              <Button variant="default" onClick={leave}>
                {t(stage.at === "over" ? "list.bulk.close" : "list.bulk.stop")}
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </Modal>
  );
}

function Preview({
  verb,
  found,
  called,
  onBack,
  onRun,
}: {
  readonly called: ReadonlyMap<string, string>;
  readonly verb: BulkAct;
  readonly found: readonly Previewed[];
  readonly onBack: () => void;
  readonly onRun: (possible: readonly Previewed[]) => void;
}) {
  const t = useSay();
  const possible = found.filter(({ outcome }) => outcome === "possible");
  const not = found.filter(({ outcome }) => outcome !== "possible");
  return (
    <>
      <Text role="status">{t("list.bulk.possible", { n: possible.length })}</Text>
      {not.length > 0 && (
        <>
          <Text>{t("list.bulk.impossible", { n: not.length })}</Text>
          <Reasons
            each={not.map(({ report, trackingId, outcome }) => ({
              key: report,
              called: trackingId ?? called.get(report) ?? report,
              code: outcome,
            }))}
          />
        </>
      )}
      <Group>
        {possible.length > 0 && (
          <Button onClick={() => onRun(possible)} data-autofocus>
            {t("list.bulk.do", { act: t(`act.${verb}`), n: possible.length })}
          </Button>
        )}
        <Button variant="default" onClick={onBack}>
          {t("list.bulk.change")}
        </Button>
      </Group>
    </>
  );
}

function Reasons({
  each,
}: {
  readonly each: readonly {
    readonly key: string;
    readonly called: string;
    readonly code: string;
  }[];
}) {
  const t = useSay();
  return (
    <List size="sm" spacing={2} className="bulk-reasons">
      {each.map(({ key, called, code }) => (
        <List.Item key={key}>
          <span className="work-number">{called}</span>: {whyWords(t, code)}
        </List.Item>
      ))}
    </List>
  );
}
