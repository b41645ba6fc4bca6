import "../people/people.css";
import { Anchor, Button, Group, Stack, Table, Text, Title, UnstyledButton } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { useMe } from "../me.tsx";
import { Waiting } from "../parts/waiting.tsx";
import { filterOf } from "../people/audit/audit-search.ts";
import type { AuditSearch } from "../people/audit/audit-search.ts";
import { AuditFilter } from "../people/audit/filter.tsx";
import { SealState } from "../people/audit/seal.tsx";
import { actorWords, detailWords, outcomeWords, verbWords } from "../people/audit/words.ts";
import type { AuditedAct, AuditedPerson } from "../people/audit/words.ts";
import { Problem } from "../people/problem.tsx";
import { said } from "../people/said.tsx";
import { saveText } from "../people/save-text.ts";
import { useWhen } from "../report/when.ts";
import { useSay } from "../speech.tsx";
import { api } from "../trpc.ts";

/** What was done at this desk, for its auditor: searched, taken away, and its seal checked. */
export function Audit() {
  const t = useSay();
  const { me, may } = useMe();
  const search = useSearch({ from: "/audit" });
  const navigate = useNavigate({ from: "/audit" });
  const choose = (next: AuditSearch): void =>
    void navigate({ search: next, replace: true, resetScroll: false });
  // Each question is a row of the audit itself: not one a letter.
  const [settled] = useDebouncedValue(search, 400);
  const filter = filterOf(settled, me.tenant.zone);
  const known = useQuery(api.audit.people.queryOptions(undefined, { staleTime: 10 * 60_000 }));
  const people = useMemo(
    () => new Map(known.data?.map((person) => [person.actor, person])),
    [known.data],
  );
  const found = useInfiniteQuery(
    api.audit.search.infiniteQueryOptions(
      { filter, limit: 100 },
      {
        getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
        placeholderData: keepPreviousData,
        staleTime: 60_000,
        refetchOnWindowFocus: false,
      },
    ),
  );
  const acts = found.data?.pages.flatMap(({ items }) => items) ?? [];
  const opens = new Set(found.data?.pages.flatMap((page) => page.opens));
  return (
    <Stack gap="md" aria-busy={found.isFetching}>
      <div>
        <Title order={1}>{t("screen.audit")}</Title>
        <Text size="sm" c="dimmed">
          {t("peopleDesk.audit.why")}
        </Text>
      </div>
      <SealState />
      <AuditFilter search={search} people={known.data ?? []} choose={choose} />
      <Group justify="space-between">
        <Text size="xs" c="dimmed">
          {t("peopleDesk.audit.period")}
        </Text>
        {may("export", "Audit") && <TakeAway filter={filter} />}
      </Group>
      {found.isError && <Problem error={found.error} />}
      {found.isPending && <Waiting height="30vh" />}
      {found.isSuccess && acts.length === 0 && <Text>{t("peopleDesk.audit.empty")}</Text>}
      {acts.length > 0 && (
        <Acts acts={acts} people={people} opens={opens} about={(report) => choose({ report })} />
      )}
      {found.hasNextPage && (
        <Group>
          <Button
            variant="default"
            loading={found.isFetchingNextPage}
            onClick={() => void found.fetchNextPage()}
          >
            {t("desk.more")}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

/** What is on the screen, as a file; the taking is itself a row. */
function TakeAway({ filter }: { readonly filter: ReturnType<typeof filterOf> }) {
  const t = useSay();
  const take = useMutation(
    api.audit.export.mutationOptions({
      onSuccess: ({ name, type, text, rows, nextCursor }) => {
        saveText({ name, type, text });
        said(
          t,
          t(nextCursor === null ? "peopleDesk.audit.taken" : "peopleDesk.audit.takenMore", {
            rows,
          }),
        );
      },
    }),
  );
  return (
    <Group gap="xs">
      {(["csv", "json"] as const).map((format) => (
        <Button
          key={format}
          size="compact-sm"
          variant="default"
          loading={take.isPending && take.variables.format === format}
          onClick={() => take.mutate({ filter, format })}
        >
          {t(`peopleDesk.audit.${format}`)}
        </Button>
      ))}
      {take.isError && <Problem error={take.error} />}
    </Group>
  );
}

function Acts({
  acts,
  people,
  opens,
  about,
}: {
  readonly acts: readonly AuditedAct[];
  readonly people: ReadonlyMap<string, AuditedPerson>;
  /** Reports that the reader may open. */
  readonly opens: ReadonlySet<string>;
  /** Everything that was done with one. */
  readonly about: (report: string) => void;
}) {
  const t = useSay();
  const { moment } = useWhen();
  return (
    <Table className="acts" verticalSpacing={4} fz="sm">
      <Table.Thead>
        <Table.Tr>
          {(["when", "actor", "verb", "report", "outcome", "detail"] as const).map((column) => (
            <Table.Th key={column}>
              {t(column === "report" ? "peopleDesk.audit.about" : `peopleDesk.audit.${column}`)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {acts.map(({ id, at, actor, verb, report, trackingId, outcome, detail }) => (
          <Table.Tr key={id}>
            <Table.Td title={at}>{moment(at)}</Table.Td>
            <Table.Td title={actor}>{actorWords(t, actor, people)}</Table.Td>
            <Table.Td title={verb}>{verbWords(t, verb)}</Table.Td>
            <Table.Td>
              {report !== null && (
                <Group gap={6} wrap="nowrap">
                  {trackingId !== null && opens.has(report) ? (
                    <Anchor
                      component={Link}
                      to={`/reports/${report}`}
                      fz="sm"
                      ff="monospace"
                      underline="always"
                    >
                      {trackingId}
                    </Anchor>
                  ) : (
                    <Text span fz="sm" ff="monospace" title={report}>
                      {trackingId ?? `…${report.slice(-8)}`}
                    </Text>
                  )}
                  <UnstyledButton
                    fz="sm"
                    td="underline"
                    aria-label={t("peopleDesk.audit.allOf", { report: trackingId ?? report })}
                    title={t("peopleDesk.audit.allOf", { report: trackingId ?? report })}
                    onClick={() => about(trackingId ?? report)}
                  >
                    ≡
                  </UnstyledButton>
                </Group>
              )}
            </Table.Td>
            <Table.Td title={outcome}>{outcomeWords(t, outcome)}</Table.Td>
            <Table.Td className="breaks" c="dimmed">
              {detailWords(t, detail)}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
