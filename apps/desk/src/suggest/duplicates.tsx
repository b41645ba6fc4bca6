import { Anchor, Button, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Suspense, useState } from "react";
import { lazily } from "../parts/lazily.ts";
import type { Opened } from "../api-types.ts";
import { Waiting } from "../parts/waiting.tsx";
import { useSay } from "../speech.tsx";
import { api } from "../trpc.ts";
import { DuplicateFacts } from "./duplicate-facts.tsx";

const Merge = lazily(async () => (await import("../acting/routing/merge.tsx")).Merge);
const mostWords = 8;

/**
 * Other reports that may tell of the same matter, for who may merge this one; nothing where there are none. Each can be compared
 * and merged from here.
 */
export function Duplicates({ opened }: { readonly opened: Opened }) {
  const t = useSay();
  const { report, acts } = opened;
  const mayMerge = acts.includes("merge");
  const { data } = useQuery(
    api.suggest.duplicates.queryOptions(
      { report: report.id },
      { enabled: mayMerge, staleTime: 60_000 },
    ),
  );
  const [compared, compare] = useState<string>();
  const candidates = data?.candidates ?? [];
  if (!mayMerge || candidates.length === 0) return null;
  return (
    <section aria-labelledby="duplicates-head">
      <Title order={3} size="h4" id="duplicates-head">
        {t("routingDesk.duplicates.title", { count: candidates.length })}
      </Title>
      <Stack component="ul" gap="sm" className="files">
        {candidates.map((other) => (
          <li key={other.report}>
            <Group gap="xs" justify="space-between" wrap="nowrap" align="start">
              <div>
                <Anchor component={Link} to={`/reports/${other.report}`} ff="monospace" fw={600}>
                  {other.trackingId}
                </Anchor>{" "}
                <Text span size="sm">
                  {other.title ??
                    `${other.excerpt.slice(0, 120)}${other.excerpt.length > 120 ? "…" : ""}`}
                </Text>
                <DuplicateFacts other={other} />
                <Text size="xs" c="dimmed">
                  {t("routingDesk.duplicates.words", {
                    words: other.words.here.slice(0, mostWords).join(", "),
                  })}
                </Text>
              </div>
              <Button
                size="compact-sm"
                variant="default"
                flex="none"
                aria-expanded={compared === other.report}
                onClick={() => compare(compared === other.report ? undefined : other.report)}
              >
                {t("routingDesk.duplicates.compare")}
              </Button>
            </Group>
            {compared === other.report && (
              <Suspense fallback={<Waiting height="6rem" />}>
                <Merge opened={opened} done={() => compare(undefined)} into={other.trackingId} />
              </Suspense>
            )}
          </li>
        ))}
      </Stack>
    </section>
  );
}
