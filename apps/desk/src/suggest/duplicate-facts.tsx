import { Badge, Group, Text } from "@mantine/core";
import { useNames } from "../names.tsx";
import { useSay } from "../speech.tsx";
import type { Duplicate } from "./comparison.tsx";

/** Of a possible duplicate: how much alike, where it stands, where and when it was. */
export function DuplicateFacts({ other }: { readonly other: Duplicate }) {
  const t = useSay();
  const names = useNames();
  const { score, state, days, area, category, institution } = other;
  return (
    <Group gap="xs">
      <Text span size="sm" fw={600}>
        {t("routingDesk.duplicates.match", { percent: Math.round(score * 100) })}
      </Text>
      <Badge variant="light" tt="none">
        {t(`state.${state}`)}
      </Badge>
      <Text span size="sm" c="dimmed">
        {[
          days === 0
            ? t("routingDesk.duplicates.sameDay")
            : t("routingDesk.duplicates.days", { days }),
          ...(area === undefined ? [] : [names.area(area)]),
          ...(category === undefined ? [] : [names.category(category)]),
          ...(institution === undefined ? [] : [names.tenant(institution)]),
        ].join(" · ")}
      </Text>
    </Group>
  );
}
