import { Anchor, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useMe } from "../me.tsx";
import { useLang, useSay } from "../speech.tsx";
import { listBehind } from "./monitor-search.ts";
import type { columns, MonitorGroup, MonitorRow, MonitorSearch } from "./monitor-search.ts";

type Column = (typeof columns)[number];

interface Cell {
  readonly row: MonitorRow;
  /** Its key, or `whole`. */
  readonly group: string | null;
  readonly by: MonitorGroup;
  readonly search: MonitorSearch;
  readonly column: Column;
  /** What the number is, for who cannot see the head of its column. */
  readonly label: string;
}

/** A number that leads to the reports that it counts. */
export function NumberCell({ row, group, by, search, column, label }: Cell) {
  const { lang } = useLang();
  const t = useSay();
  const { me } = useMe();
  if (column === "medianDays")
    return <Text size="sm">{row.open === 0 ? "–" : t("hubDesk.days", { n: row.medianDays })}</Text>;
  if (column === "oldestDeadline")
    return (
      <Text size="sm" {...(isPast(row, me.now) ? { c: "red" } : {})}>
        {row.oldestDeadline === null ? "–" : dayIn(lang, row.oldestDeadline, me.tenant.zone)}
      </Text>
    );
  const count = row[column];
  const shown = new Intl.NumberFormat(lang).format(count);
  const list = count === 0 ? undefined : listBehind(search, by, group, column);
  const tone = column === "overdue" && count > 0 ? { c: "red", fw: 700 } : {};
  return list === undefined ? (
    <Text size="sm" {...(count === 0 ? { c: "dimmed" } : tone)}>
      {shown}
    </Text>
  ) : (
    <Anchor
      size="sm"
      {...tone}
      aria-label={`${row.name}: ${shown} ${label}`}
      renderRoot={(props) => <Link {...props} to="/reports" search={list} />}
    >
      {shown}
    </Anchor>
  );
}

const isPast = ({ oldestDeadline }: MonitorRow, now: string): boolean =>
  oldestDeadline !== null && oldestDeadline < now;

function dayIn(lang: string, at: string, timeZone: string): string {
  return new Intl.DateTimeFormat(lang === "id" ? "id-ID" : "en-GB", {
    day: "numeric",
    month: "short",
    year: "2-digit",
    timeZone,
  }).format(new Date(at));
}
