import { Button, Group, NativeSelect, Table, Text, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import type { Outputs } from "../api-types.ts";
import { useSay } from "../speech.tsx";
import { columns, whole } from "./monitor-search.ts";
import type { MonitorColumn, MonitorRow, MonitorSearch } from "./monitor-search.ts";
import { NumberCell } from "./number-cell.tsx";

interface Shown {
  readonly monitor: Outputs["monitor"]["overview"];
  readonly search: MonitorSearch;
  go(next: MonitorSearch): void;
}

/** As many as are looked through at once; the rest is one button away, and in the file. */
const first = 100;

/** Every group a row, the sum as the first; a head orders by its column. */
export function MonitorTable({ monitor, search, go }: Shown) {
  const t = useSay();
  const [showsAll, setShowsAll] = useState(false);
  const { by, groups, total } = monitor;
  const rows = showsAll ? groups : groups.slice(0, first);
  const order = (column: MonitorColumn): void => {
    const { column: before = "overdue", reversed, ...rest } = search;
    go({
      ...rest,
      column,
      ...(before === column && reversed !== true ? { reversed: true } : {}),
    });
  };
  const head = (column: MonitorColumn, label: string) => (
    <Head
      key={column}
      label={label}
      isName={column === "name"}
      sorted={(search.column ?? "overdue") === column ? (search.reversed ? "up" : "down") : "not"}
      order={() => order(column)}
    />
  );
  return (
    <>
      <Table.ScrollContainer minWidth={860} visibleFrom="sm">
        <Table className="monitor" stickyHeader verticalSpacing={5} highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              {head("name", t(`hubDesk.by.${by}`))}
              {columns.map((column) => head(column, t(`hubDesk.column.${column}`)))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            <Cells row={total} group={whole} by={by} search={search} />
            {rows.map((row) => (
              <Cells key={row.key ?? ""} row={row} group={row.key} by={by} search={search} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Narrow monitor={monitor} rows={rows} search={search} go={go} />
      {groups.length > rows.length && (
        <Group>
          <Button variant="default" onClick={() => setShowsAll(true)}>
            {t("hubDesk.showAll", { n: groups.length })}
          </Button>
        </Group>
      )}
    </>
  );
}

function Head({
  label,
  sorted,
  isName,
  order,
}: {
  readonly label: string;
  readonly sorted: "up" | "down" | "not";
  readonly isName: boolean;
  readonly order: () => void;
}) {
  // Names from A on are what is first looked for, of numbers the largest.
  const isDown = (sorted === "down") !== isName;
  return (
    <Table.Th
      ta={isName ? "left" : "right"}
      {...(sorted === "not" ? {} : { "aria-sort": isDown ? "descending" : "ascending" })}
    >
      <UnstyledButton onClick={order} fz="xs" fw={600} ta="inherit">
        {label}
        <span aria-hidden="true">{sorted === "not" ? "" : isDown ? " ↓" : " ↑"}</span>
      </UnstyledButton>
    </Table.Th>
  );
}

interface Line {
  readonly row: MonitorRow;
  readonly group: string | null;
  readonly by: Outputs["monitor"]["overview"]["by"];
  readonly search: MonitorSearch;
}

function Cells({ row, group, by, search }: Line) {
  const t = useSay();
  return (
    <Table.Tr className={group === whole ? "monitor-sum" : ""}>
      <Table.Th scope="row" fw={group === whole ? 700 : 400} ta="left">
        {row.name}
      </Table.Th>
      {columns.map((column) => (
        <Table.Td key={column} ta="right">
          <NumberCell
            row={row}
            group={group}
            by={by}
            search={search}
            column={column}
            label={t(`hubDesk.column.${column}`)}
          />
        </Table.Td>
      ))}
    </Table.Tr>
  );
}

const onPhone = ["overdue", "soon", "open"] as const;

/** The same on a phone: the three numbers that somebody asks for in passing. */
function Narrow({ monitor, rows, search, go }: Shown & { readonly rows: readonly MonitorRow[] }) {
  const t = useSay();
  const { by } = monitor;
  return (
    <div className="monitor-narrow">
      <NativeSelect
        label={t("hubDesk.sort")}
        value={search.column ?? "overdue"}
        data={[...columns, "name" as const].map((value) => ({
          value,
          label: value === "name" ? t(`hubDesk.by.${by}`) : t(`hubDesk.column.${value}`),
        }))}
        onChange={({ currentTarget: { value } }) => {
          const { reversed: _, ...rest } = search;
          const column = [...columns, "name" as const].find((each) => each === value);
          go({ ...rest, ...(column === undefined ? {} : { column }) });
        }}
      />
      <ul className="monitor-list">
        {rows.map((row) => (
          <li key={row.key ?? ""}>
            <Text fw={600}>{row.name}</Text>
            <dl>
              {onPhone.map((column) => (
                <div key={column}>
                  <dt>{t(`hubDesk.column.${column}`)}</dt>
                  <dd>
                    <NumberCell
                      row={row}
                      group={row.key}
                      by={by}
                      search={search}
                      column={column}
                      label={t(`hubDesk.column.${column}`)}
                    />
                  </dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
    </div>
  );
}
