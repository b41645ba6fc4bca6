import { Checkbox, MultiSelect, Radio, Stack, TextInput } from "@mantine/core";
import { useCategories, useNames, useTenants, useUnits } from "../names.tsx";
import type { ListSearch } from "../search.ts";
import { useLang, useSay } from "../speech.tsx";
import { AreaSelect } from "./area-select.tsx";
import { closed, valueWords, without } from "./fields.ts";
import type { ClosedField, Field } from "./fields.ts";

export interface FilterProps {
  readonly field: Field;
  readonly search: ListSearch;
  onChange(next: ListSearch): void;
}

/** What one field is narrowed to. It counts at once. */
export function FilterForm(props: FilterProps) {
  switch (props.field) {
    case "states":
    case "classes":
    case "urgencies":
    case "channels":
    case "flags":
      return <OneOfFew {...props} field={props.field} />;
    case "categories":
    case "institutions":
    case "units":
      return <OneOfMany {...props} field={props.field} />;
    case "area":
      return <Area {...props} />;
    case "due":
      return <Either {...props} field="due" values={["late", "soon"]} />;
    case "officer":
      return <Either {...props} field="officer" values={["me", "nobody"]} />;
    case "dates":
      return <Days {...props} />;
  }
}

function OneOfFew({ field, search, onChange }: FilterProps & { readonly field: ClosedField }) {
  const t = useSay();
  return (
    <Checkbox.Group
      label={t(`list.filter.${field}`)}
      value={[...(search[field] ?? [])]}
      onChange={(values) =>
        onChange(values.length === 0 ? without(search, field) : { ...search, [field]: values })
      }
    >
      <Stack gap={6} mt={6}>
        {closed[field].map((value, index) => (
          <Checkbox
            key={value}
            value={value}
            label={valueWords(t, field, value)}
            data-autofocus={index === 0 || undefined}
          />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}

function OneOfMany({
  field,
  search,
  onChange,
}: FilterProps & { readonly field: "categories" | "institutions" | "units" }) {
  const t = useSay();
  const { lang } = useLang();
  const names = useNames();
  const tenants = useTenants().data ?? [];
  const categories = useCategories().data ?? [];
  const units = useUnits().data ?? [];
  const offered = {
    institutions: tenants.map(({ code, name }) => ({ value: code, label: name })),
    categories: categories.map(({ code, name, parent }) => ({
      value: code,
      label: parent === null ? name[lang] : `${names.category(parent)} › ${name[lang]}`,
    })),
    units: units.map(({ code, name }) => ({ value: code, label: name })),
  }[field];
  const chosen = [...(search[field] ?? [])];
  const known = new Set(offered.map(({ value }) => value));
  return (
    <MultiSelect
      label={t(`list.filter.${field}`)}
      data={[
        ...offered,
        ...chosen.filter((code) => !known.has(code)).map((value) => ({ value, label: value })),
      ]}
      value={chosen}
      searchable
      limit={40}
      hidePickedOptions
      data-autofocus
      comboboxProps={{ withinPortal: false }}
      onChange={(values) =>
        onChange(values.length === 0 ? without(search, field) : { ...search, [field]: values })
      }
    />
  );
}

function Area({ search, onChange }: FilterProps) {
  const t = useSay();
  return (
    <AreaSelect
      label={t("list.filter.area")}
      description={t("list.filter.areaHow")}
      value={search.area}
      onChange={(code) =>
        onChange(code === undefined ? without(search, "area") : { ...search, area: code })
      }
    />
  );
}

function Either({
  field,
  values,
  search,
  onChange,
}: FilterProps & { readonly field: "due" | "officer"; readonly values: readonly string[] }) {
  const t = useSay();
  return (
    <Radio.Group
      label={t(`list.filter.${field}`)}
      value={search[field] ?? ""}
      onChange={(value) => onChange({ ...search, [field]: value })}
    >
      <Stack gap={6} mt={6}>
        {values.map((value) => (
          <Radio
            key={value}
            value={value}
            label={
              value === "late" || value === "soon"
                ? t(`list.due.${value}`)
                : t(value === "me" ? "list.officer.me" : "list.officer.nobody")
            }
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}

function Days({ search, onChange }: FilterProps) {
  const t = useSay();
  return (
    <Stack gap="xs">
      {(["from", "to"] as const).map((end) => (
        <TextInput
          key={end}
          type="date"
          label={t(`list.filter.${end}`)}
          value={search[end] ?? ""}
          onChange={({ currentTarget: { value } }) => {
            const { [end]: _, ...rest } = search;
            onChange(value === "" ? rest : { ...rest, [end]: value });
          }}
        />
      ))}
    </Stack>
  );
}
