import { Blockquote, Button, CopyButton, Group, Modal, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { isKey } from "@simpul/words";
import type { Say } from "@simpul/words";
import { useNames } from "../names.tsx";
import { Fresh } from "../parts/fresh.tsx";
import { Waiting } from "../parts/waiting.tsx";
import { stepWords } from "../report/step-words.ts";
import { useWhen } from "../report/when.ts";
import { useSay } from "../speech.tsx";
import { api } from "../trpc.ts";
import { sinceSeen, typedIn, wayOut } from "./merge.ts";
import { whyWords } from "../why.ts";
import { acts } from "./pending-store.ts";
import type { Pending } from "./pending.ts";

/**
 * An act that was not done: what happened meanwhile, what its author was about to do, and their decision. Nobody's words are
 * thrown away by anything else than "discard".
 */
export function Undone({
  pending,
  close,
}: {
  readonly pending: Pending;
  readonly close: () => void;
}) {
  const t = useSay();
  const navigate = useNavigate();
  const { key, report, called, verb, code } = pending;
  const asked = useQuery(
    api.report.open.queryOptions({ report }, { staleTime: 0, refetchOnMount: "always" }),
  );
  const opened = asked.data;
  const isFaster = code === "versionChanged";
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={t("list.acts.notDone", { act: t(`act.${verb}`) })}
    >
      <Stack gap="sm">
        <Text>{t(isFaster ? "list.acts.faster" : "list.acts.refused", { number: called })}</Text>
        {!isFaster && <Text fw={600}>{whyWords(t, code)}</Text>}
        {asked.isPending ? (
          <Waiting height="6rem" />
        ) : opened === undefined ? (
          <Fresh error={asked.error} again={() => void asked.refetch()}>
            <Text role="alert">{t("list.acts.gone")}</Text>
          </Fresh>
        ) : (
          <>
            <Text fw={600}>{t("list.acts.now", { state: t(`state.${opened.report.state}`) })}</Text>
            {isFaster && <Meanwhile opened={opened} seen={pending.seen} />}
          </>
        )}
        <Yours pending={pending} />
        {opened !== undefined && wayOut(pending, opened) === "copy" && (
          <Text size="sm">{t("list.acts.impossible")}</Text>
        )}
        <Group justify="space-between">
          <Group gap="xs">
            {opened !== undefined && wayOut(pending, opened) === "insist" && (
              <Button
                onClick={() => {
                  acts.insist(key, opened.report.version);
                  close();
                }}
              >
                {t("list.acts.insist")}
              </Button>
            )}
            <Button
              variant="default"
              onClick={() => {
                close();
                void navigate({ to: "/reports/$id", params: { id: called } });
              }}
            >
              {t("list.acts.lookFirst")}
            </Button>
          </Group>
          <Button
            variant="default"
            onClick={() => {
              acts.drop(key);
              close();
            }}
          >
            {t("list.acts.drop")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function Meanwhile({
  opened,
  seen,
}: {
  readonly opened: Parameters<typeof stepWords>[0] extends { report: infer R }
    ? { readonly report: R; readonly steps: readonly Parameters<typeof stepWords>[2][] }
    : never;
  readonly seen: number | undefined;
}) {
  const t = useSay();
  const names = useNames();
  const when = useWhen();
  const { report, steps } = opened;
  const entries = sinceSeen(report.history, seen);
  return (
    <section>
      <Title order={3} size="h5">
        {t("list.acts.meanwhile")}
      </Title>
      {entries.length === 0 && <Text size="sm">{t("list.acts.nothing")}</Text>}
      <ul className="undone-list">
        {entries.map(({ entry, index }) => (
          <li key={index}>
            <Text size="sm">
              {stepWords({ t, names, when, report }, entry, steps[index])}{" "}
              <Text span c="dimmed" size="sm">
                {t(`role.${entry.actor.role}`)}, {names.tenant(entry.actor.tenant)},{" "}
                {when.moment(entry.at)}
              </Text>
            </Text>
            {entry.text !== undefined && (
              <Blockquote p="xs" my={4} className="kept-text">
                {entry.text}
              </Blockquote>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What was typed and chosen, to be taken along. */
function Yours({ pending }: { readonly pending: Pending }) {
  const t = useSay();
  const names = useNames();
  const typed = typedIn(pending).map(([field, value]) => ({
    field,
    value:
      field === "tenant" || field === "proposedTenant"
        ? names.tenant(value)
        : field === "unit" || field === "supporting" || field === "proposedUnit"
          ? names.unit(value)
          : field === "category"
            ? names.category(value)
            : codeWords(t, field, value),
  }));
  const all = typed.map(({ value }) => value).join("\n");
  return (
    <section>
      <Group justify="space-between">
        <Title order={3} size="h5">
          {t("list.acts.yours")}
        </Title>
        {typed.length > 0 && (
          <CopyButton value={all}>
            {({ copied, copy }) => (
              <Button variant="default" size="compact-sm" onClick={copy}>
                {t(copied ? "list.acts.copied" : "list.acts.copy")}
              </Button>
            )}
          </CopyButton>
        )}
      </Group>
      <Text size="sm" fw={600}>
        {pending.said}
      </Text>
      {typed.map(({ field, value }, index) => (
        <Text key={`${field}-${index}`} size="sm" className="kept-text">
          {value}
        </Text>
      ))}
    </section>
  );
}

/** Codes of closed sets as people read them. */
function codeWords(t: Say, field: string, value: string): string {
  const found = [
    `archiveReason.${value}`,
    `class.${value}`,
    `answer.${value}`,
    `urgency.${value}`,
  ].find((key) => ["reason", "class", "kind", "urgency"].includes(field) && isKey(key));
  // Proof: asked just before whether it is one; these vocabularies have no parameters.
  return found === undefined ? value : t(found as "class.complaint");
}
