import { Button, Skeleton, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useImperativeHandle, useRef } from "react";
import type { Ref } from "react";
import { base } from "../address.ts";
import type { Row } from "../api-types.ts";
import { useMe } from "../me.tsx";
import { useNames } from "../names.tsx";
import { useLate } from "../parts/late.ts";
import { useSay } from "../speech.tsx";
import { rowHeight, WorkRow } from "./row.tsx";
import type { List } from "./use-list.ts";

export interface RowsHandle {
  /** Shows a row, and puts the focus on it. */
  reach(id: string): void;
}

export interface RowsProps {
  readonly list: List;
  readonly current: string | undefined;
  /** undefined where nothing can be done with several. */
  readonly marked: ReadonlySet<string> | undefined;
  /** Names the list: where it was scrolled to is found again under it. */
  readonly place: string;
  readonly ref: Ref<RowsHandle>;
  onOpen(id: string): void;
  onMark(id: string, upTo: boolean): void;
}

/** Where each list was left, as long as the page stands: the way back leads to the same row. */
const left = new Map<string, number>();

/** The rows that are on the screen, of however many there are. */
export function Rows({ list, current, marked, place, ref, onOpen, onMark }: RowsProps) {
  const t = useSay();
  const { me } = useMe();
  const names = useNames();
  const box = useRef<HTMLDivElement>(null);
  const { rows, hasMore, isLoadingMore, more } = list;
  const height = useRowHeight();
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => height,
    overscan: 8,
    initialOffset: left.get(place) ?? 0,
    // Proof: an index that the virtualizer gives is one of the rows it was told of.
    getItemKey: (index) => (rows[index] as Row).id,
  });
  // It keeps what it was told of the rows until it is told that they changed.
  useEffect(() => virtual.measure(), [virtual, height]);
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => {
    // Well before the end, so that nobody waits there.
    if (last >= rows.length - 25) more();
  }, [last, rows.length, more]);
  useImperativeHandle(
    ref,
    () => ({
      reach: (id) => {
        const index = rows.findIndex((row) => row.id === id);
        if (index === -1) return;
        virtual.scrollToIndex(index);
        // It may be drawn only after the scroll.
        requestAnimationFrame(() =>
          document.getElementById(`row-${id}`)?.focus({ preventScroll: true }),
        );
      },
    }),
    [rows, virtual],
  );
  const entry = rows.some(({ id }) => id === current) ? current : rows[0]?.id;
  return (
    <div
      ref={box}
      className="work-rows"
      onScroll={({ currentTarget }) => left.set(place, currentTarget.scrollTop)}
    >
      <div
        role="grid"
        aria-label={t("list.reports")}
        aria-rowcount={hasMore ? -1 : rows.length}
        aria-busy={list.isOther || list.isFirst}
        aria-multiselectable={marked === undefined ? undefined : true}
        className="work-grid"
        style={{ height: virtual.getTotalSize() }}
      >
        {items.map(({ index, start }) => {
          const row = rows[index];
          return (
            row !== undefined && (
              <WorkRow
                key={row.id}
                row={row}
                index={index}
                top={start}
                height={height}
                isCurrent={row.id === current}
                isEntry={row.id === entry}
                isMarked={marked?.has(row.id)}
                zone={me.tenant.zone}
                now={me.now}
                names={names}
                own={me.tenant.code}
                href={`${base}/reports/${row.id}`}
                onOpen={onOpen}
                onMark={onMark}
              />
            )
          );
        })}
      </div>
      {hasMore && rows.length > 0 && (
        <Button fullWidth variant="subtle" onClick={more} loading={isLoadingMore} my="xs">
          {t("list.more")}
        </Button>
      )}
    </div>
  );
}

function useRowHeight(): number {
  const isNarrow = useMediaQuery("(max-width: 40em)", undefined, {
    getInitialValueInEffect: false,
  });
  return isNarrow ? rowHeight.narrow : rowHeight.wide;
}

/** In place of rows that are not there yet; nothing flickers for what comes within 200 ms. */
export function RowsToCome() {
  const t = useSay();
  const isLate = useLate();
  const height = useRowHeight();
  return (
    <div className="work-rows" aria-busy="true" aria-label={t("list.loading")} role="status">
      {isLate &&
        Array.from({ length: 8 }, (_, index) => (
          <div key={index} className="work-row" style={{ height, position: "static" }}>
            <div className="work-cell">
              <Skeleton height={14} mb={8} width={`${70 - ((index * 13) % 30)}%`} />
              <Skeleton height={11} mb={6} width="50%" />
              <Skeleton height={11} width="38%" />
            </div>
          </div>
        ))}
      {isLate && <Text className="only-read">{t("list.loading")}</Text>}
    </div>
  );
}
