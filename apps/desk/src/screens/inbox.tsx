import { Alert, Button, Group, Stack, Table, Text, Title } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Deadline } from "../parts/deadline.tsx";
import { useSay } from "../speech.tsx";
import { api } from "../trpc.ts";

/** The reports that somebody may see here, newest first. */
export function Inbox() {
  const t = useSay();
  const asked = useInfiniteQuery(
    api.report.list.infiniteQueryOptions(
      { limit: 50 },
      { getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined },
    ),
  );
  const reports = asked.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Stack aria-busy={asked.isPending}>
      <Title order={1}>{t("desk.inbox")}</Title>
      {asked.isError && (
        <Alert
          color="red"
          role="alert"
          title={t(asked.error.data ? "desk.refused" : "desk.offline")}
        >
          <Button variant="default" onClick={() => void asked.refetch()}>
            {t("desk.again")}
          </Button>
        </Alert>
      )}
      {asked.isSuccess && reports.length === 0 && <Text>{t("desk.empty")}</Text>}
      {reports.length > 0 && (
        <Table.ScrollContainer minWidth={320}>
          <Table highlightOnHover verticalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t("desk.number")}</Table.Th>
                <Table.Th>{t("desk.state")}</Table.Th>
                <Table.Th visibleFrom="sm">{t("desk.category")}</Table.Th>
                <Table.Th>{t("desk.deadline")}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {reports.map(({ id, trackingId, state, category, clocks }) => (
                <Table.Tr key={id}>
                  <Table.Td ff="monospace">{trackingId}</Table.Td>
                  <Table.Td>{t(`state.${state}`)}</Table.Td>
                  <Table.Td visibleFrom="sm">{category ?? "–"}</Table.Td>
                  <Table.Td>
                    <Deadline clocks={clocks} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {asked.hasNextPage && (
        <Group>
          <Button
            variant="default"
            loading={asked.isFetchingNextPage}
            onClick={() => void asked.fetchNextPage()}
          >
            {t("desk.more")}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
