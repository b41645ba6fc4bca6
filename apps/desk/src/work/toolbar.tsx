import { Group, Select, Text } from "@mantine/core";
import type { ListSearch } from "../search.ts";
import { useSay } from "../speech.tsx";
import { Chips } from "./chips.tsx";
import { askedOf, withoutReport } from "./preset.ts";
import type { Preset, Sort } from "./preset.ts";
import { SaveView } from "./saved-views.tsx";
import { SearchBox } from "./search-box.tsx";
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
      <Group justify="space-between" align="start" gap="xs">
        <Chips search={search} onChange={change}>
          <SaveView preset={preset} search={search} />
        </Chips>
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
        {isFirst || rows.length === 0
          ? ""
          : t(hasMore ? "list.loaded" : "list.all", { n: rows.length })}
      </Text>
    </>
  );
}
