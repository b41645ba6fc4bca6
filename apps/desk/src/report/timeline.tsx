import { Button, Group, SegmentedControl, Text, Title } from "@mantine/core";
import { useEffect, useMemo } from "react";
import type { Opened } from "../api-types.ts";
import { useSay } from "../speech.tsx";
import { useListSearch } from "../work/use-search.ts";
import { itemsOf, passes, shownItems, shows } from "./entries.ts";
import type { Show } from "./entries.ts";
import { DueLine, NoteLine, StepLine } from "./timeline-lines.tsx";

/** One timeline of everything. What is shown, and in which order, stands in the address. */
export function Timeline({ opened }: { readonly opened: Opened }) {
  const t = useSay();
  const { search, go } = useListSearch();
  const items = useMemo(() => itemsOf(opened), [opened]);
  const show: Show = shows.find((each) => each === search.show) ?? "all";
  const order = search.order === "oldest" ? "oldest" : undefined;
  const shown = shownItems(items, show, order);
  // A link leads to a line that was not there yet when the page was.
  useEffect(() => {
    const { hash } = globalThis.location;
    if (hash.length > 1) document.getElementById(hash.slice(1))?.scrollIntoView();
  }, []);
  const choose = (to: Show): void => {
    const { show: _, ...rest } = search;
    go(to === "all" ? rest : { ...rest, show: to }, "inPlace");
  };
  const turn = (): void => {
    const { order: _, ...rest } = search;
    go(order === undefined ? { ...rest, order: "oldest" } : rest, "inPlace");
  };
  return (
    <section aria-labelledby="timeline-head">
      <Title order={3} size="h4" id="timeline-head">
        {t("reportPage.timeline")}
      </Title>
      <Group gap="xs" my="xs" className="no-print">
        <SegmentedControl
          size="xs"
          value={show}
          onChange={(to) => choose(shows.find((each) => each === to) ?? "all")}
          aria-label={t("reportPage.timeline")}
          data={shows.map((each) => ({
            value: each,
            label: `${t(`reportPage.line.${each}`)} ${items.filter((item) => passes(item, each)).length}`,
          }))}
        />
        <Button size="compact-sm" variant="subtle" onClick={turn}>
          {t(order === "oldest" ? "reportPage.line.oldest" : "reportPage.line.newest")}
        </Button>
      </Group>
      {shown.length === 0 && <Text c="dimmed">{t("reportPage.line.empty")}</Text>}
      <ol className="timeline" reversed={order !== "oldest"}>
        {shown.map((item) => (
          <li key={item.key} id={item.key} data-kind={kindOf(item)}>
            {item.kind === "step" && (
              <StepLine opened={opened} entry={item.entry} detail={item.detail} anchor={item.key} />
            )}
            {item.kind === "note" && (
              <NoteLine opened={opened} note={item.note} anchor={item.key} />
            )}
            {item.kind === "due" && <DueLine clock={item.clock} />}
          </li>
        ))}
      </ol>
    </section>
  );
}

const kindOf = (item: ReturnType<typeof itemsOf>[number]): string =>
  item.kind === "step" ? (item.entry.public ? "public" : "internal") : item.kind;
