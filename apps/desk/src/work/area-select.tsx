import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useNames } from "../names.tsx";
import { useSay } from "../speech.tsx";
import { api } from "../trpc.ts";

/** An area of the country by typing its name. */
export function AreaSelect({
  label,
  description,
  value,
  onChange,
}: {
  readonly label: string;
  readonly description?: string;
  readonly value: string | undefined;
  readonly onChange: (code: string | undefined) => void;
}) {
  const t = useSay();
  const names = useNames();
  const [typed, type] = useState("");
  const [q] = useDebouncedValue(typed.trim(), 150);
  const found = useQuery(
    api.reference.areas.queryOptions(
      { q },
      { enabled: q.length >= 2, placeholderData: keepPreviousData, staleTime: 600_000 },
    ),
  );
  const offered = (q.length < 2 ? [] : (found.data ?? [])).map(({ code, name, path }) => ({
    value: code,
    label: path === "" ? name : `${name}, ${path}`,
  }));
  const isOffered = offered.some((each) => each.value === value);
  return (
    <Select
      label={label}
      description={description}
      searchable
      clearable
      data-autofocus
      data={
        value === undefined || isOffered
          ? offered
          : [{ value, label: names.area(value) }, ...offered]
      }
      value={value ?? null}
      // What was found was found by the server: by the beginnings of words, in any order.
      filter={({ options }) => options}
      onSearchChange={type}
      onChange={(code) => onChange(code ?? undefined)}
      nothingFoundMessage={q.length < 2 || found.isFetching ? undefined : t("list.palette.nothing")}
      comboboxProps={{ withinPortal: false }}
    />
  );
}
