import { CloseButton, Group, Select, Text, TextInput } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useNavigate } from "@tanstack/react-router";
import type { ListSearch } from "../search.ts";
import { useSay } from "../speech.tsx";
import { Chips } from "./chips.tsx";
import { useKeys } from "./keys.tsx";
import { askedOf, withoutReport } from "./preset.ts";
import type { Preset, Sort } from "./preset.ts";
import { trackingIdIn } from "./tracking-id.ts";
import type { List } from "./use-list.ts";
import type { Address } from "./use-search.ts";

const sorts: readonly Sort[] = ["due", "newest", "changed"];

/** The search box, the chips and the order of a list. */
export function Toolbar({
  preset,
  search,
  go,
  list,
}: Address & { readonly preset: Preset; readonly list: List }) {
  const t = useSay();
  const { sort } = askedOf(preset, search);
  // Another list has another report open.
  const change = (next: ListSearch): void => go(withoutReport(next));
  const { rows, hasMore, isFirst } = list;
  return (
    <>
      <SearchBox search={search} go={go} />
      <Group justify="space-between" align="start" gap="xs" wrap="nowrap">
        <Chips search={search} onChange={change} />
        <Select
          size="xs"
          w={150}
          flex="none"
          aria-label={t("list.sort.label")}
          data={sorts.map((value) => ({ value, label: t(`list.sort.${value}`) }))}
          value={sort}
          allowDeselect={false}
          onChange={(value) => {
            const chosen = sorts.find((each) => each === value);
            const { sort: _, ...rest } = search;
            change(
              chosen === undefined || chosen === preset.sort ? rest : { ...rest, sort: chosen },
            );
          }}
        />
      </Group>
      <Text size="xs" c="dimmed" role="status" mt={-4}>
        {isFirst ? "" : t(hasMore ? "list.loaded" : "list.all", { n: rows.length })}
      </Text>
    </>
  );
}

/** Milliseconds after the last letter. */
const pause = 250;

function SearchBox({ search, go }: Address) {
  const t = useSay();
  const navigate = useNavigate();
  const box = useRef<HTMLInputElement>(null);
  const [typed, type] = useState(search.q ?? "");
  const [known, know] = useState(search.q);
  // The address changed by itself: back, or a view that was chosen.
  if (known !== search.q) {
    know(search.q);
    if ((search.q ?? "") !== typed.trim()) type(search.q ?? "");
  }
  useKeys([
    {
      key: "/",
      says: t("list.keys.search"),
      group: t("list.keys.list"),
      run: () => box.current?.focus(),
    },
  ]);
  useEffect(() => {
    const q = typed.trim();
    if (q === (search.q ?? "")) return undefined;
    const timer = setTimeout(() => {
      const { q: before, ...rest } = withoutReport(search);
      go(q === "" ? rest : { ...rest, q }, before === undefined ? "step" : "inPlace");
    }, pause);
    return () => clearTimeout(timer);
  }, [typed, search, go]);
  return (
    <TextInput
      ref={box}
      type="search"
      size="sm"
      aria-label={t("list.searchFor")}
      placeholder={t("list.searchFor")}
      maxLength={200}
      value={typed}
      onChange={({ currentTarget: { value } }) => type(value)}
      onKeyDown={({ key, currentTarget }) => {
        if (key === "Escape") currentTarget.blur();
        const number = key === "Enter" ? trackingIdIn(typed) : undefined;
        // A whole number is one report: there is nothing to choose from.
        if (number !== undefined) void navigate({ to: "/reports/$id", params: { id: number } });
      }}
      rightSection={
        typed === "" ? null : (
          <CloseButton size="sm" aria-label={t("list.clearSearch")} onClick={() => type("")} />
        )
      }
    />
  );
}
