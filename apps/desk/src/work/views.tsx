import { Badge } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { isKey } from "@simpul/words";
import type { Say } from "@simpul/words";
import type { Inputs } from "../api-types.ts";
import type { ListSearch } from "../search.ts";
import { useMe } from "../me.tsx";
import { useSay } from "../speech.tsx";
import { api } from "../trpc.ts";
import { askedOf, isSameView } from "./preset.ts";
import type { Filter, Preset } from "./preset.ts";
import { SavedLink, useSavedViews } from "./saved-views.tsx";

type Counted = Inputs["report"]["counts"]["filters"][number];

/** How many each filter lists; undefined until it is known. */
export function useCounts(filters: readonly Filter[]): (index: number) => string | undefined {
  const counts = useQuery(
    api.report.counts.queryOptions(
      // Proof: the server reads every field again.
      { filters: filters as readonly Filter[] as Counted[] },
      { enabled: filters.length > 0, staleTime: 20_000, refetchInterval: 60_000 },
    ),
  ).data;
  return (index) => {
    const count = counts?.[index];
    // The server counts that far.
    return count === undefined ? undefined : count >= 1000 ? "999+" : String(count);
  };
}

/** The same of answers that wait for one's own word; nothing for who has none to say. */
export function useReviewCount(isShown: boolean): string | undefined {
  const { ability } = useMe();
  const { data } = useQuery(
    api.reviews.count.queryOptions(undefined, {
      enabled: isShown && ability.can("review", "Report"),
      staleTime: 20_000,
      refetchInterval: 60_000,
    }),
  );
  // The server counts that far.
  return data === undefined ? undefined : data >= 100 ? "99+" : String(data);
}

/** What a view of a screen is called. */
function viewName(t: Say, name: string): string {
  const key = `list.view.${name}`;
  // Proof: asked whether it is one; the names of views have no parameters.
  return isKey(key) ? t(key as "list.view.all") : name;
}

/** The ways of looking that a screen brings along, those that its reader keeps, and how much there is in each. */
export function Views({
  preset,
  search,
}: {
  readonly preset: Preset;
  readonly search: ListSearch;
}) {
  const t = useSay();
  const { views } = preset;
  const saved = useSavedViews(preset.screen);
  const brought = views.map(({ filter, sort }): ListSearch => ({
    ...filter,
    ...(sort === undefined ? {} : { sort }),
  }));
  const all = [...brought, ...saved.map((view) => view.search)];
  // The server counts twenty at once.
  const countOf = useCounts(all.slice(0, 20).map((each) => askedOf(preset, each).filter));
  // The row of views scrolls where it is longer than the list is wide.
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    nav.current
      ?.querySelector("[aria-current]")
      ?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [search]);
  return (
    <nav aria-label={t("list.saved.views")} className="work-views" ref={nav}>
      {views.map(({ name }, index) => {
        const asked = brought[index] ?? {};
        return (
          <Link
            key={name}
            to="."
            search={asked}
            className="work-view"
            // Said below: an address with more in it is another view.
            activeOptions={{ exact: true, includeSearch: true }}
            aria-current={isSameView(search, asked) ? "true" : undefined}
          >
            {viewName(t, name)}
            <Count words={countOf(index)} />
          </Link>
        );
      })}
      {saved.map((view, index) => (
        <SavedLink key={view.id} view={view} search={search}>
          <Count words={countOf(views.length + index)} />
        </SavedLink>
      ))}
    </nav>
  );
}

export function Count({ words }: { readonly words: string | undefined }) {
  return words === undefined || words === "0" ? null : (
    <Badge size="sm" variant="light" color="gray" c="inherit" ml={6} circle={words.length === 1}>
      {words}
    </Badge>
  );
}
