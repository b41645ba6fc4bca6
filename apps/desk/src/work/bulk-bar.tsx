import { Button, Group, Text } from "@mantine/core";
import type { Row } from "../api-types.ts";
import { useSay } from "../speech.tsx";
import type { BulkAct } from "./bulk-verbs.ts";
import { useKeys } from "./keys.tsx";
import { mostMarked } from "./selection.ts";

export interface BulkBarProps {
  readonly rows: readonly Row[];
  readonly marked: ReadonlySet<string>;
  readonly verbs: readonly BulkAct[];
  onMarked(marked: ReadonlySet<string>): void;
}

/** What can be done with all marked reports. */
export function BulkBar({ rows, marked, onMarked }: BulkBarProps) {
  const t = useSay();
  const all = (): void => onMarked(new Set(rows.slice(0, mostMarked).map(({ id }) => id)));
  useKeys([
    { says: t("list.bulk.all"), group: t("list.keys.list"), run: all },
    { says: t("list.bulk.none"), group: t("list.keys.list"), run: () => onMarked(new Set()) },
  ]);
  return (
    <Group
      gap="xs"
      className="work-bulk"
      role="group"
      aria-label={t("list.bulk.marked", { n: marked.size })}
    >
      <Text size="sm" fw={600} role="status">
        {t("list.bulk.marked", { n: marked.size })}
      </Text>
      {marked.size < Math.min(rows.length, mostMarked) && (
        <Button variant="subtle" size="compact-sm" onClick={all}>
          {t("list.bulk.all")}
        </Button>
      )}
      <Button variant="subtle" size="compact-sm" onClick={() => onMarked(new Set())}>
        {t("list.bulk.none")}
      </Button>
    </Group>
  );
}
