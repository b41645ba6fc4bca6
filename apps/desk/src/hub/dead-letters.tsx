import { Anchor, Button, Group, Stack, Text, Title } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Outputs } from "../api-types.ts";
import { Unread } from "../parts/unread.tsx";
import { Problem } from "../people/problem.tsx";
import { useSay } from "../speech.tsx";
import { api } from "../trpc.ts";
import { Moment } from "./moments.tsx";

type Letter = Outputs["nodes"]["deadLetters"]["items"][number];
type Parked = Outputs["nodes"]["parked"][number];

/** What a node refused for good, and what came to us before its turn. */
export function DeadLetters({ changed }: { readonly changed: () => void }) {
  const t = useSay();
  const asked = useInfiniteQuery(
    api.nodes.deadLetters.infiniteQueryOptions(
      {},
      { getNextPageParam: ({ nextCursor }) => nextCursor },
    ),
  );
  const parked = useQuery(api.nodes.parked.queryOptions());
  const letters = asked.data?.pages.flatMap(({ items }) => items) ?? [];
  const again = (): void => {
    void asked.refetch();
    void parked.refetch();
    changed();
  };
  return (
    <>
      <section aria-busy={asked.isPending}>
        <Title order={2}>{t("hubDesk.letters.title")}</Title>
        <Text size="sm" c="dimmed">
          {t("hubDesk.letters.why")}
        </Text>
        {asked.isError && <Unread error={asked.error} again={again} />}
        {asked.isSuccess && letters.length === 0 && (
          <Text size="sm">{t("hubDesk.letters.none")}</Text>
        )}
        <ul className="node-list">
          {letters.map((letter) => (
            <LetterRow key={letter.id} letter={letter} again={again} />
          ))}
        </ul>
        {asked.hasNextPage && (
          <Button variant="default" onClick={() => void asked.fetchNextPage()}>
            {t("desk.more")}
          </Button>
        )}
      </section>
      <section aria-busy={parked.isPending}>
        <Title order={2}>{t("hubDesk.parked.title")}</Title>
        <Text size="sm" c="dimmed">
          {t("hubDesk.parked.why")}
        </Text>
        {parked.isError && <Unread error={parked.error} again={again} />}
        {parked.data?.length === 0 && <Text size="sm">{t("hubDesk.parked.none")}</Text>}
        <ul className="node-list">
          {parked.data?.map((one) => (
            <ParkedRow key={`${one.tenant}/${one.report}`} parked={one} again={again} />
          ))}
        </ul>
      </section>
    </>
  );
}

function LetterRow({ letter, again }: { readonly letter: Letter; readonly again: () => void }) {
  const t = useSay();
  const replay = useMutation(api.nodes.replay.mutationOptions({ onSuccess: again }));
  const { event } = letter;
  return (
    <li>
      <Group justify="space-between" align="flex-start">
        <Stack gap={0}>
          <Text size="sm">
            <b>{letter.node}</b>: {letter.code} · <Moment at={letter.at} />
          </Text>
          <Text size="sm" c="dimmed" className="breaks">
            {event === undefined ? (
              t("hubDesk.letters.unreadable")
            ) : (
              <>
                {event.type} · {event.writer} {event.seq} ·{" "}
                <Anchor
                  size="sm"
                  renderRoot={(props) => (
                    <Link {...props} to="/reports/$id" params={{ id: event.report }} />
                  )}
                >
                  {t("hubDesk.letters.report")}
                </Anchor>
              </>
            )}
          </Text>
        </Stack>
        {letter.replayedAt === undefined ? (
          event !== undefined && (
            <Button
              size="compact-sm"
              variant="default"
              loading={replay.isPending}
              onClick={() => replay.mutate({ letter: letter.id })}
            >
              {t("hubDesk.letters.replay")}
            </Button>
          )
        ) : (
          <Text size="sm" c="dimmed">
            {t("hubDesk.letters.replayed")} <Moment at={letter.replayedAt} />
          </Text>
        )}
      </Group>
      {replay.isError && <Problem error={replay.error} />}
    </li>
  );
}

function ParkedRow({ parked, again }: { readonly parked: Parked; readonly again: () => void }) {
  const t = useSay();
  const { tenant, report, events, reason, since } = parked;
  const retry = useMutation(api.nodes.retryParked.mutationOptions({ onSuccess: again }));
  return (
    <li>
      <Group justify="space-between" align="flex-start">
        <Text size="sm" className="breaks">
          <Anchor
            size="sm"
            renderRoot={(props) => <Link {...props} to="/reports/$id" params={{ id: report }} />}
          >
            {report}
          </Anchor>{" "}
          · {t("hubDesk.parked.events", { n: events })} · {reason} · <Moment at={since} />
        </Text>
        <Button
          size="compact-sm"
          variant="default"
          loading={retry.isPending}
          onClick={() => retry.mutate({ tenant, report })}
        >
          {t("hubDesk.parked.retry")}
        </Button>
      </Group>
      {retry.data !== undefined && retry.data.left > 0 && (
        <Text size="sm" role="status">
          {t("hubDesk.parked.left", { n: retry.data.left })}
        </Text>
      )}
      {retry.isError && <Problem error={retry.error} />}
    </li>
  );
}
