import { Anchor, Button, Group, SegmentedControl, Stack, Text, Title } from "@mantine/core";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import {
  filterOf,
  groupsAtDesk,
  groupsAtHub,
  listBehind,
  readMonitorSearch,
  whole,
} from "../hub/monitor-search.ts";
import type { MonitorSearch } from "../hub/monitor-search.ts";
import { MonitorTable } from "../hub/monitor-table.tsx";
import { useMe } from "../me.tsx";
import { Unread } from "../parts/unread.tsx";
import { Waiting } from "../parts/waiting.tsx";
import { Problem } from "../people/problem.tsx";
import { saveText } from "../people/save-text.ts";
import type { Inputs, Outputs } from "../api-types.ts";
import { useLang, useSay } from "../speech.tsx";
import { api } from "../trpc.ts";
import { Chips } from "../work/chips.tsx";
import "../hub/hub.css";

/** How the open reports stand: what is overdue first, every number a way to the reports behind it. */
export function Monitor() {
  const t = useSay();
  const { lang } = useLang();
  const { isHub } = useMe();
  const [search, go] = useMonitorSearch();
  const groups = isHub ? groupsAtHub : groupsAtDesk;
  const by = groups.find((each) => each === search.by) ?? groups[0];
  // Proof: values of closed sets are checked by the server, which refuses what it does not know.
  const filter = filterOf(search) as NonNullable<Inputs["monitor"]["overview"]["filter"]>;
  const input = {
    filter,
    by,
    lang,
    sort: search.column ?? "overdue",
    reversed: search.reversed === true,
  } as const;
  const asked = useQuery(
    api.monitor.overview.queryOptions(input, {
      placeholderData: keepPreviousData,
      refetchInterval: 60_000,
    }),
  );
  const exporting = useMutation(api.monitor.export.mutationOptions({ onSuccess: saveText }));
  const monitor = asked.data;
  return (
    <Stack gap="sm" aria-busy={asked.isFetching}>
      <Group justify="space-between" align="flex-end">
        <Title order={1}>{t("screen.monitor")}</Title>
        <Button
          variant="default"
          loading={exporting.isPending}
          onClick={() => exporting.mutate(input)}
        >
          {t("hubDesk.export")}
        </Button>
      </Group>
      {exporting.isError && <Problem error={exporting.error} />}
      {monitor !== undefined && <Headline monitor={monitor} search={search} />}
      <Chips search={search} onChange={(next) => go({ ...keptOf(search), ...next })} />
      <SegmentedControl
        className="monitor-by"
        aria-label={t("hubDesk.groupBy")}
        data={groups.map((value) => ({ value, label: t(`hubDesk.by.${value}`) }))}
        value={by}
        onChange={(value) => {
          const chosen = groups.find((each) => each === value);
          go({ ...search, ...(chosen === undefined ? {} : { by: chosen }) });
        }}
      />
      {asked.isError && <Unread error={asked.error} again={() => void asked.refetch()} />}
      {asked.isPending && <Waiting height="40vh" />}
      {monitor !== undefined && monitor.groups.length === 0 && (
        <Text c="dimmed">{t("hubDesk.nothing")}</Text>
      )}
      {monitor !== undefined && monitor.groups.length > 0 && (
        <MonitorTable monitor={monitor} search={search} go={go} />
      )}
    </Stack>
  );
}

/** The one number on top, and the two beside it. */
function Headline({
  monitor: { total, by },
  search,
}: {
  readonly monitor: Outputs["monitor"]["overview"];
  readonly search: MonitorSearch;
}) {
  const t = useSay();
  const { lang } = useLang();
  const number = (count: number): string => new Intl.NumberFormat(lang).format(count);
  const late = listBehind(search, by, whole, "overdue");
  const share = total.open === 0 ? 0 : Math.round((100 * total.overdue) / total.open);
  return (
    <Group gap="lg" align="baseline" role="status">
      <Anchor
        underline="hover"
        c={total.overdue > 0 ? "red" : "dimmed"}
        renderRoot={(props) => <Link {...props} to="/reports" search={late ?? {}} />}
      >
        <Text span fz={40} fw={700} lh={1} className="figures">
          {number(total.overdue)}
        </Text>{" "}
        <Text span fz="lg" fw={600}>
          {t("hubDesk.overdue")}
        </Text>
      </Anchor>
      <Text c="dimmed" className="figures">
        {t("hubDesk.ofOpen", { open: number(total.open), share })}
        {" · "}
        {t("hubDesk.soonToo", { soon: number(total.soon) })}
      </Text>
    </Group>
  );
}

/** What the chips know nothing of. */
const keptOf = ({ by, column, reversed }: MonitorSearch): MonitorSearch => ({
  ...(by === undefined ? {} : { by }),
  ...(column === undefined ? {} : { column }),
  ...(reversed === undefined ? {} : { reversed }),
});

function useMonitorSearch(): readonly [MonitorSearch, (next: MonitorSearch) => void] {
  const given = useSearch({ strict: false });
  const navigate = useNavigate();
  const key = JSON.stringify(given);
  const search = useMemo(
    // Proof: it was just written from an object.
    () => readMonitorSearch(JSON.parse(key) as Record<string, unknown>),
    [key],
  );
  return [search, (next) => void navigate({ to: ".", search: () => next })];
}
