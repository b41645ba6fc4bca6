import { Button, CloseButton, Group, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useSay } from "../speech.tsx";
import { api } from "../trpc.ts";
import { useKeys } from "./keys.tsx";
import { withoutReport } from "./preset.ts";
import { trackingIdIn } from "./tracking-id.ts";
import type { Address } from "./use-search.ts";

/** Milliseconds after the last letter. */
const pause = 250;

/** Words, a number or a place: what is typed counts after a moment, and a whole number opens its report. */
export function SearchBox({ search, go }: Address) {
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
    <>
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
      <Places typed={typed} search={search} go={go} />
    </>
  );
}

/** Letters from which on what is typed may be a place. */
const fewest = 4;
const mostPlaces = 3;

/** Places that are called like what was typed: one click lists what was reported there instead. */
function Places({ typed, search, go }: Address & { readonly typed: string }) {
  const t = useSay();
  const [q] = useDebouncedValue(typed.trim(), 400);
  const asked = useQuery(
    api.reference.areas.queryOptions(
      { q },
      { enabled: q.length >= fewest && trackingIdIn(q) === undefined, staleTime: 600_000 },
    ),
  );
  const found = q.length < fewest || q !== typed.trim() ? [] : (asked.data ?? []);
  if (found.length === 0) return null;
  return (
    <Group gap={6}>
      <Text size="xs" c="dimmed">
        {t("list.inArea")}
      </Text>
      {found.slice(0, mostPlaces).map(({ code, name, path }) => (
        <Button
          key={code}
          variant="default"
          size="compact-xs"
          maw={240}
          onClick={() => {
            const { q: _, ...rest } = withoutReport(search);
            go({ ...rest, area: code });
          }}
        >
          {[name, ...path.split(", ").slice(0, 1)].filter((each) => each !== "").join(", ")}
        </Button>
      ))}
    </Group>
  );
}
