import { Select, Stack, Switch, Text, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { useUnits } from "../names.tsx";
import { useSay } from "../speech.tsx";
import type { Lacking } from "./answer-of.ts";
import type { Said } from "./draft.ts";

/** Whose paper an answer is: the unit, the day that stands on it and its scan. */
export function BehalfField({
  said,
  unit,
  lacking,
  scan,
  onChange,
}: {
  readonly said: Said;
  /** That has the report now. */
  readonly unit: string | undefined;
  readonly lacking: Lacking | undefined;
  /** The field of the scan. */
  readonly scan: ReactNode;
  readonly onChange: (onBehalf: Said["onBehalf"]) => void;
}) {
  const t = useSay();
  const units = useUnits().data ?? [];
  const { onBehalf } = said;
  const needed = (field: Lacking): string | undefined =>
    lacking === field ? t("answering.needed") : undefined;
  return (
    <Stack gap="xs">
      <Switch
        label={t("answering.onBehalf")}
        checked={onBehalf !== undefined}
        onChange={({ currentTarget: { checked } }) =>
          onChange(checked ? { unit: unit ?? "", dated: "" } : undefined)
        }
      />
      {onBehalf !== undefined && (
        <Stack gap="xs" pl="md">
          <Text size="sm" c="dimmed">
            {t("answering.onBehalfWhy")}
          </Text>
          <Select
            name="behalfUnit"
            searchable
            label={t("answering.behalfUnit")}
            data={units.map(({ code, name }) => ({ value: code, label: name }))}
            value={onBehalf.unit === "" ? null : (onBehalf.unit ?? null)}
            onChange={(code) => onChange({ ...onBehalf, unit: code ?? "" })}
            error={needed("behalfUnit")}
            required
          />
          <TextInput
            name="behalfDated"
            type="date"
            label={t("answering.behalfDated")}
            value={onBehalf.dated ?? ""}
            onChange={({ currentTarget: { value } }) => onChange({ ...onBehalf, dated: value })}
            error={needed("behalfDated")}
            required
          />
          {scan}
        </Stack>
      )}
    </Stack>
  );
}
