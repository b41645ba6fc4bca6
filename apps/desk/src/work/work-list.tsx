import { Button, Text, Title } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useCallback, useEffect, useRef, useState } from "react";
import type { ReactNode } from "react";
import { onTakenBack, usePending } from "../acting/pending-store.ts";
import { useMe } from "../me.tsx";
import { Unread } from "../parts/unread.tsx";
import { ReportPane } from "../report/report-pane.tsx";
import { useSay } from "../speech.tsx";
import { BulkBar } from "./bulk-bar.tsx";
import { verbsFor } from "./bulk-verbs.ts";
import { Empty } from "./empty.tsx";
import { useKeys } from "./keys.tsx";
import type { ListSearch } from "../search.ts";
import { withoutReport } from "./preset.ts";
import type { Preset } from "./preset.ts";
import { Rows, RowsToCome } from "./rows.tsx";
import type { RowsHandle } from "./rows.tsx";
import { markedTo, step, successor, toggled } from "./selection.ts";
import { Toolbar } from "./toolbar.tsx";
import { useList } from "./use-list.ts";
import { useListSearch } from "./use-search.ts";
import { Views } from "./views.tsx";

export interface WorkListProps {
  readonly preset: Preset;
  readonly title: string;
  /** Above the list: what this screen says besides. */
  readonly children?: ReactNode;
  /** The report beside the list, where a screen shows more than its pane. */
  readonly pane?: (id: string) => ReactNode;
}

