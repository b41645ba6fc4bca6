import { Button, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import type { Outputs } from "../api-types.ts";
import { Problem } from "../people/problem.tsx";
import { useLang, useSay } from "../speech.tsx";
import { api } from "../trpc.ts";
import { Moment } from "./moments.tsx";

type Pinged = Outputs["nodes"]["pings"][number];

/** Longer nobody looks for an answer every second; it still comes when the node calls. */
const patienceMs = 60_000;

/** Asks a node whether it hears us, and shows how far the question has come. */
export function PingNode({ node }: { readonly node: string }) {
  const t = useSay();
  const pings = useQuery(
    api.nodes.pings.queryOptions(
      { node },
      {
        refetchInterval: ({ state }) => {
          const [last] = state.data ?? [];
          return last !== undefined &&
            last.answeredAt === undefined &&
            Date.now() - Date.parse(last.askedAt) < patienceMs
            ? 1_000
            : false;
        },
      },
    ),
  );
  const ping = useMutation(
    api.nodes.ping.mutationOptions({ onSuccess: () => void pings.refetch() }),
  );
  const [last, ...before] = pings.data ?? [];
  return (
    <Stack gap={4}>
      <Group gap="xs">
        <Button
          size="compact-sm"
          variant="default"
          loading={ping.isPending}
          onClick={() => ping.mutate({ node })}
        >
          {t("hubDesk.ping.do")}
        </Button>
        {last === undefined && (
          <Text size="xs" c="dimmed">
            {t("hubDesk.ping.why")}
          </Text>
        )}
      </Group>
      {ping.isError && <Problem error={ping.error} />}
      {last !== undefined && <Steps ping={last} />}
      {before.length > 0 && (
        <Text size="xs" c="dimmed">
          {t("hubDesk.ping.before", {
            answered: before.filter(({ answeredAt }) => answeredAt !== undefined).length,
            n: before.length,
          })}
        </Text>
      )}
    </Stack>
  );
}

function Steps({ ping }: { readonly ping: Pinged }) {
  const t = useSay();
  const { lang } = useLang();
  const after = (at: string): string =>
    new Intl.NumberFormat(lang, { maximumFractionDigits: 1 }).format(
      (Date.parse(at) - Date.parse(ping.askedAt)) / 1000,
    );
  return (
    <Text size="sm" role="status" className="breaks">
      {t("hubDesk.ping.asked")} <Moment at={ping.askedAt} />
      {" → "}
      {ping.givenAt === undefined
        ? t("hubDesk.ping.waits")
        : t("hubDesk.ping.given", { s: after(ping.givenAt) })}
      {ping.answeredAt !== undefined && (
        <>
          {" → "}
          <b>{t("hubDesk.ping.answered", { s: after(ping.answeredAt) })}</b>
        </>
      )}
      {ping.trace !== undefined && (
        <Text span size="xs" c="dimmed">
          {" "}
          {t("hubDesk.ping.trace", { trace: ping.trace })}
        </Text>
      )}
    </Text>
  );
}
