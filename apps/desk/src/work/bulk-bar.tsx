import { Button, Group, Text } from "@mantine/core";
import { Suspense, useState } from "react";
import { lazily } from "../parts/lazily.ts";
import type { Row } from "../api-types.ts";
import { useSay } from "../speech.tsx";
import type { BulkAct } from "./bulk-verbs.ts";
import { useKeys } from "./keys.tsx";
import { mostMarked } from "./selection.ts";

const BulkDialog = lazily(async () => (await import("./bulk-dialog.tsx")).BulkDialog);

export interface BulkBarProps {
  readonly rows: readonly Row[];
  readonly marked: ReadonlySet<string>;
  readonly verbs: readonly BulkAct[];
  onMarked(marked: ReadonlySet<string>): void;
}

/** What can be done with all marked reports. */
export function BulkBar({ rows, marked, verbs, onMarked }: BulkBarProps) {
  const t = useSay();
  const [doing, does] = useState<BulkAct>();
  const all = (): void => onMarked(new Set(rows.slice(0, mostMarked).map(({ id }) => id)));
  useKeys([
    { says: t("list.bulk.all"), group: t("list.keys.list"), run: all },
    ...verbs.map((verb) => ({
      says: t("list.bulk.do", { act: t(`act.${verb}`), n: marked.size }),
      group: t("list.keys.list"),
      run: () => does(verb),
    })),
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
      {verbs.map((verb) => (
        <Button key={verb} variant="default" size="compact-sm" onClick={() => does(verb)}>
          {t(`act.${verb}`)}…
        </Button>
      ))}
      {marked.size < Math.min(rows.length, mostMarked) && (
        <Button variant="subtle" size="compact-sm" onClick={all}>
          {t("list.bulk.all")}
        </Button>
      )}
      <Button variant="subtle" size="compact-sm" onClick={() => onMarked(new Set())}>
        {t("list.bulk.none")}
      </Button>
      {doing !== undefined && (
        <Suspense>
          <BulkDialog
            verb={doing}
            reports={[...marked]}
            called={new Map(rows.map(({ id, trackingId }) => [id, trackingId]))}
            close={(acted) => {
              does(undefined);
              onMarked(new Set([...marked].filter((id) => !acted.has(id))));
            }}
          />
        </Suspense>
      )}
    </Group>
  );
}
