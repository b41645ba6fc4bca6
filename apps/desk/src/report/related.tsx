import { Anchor, Badge, Group, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Opened } from "../api-types.ts";
import { useNames } from "../names.tsx";
import { useSay } from "../speech.tsx";
import { api } from "../trpc.ts";

/** What it was split from or into, what it follows, and what follows it; as far as its reader may list them. */
export function Related({ opened: { report } }: { readonly opened: Opened }) {
  const t = useSay();
  const names = useNames();
  const { data } = useQuery(api.report.related.queryOptions({ report: report.id }));
  if (data === undefined || data.length === 0) return null;
  return (
    <section aria-labelledby="related-head">
      <Title order={3} size="h4" id="related-head">
        {t("reportPage.related.title")} ({data.length})
      </Title>
      <ul className="files">
        {data.map((other) => (
          <li key={other.id}>
            <Group gap="xs">
              <Text size="sm">{t(`reportPage.related.${other.relation}`)}</Text>
              <Anchor component={Link} to={`/reports/${other.id}`} ff="monospace" fw={600}>
                {other.trackingId}
              </Anchor>
              <Badge variant="light" tt="none">
                {t(`state.${other.state}`)}
              </Badge>
              <Text size="sm" c="dimmed">
                {[
                  ...(other.category === undefined ? [] : [names.category(other.category)]),
                  ...(other.institution === undefined ? [] : [names.tenant(other.institution)]),
                ].join(" · ")}
              </Text>
            </Group>
          </li>
        ))}
      </ul>
    </section>
  );
}
