import { Button, Collapse, Group, SegmentedControl, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Unread } from "../parts/unread.tsx";
import { Waiting } from "../parts/waiting.tsx";
import type { ListSearch } from "../search.ts";
import { useLang, useSay } from "../speech.tsx";
import { api } from "../trpc.ts";

const groups = ["unit", "officer"] as const;
type By = (typeof groups)[number];

/** How much lies with each unit and each officer; a number leads to the list of what it counts. */
export function Load() {
  const t = useSay();
  const [isOpen, open] = useState(false);
  const [by, choose] = useState<By>("unit");
  return (
    <div>
      <Group gap="xs">
        <Button
          variant="default"
          size="compact-sm"
          aria-expanded={isOpen}
          onClick={() => open(!isOpen)}
        >
          {t("list.load.title")} {isOpen ? "▴" : "▾"}
        </Button>
        {isOpen && (
          <SegmentedControl
            size="xs"
            data={groups.map((value) => ({ value, label: t(`list.load.${value}`) }))}
            value={by}
            onChange={(value) => choose(groups.find((each) => each === value) ?? "unit")}
          />
        )}
      </Group>
      <Collapse expanded={isOpen}>{isOpen && <Counts by={by} />}</Collapse>
    </div>
  );
}

/** What a row of the table lists; undefined where an address cannot say it. */
function listOf(by: By, key: string | null): ListSearch | undefined {
  if (by === "unit") return key === null ? undefined : { units: [key] };
  return { officer: key ?? "nobody" };
}

function Counts({ by }: { readonly by: By }) {
  const t = useSay();
  const { lang } = useLang();
  const asked = useQuery(
    api.monitor.overview.queryOptions({ by, lang, sort: "open" }, { staleTime: 30_000 }),
  );
  if (asked.isError) return <Unread error={asked.error} again={() => void asked.refetch()} />;
  if (asked.data === undefined) return <Waiting height="6rem" />;
  return (
    <div className="work-load">
      <Table verticalSpacing={3} stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t(`list.load.${by}`)}</Table.Th>
            <Table.Th ta="right">{t("list.load.open")}</Table.Th>
            <Table.Th ta="right">{t("list.load.soon")}</Table.Th>
            <Table.Th ta="right">{t("list.load.late")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {asked.data.groups.map(({ key, name, open, soon, overdue }) => {
            const list = listOf(by, key);
            return (
              <Table.Tr key={key ?? ""}>
                <Table.Td>
                  <Text size="sm">{name}</Text>
                </Table.Td>
                {(
                  [
                    [open, {}],
                    [soon, { due: "soon" }],
                    [overdue, { due: "late" }],
                  ] as const
                ).map(([count, more], index) => (
                  <Table.Td key={index} ta="right">
                    {list === undefined || count === 0 ? (
                      count
                    ) : (
                      <Link to="." search={{ ...list, ...more }} className="work-link">
                        {count}
                      </Link>
                    )}
                  </Table.Td>
                ))}
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </div>
  );
}
