import { keepPreviousData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useSyncExternalStore } from "react";
import { shownWith } from "../acting/shown-with.ts";
import { usePending } from "../acting/pending-store.ts";
import type { Inputs, Row } from "../api-types.ts";
import { api } from "../trpc.ts";
import { askedOf } from "./preset.ts";
import type { Preset } from "./preset.ts";
import type { ListSearch } from "../search.ts";

const page = 60;
/** A longer list is not read anew by itself while somebody walks through it: it says that it changed. */
const pagesReadAnew = 4;

export interface List {
  readonly rows: readonly Row[];
  /** Nothing of this list is there yet. */
  readonly isFirst: boolean;
  /** What is shown is of the list before, until this one is there. */
  readonly isOther: boolean;
  readonly isLoadingMore: boolean;
  readonly hasMore: boolean;
  readonly error: unknown;
  /** The server has it otherwise by now; what is loaded is too long to be read anew by itself. */
  readonly isStale: boolean;
  more(): void;
  again(): void;
}

/** The reports of a list, page by page, as they are with the acts that are still on their way. */
export function useList(preset: Preset, search: ListSearch): List {
  const queries = useQueryClient();
  const asked = askedOf(preset, search);
  // Proof: the server reads every field again, and refuses the values that it does not know.
  const filter = asked.filter as NonNullable<Inputs["report"]["list"]["filter"]>;
  const options = api.report.list.infiniteQueryOptions(
    { filter, sort: asked.sort, limit: page },
    { getNextPageParam: (last) => last.nextCursor, placeholderData: keepPreviousData },
  );
  const isDeep = (pages: readonly unknown[] | undefined): boolean =>
    (pages?.length ?? 0) > pagesReadAnew;
  const {
    data,
    error,
    fetchNextPage,
    hasNextPage,
    isFetchingNextPage,
    isPlaceholderData,
    refetch,
  } = useInfiniteQuery({
    ...options,
    // Thousands of rows are not compared with themselves each time that more come.
    structuralSharing: false,
    enabled: ({ state }) => !isDeep(state.data?.pages),
  });
  const key = JSON.stringify(options.queryKey);
  const isInvalidated = useSyncExternalStore(
    useCallback(
      (tell) =>
        queries.getQueryCache().subscribe(({ type }) => {
          // The others come while somebody else's component is drawn, when nothing may be said.
          if (type === "updated") tell();
        }),
      [queries],
    ),
    // Proof: it is the key that was made of it two lines above.
    () => queries.getQueryState(JSON.parse(key) as typeof options.queryKey)?.isInvalidated === true,
  );
  const pending = usePending();
  const states = asked.filter.states;
  const rows = useMemo(
    () => shownWith(data?.pages.flatMap(({ items }) => items) ?? [], pending, states),
    [data, pending, states],
  );
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage({ cancelRefetch: false });
  }, [fetchNextPage, hasNextPage, isFetchingNextPage]);
  const again = useCallback(() => {
    void (isDeep(data?.pages)
      ? queries.resetQueries({ queryKey: JSON.parse(key) as typeof options.queryKey })
      : refetch());
  }, [data, key, queries, refetch]);
  return {
    rows,
    isFirst: data === undefined,
    isOther: isPlaceholderData,
    isLoadingMore: isFetchingNextPage,
    hasMore: hasNextPage,
    error,
    isStale: isInvalidated && isDeep(data?.pages),
    more,
    again,
  };
}
