import { Button, Group, Stack, Table, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import type { Opened, Outputs } from "../api-types.ts";
import { useMe } from "../me.tsx";
import { useNames } from "../names.tsx";
import { Deadline } from "../parts/deadline.tsx";
import { Fresh } from "../parts/fresh.tsx";
import { Unread } from "../parts/unread.tsx";
import { Waiting } from "../parts/waiting.tsx";
import { useSay } from "../speech.tsx";
import { api } from "../trpc.ts";
import { wordOf } from "./step-words.ts";
import { useWhen } from "./when.ts";

type Explained = Outputs["report"]["clocks"][number];

/** Every clock that runs; on demand each of its days. */
export function Clocks({ opened: { report } }: { readonly opened: Opened }) {
  const t = useSay();
  const [isOpen, { toggle }] = useDisclosure();
  if (report.clocks.length === 0) return null;
  return (
    <section aria-labelledby="clocks-head">
      <Group justify="space-between" gap="xs">
        <Title order={3} size="h4" id="clocks-head">
          {t("reportPage.clocks.title")}
        </Title>
        <Button
          size="compact-sm"
          variant="subtle"
          aria-expanded={isOpen}
          onClick={toggle}
          className="no-print"
        >
          {t(isOpen ? "reportPage.clocks.hide" : "reportPage.clocks.show")}
        </Button>
      </Group>
      {isOpen ? (
        <AllExplained key={report.version} id={report.id} />
      ) : (
        <Stack gap={6} mt="xs">
          {report.clocks.map((clock) => (
            <Short key={clock.name} clock={clock} />
          ))}
        </Stack>
      )}
    </section>
  );
}

function Short({ clock }: { readonly clock: Opened["report"]["clocks"][number] }) {
  const t = useSay();
  const names = useNames();
  const when = useWhen();
  return (
    <Group gap="xs">
      <Text size="sm" fw={600}>
        {t(`clock.${clock.name}`)}
      </Text>
      <Deadline clocks={[clock]} />
      <Text size="sm" c="dimmed">
        {when.day(clock.date)} · {names.tenant(clock.owedBy)}
      </Text>
    </Group>
  );
}

function AllExplained({ id }: { readonly id: string }) {
  const asked = useQuery(api.report.clocks.queryOptions({ report: id }, { staleTime: 0 }));
  const again = (): void => void asked.refetch();
  if (asked.data === undefined)
    return asked.isError ? (
      <Fresh error={asked.error} again={again}>
        <Unread error={asked.error} again={again} />
      </Fresh>
    ) : (
      <Waiting height="6rem" />
    );
  return (
    <Stack gap="lg" mt="xs">
      {asked.data.map((clock, index) => (
        <OneExplained key={clock.name} clock={clock} isOpen={index === 0} />
      ))}
    </Stack>
  );
}

/** @param isOpen its days are shown at once: the earliest deadline's are */
function OneExplained({ clock, isOpen }: { readonly clock: Explained; readonly isOpen: boolean }) {
  const t = useSay();
  const names = useNames();
  const when = useWhen();
  const { by, zones, began, bound, pauses } = clock;
  const amount = t("reportPage.clocks.rule", {
    amount: by.amount,
    unit: t(`reportPage.clocks.unit.${by.unit}`),
  });
  return (
    <div>
      <Text fw={600}>
        {t(`clock.${clock.name}`)}: {amount}
      </Text>
      <dl className="facts">
        <Fact
          name={t("reportPage.clocks.ends")}
          value={t("reportPage.clocks.exactly", {
            date: when.day(clock.date),
            moment: when.moment(clock.deadline, zones.deadline),
          })}
        />
        <Fact
          name={t("reportPage.clocks.began")}
          value={t("reportPage.clocks.exactly", {
            date: when.day(clock.from),
            moment: when.moment(began.at, zones.began),
          })}
        />
        <Fact name={t("reportPage.clocks.basis")} value={by.legalBasis} />
        <Fact name={t("reportPage.clocks.owed", { who: "" })} value={names.tenant(clock.owedBy)} />
      </dl>
      {bound !== undefined && (
        <Text size="sm">
          {t("reportPage.clocks.bound", { since: when.day(bound.since), amount: bound.amount })}
        </Text>
      )}
      {clock.cappedFrom !== undefined && (
        <Text size="sm">{t("reportPage.clocks.capped", { date: when.day(clock.cappedFrom) })}</Text>
      )}
      {pauses.map(({ from, to }) => (
        <Text key={from} size="sm">
          {to === undefined
            ? t("reportPage.clocks.pauseOpen", { from: when.moment(from) })
            : t("reportPage.clocks.pause", { from: when.moment(from), to: when.moment(to) })}
        </Text>
      ))}
      {pauses.length > 0 && clock.mostPaused !== undefined && (
        <Text size="sm">{t("reportPage.clocks.mostPaused", { days: clock.mostPaused })}</Text>
      )}
      {clock.provisional && <Text size="sm">{t("reportPage.clocks.provisional")}</Text>}
      {clock.days.length > 0 && (
        <details open={isOpen}>
          <summary>{t("reportPage.clocks.eachDay", { count: clock.days.length })}</summary>
          <Days clock={clock} />
        </details>
      )}
      <Text size="xs" c="dimmed" className="break">
        {t("reportPage.clocks.versions", {
          calendar: clock.calendar,
          policy: clock.policy,
          rule: clock.rule,
        })}
      </Text>
    </div>
  );
}

const Fact = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
);

function Days({ clock }: { readonly clock: Explained }) {
  const t = useSay();
  const when = useWhen();
  const { me } = useMe();
  // ISO dates are what this locale writes.
  const today = new Intl.DateTimeFormat("en-CA", { timeZone: clock.zones.deadline }).format(
    new Date(me.now),
  );
  const last = clock.days.at(-1)?.date;
  const said = (date: string): string[] => [
    ...(date === today ? [t("reportPage.clocks.today")] : []),
    ...(date === last ? [t("reportPage.clocks.last")] : []),
    ...(clock.cappedFrom !== undefined && date === clock.date
      ? [t("reportPage.clocks.cutHere")]
      : []),
  ];
  return (
    <Table className="days" withRowBorders={false} aria-label={t(`clock.${clock.name}`)}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("reportPage.clocks.day")}</Table.Th>
          <Table.Th>{t("reportPage.clocks.counts")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {clock.days.map((day) => (
          <Table.Tr key={day.date} data-today={day.date === today} data-counted={"counted" in day}>
            <Table.Td>{when.day(day.date)}</Table.Td>
            <Table.Td>
              {[
                "counted" in day
                  ? String(day.counted)
                  : "paused" in day
                    ? t("reportPage.clocks.paused")
                    : day.dayOff.kind === "weekend"
                      ? t("reportPage.clocks.weekend")
                      : `${day.dayOff.name} (${wordOf(t, "reportPage.clocks.off", day.dayOff.kind)}, ${day.dayOff.decree})`,
                ...said(day.date),
              ].join(" · ")}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