/** A list of reports and the one that is chosen: beside it where there is room, in its place on a phone. */
export function WorkList({ preset, title, children, pane }: WorkListProps) {
  const t = useSay();
  const here = useMe();
  const { search, go } = useListSearch();
  const list = useList(preset, search);
  const { rows } = list;
  const pending = usePending();
  const isWide = useMediaQuery("(min-width: 1100px)", undefined, {
    getInitialValueInEffect: false,
  });
  const grid = useRef<RowsHandle>(null);
  const [chosen, choose] = useState<string>();
  const current = search.open ?? chosen;
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const lastMarked = useRef<string>(undefined);
  const bulk = verbsFor(here, preset.bulk);

  const open = useCallback(
    (id: string | undefined, how: "step" | "inPlace" = "step") => {
      if (id !== undefined) choose(id);
      const rest = withoutReport(search);
      go(id === undefined ? rest : { ...rest, open: id }, how);
    },
    [go, search],
  );
  const openRow = useCallback(
    (id: string) => open(id, isWide && search.open !== undefined ? "inPlace" : "step"),
    [open, isWide, search.open],
  );
  const mark = useCallback(
    (id: string, upTo: boolean) => {
      const from = lastMarked.current;
      lastMarked.current = id;
      setMarked((before) => (upTo ? markedTo(rows, before, from, id) : toggled(before, id)));
    },
    [rows],
  );

  // What was acted upon left the list: the next one takes its place.
  const wasAt = useRef(-1);
  useEffect(() => {
    const index = rows.findIndex(({ id }) => id === search.open);
    if (index !== -1) {
      wasAt.current = index;
      return;
    }
    const isActedUpon = pending.some(
      ({ report, status }) => report === search.open && status !== "refused",
    );
    if (search.open === undefined || wasAt.current === -1 || !isActedUpon) return;
    const next = successor(rows, wasAt.current);
    choose(next);
    open(isWide ? next : undefined, "inPlace");
    if (next !== undefined) setTimeout(() => grid.current?.reach(next), 0);
  }, [rows, search.open, pending, isWide, open]);
  useEffect(
    () =>
      onTakenBack(({ report }) => {
        choose(report);
        if (isWide) open(report, "inPlace");
      }),
    [open, isWide],
  );

  const move = (by: 1 | -1): void => {
    const next = step(rows, current, by);
    if (next === undefined) return;
    choose(next);
    if (isWide) open(next, search.open === undefined ? "step" : "inPlace");
    grid.current?.reach(next);
  };
  const isListShown = isWide || search.open === undefined;
  const group = t("list.keys.list");
  useKeys([
    ...(["j", "ArrowDown"] as const).map((key) => ({
      key,
      says: t("list.keys.next"),
      group,
      run: () => move(1),
    })),
    ...(["k", "ArrowUp"] as const).map((key) => ({
      key,
      says: t("list.keys.before"),
      group,
      run: () => move(-1),
    })),
    ...(isListShown && current !== undefined
      ? [{ key: "Enter", says: t("list.keys.open"), group, run: () => enter(current) }]
      : []),
    ...(search.open === undefined
      ? []
      : [{ key: "Escape", says: t("list.keys.close"), group, run: () => leave() }]),
    ...(bulk.length === 0 || current === undefined
      ? []
      : [
          { key: "x", says: t("list.keys.mark"), group, run: () => mark(current, false) },
          { key: "X", says: t("list.keys.markTo"), group, run: () => mark(current, true) },
        ]),
  ]);
  const enter = (id: string): void => {
    openRow(id);
    setTimeout(() => document.getElementById("beside")?.focus(), 0);
  };
  const leave = (): void => {
    const id = search.open;
    open(undefined, isWide ? "inPlace" : "step");
    if (id !== undefined) setTimeout(() => grid.current?.reach(id), 0);
  };

  const settled = useSettled(search.open);
  return (
    <div className="work" data-open={search.open === undefined ? undefined : true}>
      {isListShown && (
        <section className="work-list" aria-label={title}>
          <Title order={1} size="h3">
            {title}
          </Title>
          <Views preset={preset} search={search} />
          {children}
          <Toolbar list={list} preset={preset} search={search} go={go} />
          {list.isStale && (
            <Text size="sm" role="status">
              {t("list.stale")}{" "}
              <Button size="compact-xs" variant="default" onClick={list.again}>
                {t("list.readAnew")}
              </Button>
            </Text>
          )}
          {list.error !== null && list.error !== undefined ? (
            <Unread error={list.error} again={list.again} />
          ) : list.isFirst ? (
            <RowsToCome />
          ) : rows.length === 0 && !list.hasMore ? (
            <Empty preset={preset} search={search} />
          ) : (
            <Rows
              list={list}
              current={current}
              marked={bulk.length === 0 ? undefined : marked}
              place={placeOf(preset, search)}
              ref={grid}
              onOpen={openRow}
              onMark={mark}
            />
          )}
          {bulk.length > 0 && marked.size > 0 && (
            <BulkBar rows={rows} marked={marked} verbs={bulk} onMarked={setMarked} />
          )}
        </section>
      )}
      {(isWide || search.open !== undefined) && (
        <section className="work-pane" id="beside" tabIndex={-1} aria-label={t("list.beside")}>
          {!isWide && (
            <Button variant="subtle" size="compact-md" onClick={leave} mb="xs">
              ‹ {t("list.back")}
            </Button>
          )}
          {settled === undefined ? (
            <Text c="dimmed" ta="center" mt="20vh">
              {rows.length === 0 ? "" : t("list.choose")}
            </Text>
          ) : pane === undefined ? (
            <ReportPane key={settled} id={settled} />
          ) : (
            pane(settled)
          )}
        </section>
      )}
    </div>
  );
}

const placeOf = ({ screen }: Preset, search: ListSearch): string =>
  `${screen} ${JSON.stringify(withoutReport(search))}`;

/** Who walks along a list opens where they rest, and not every report on the way: opening one may be written down. */
function useSettled(id: string | undefined): string | undefined {
  const [settled, settle] = useState(id);
  useEffect(() => {
    if (settled === id) return undefined;
    const timer = setTimeout(() => settle(id), settled === undefined || id === undefined ? 0 : 90);
    return () => clearTimeout(timer);
  }, [id, settled]);
  return id === undefined ? undefined : settled;
}
