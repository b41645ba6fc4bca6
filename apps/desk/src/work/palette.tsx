import { Spotlight, spotlight } from "@mantine/spotlight";
import "@mantine/spotlight/styles.css";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useMe } from "../me.tsx";
import { screensOf } from "../nav.ts";
import { useSay } from "../speech.tsx";
import { Keyed } from "./key-help.tsx";
import { useCommands, useKeyboard } from "./keys.tsx";
import { trackingIdIn } from "./tracking-id.ts";

/** Ctrl+K: screens, what can be done here, a number that is typed, or words to look for. */
export function Palette() {
  const t = useSay();
  const here = useMe();
  const navigate = useNavigate();
  const { show } = useKeyboard();
  const commands = useCommands();
  const [query, setQuery] = useState("");
  useEffect(() => spotlight.open(), []);
  const screens = screensOf(here);
  const asked = query.trim();
  const number = trackingIdIn(asked);
  const found = [
    ...(number === undefined
      ? []
      : [
          {
            id: "number",
            label: t("list.palette.open", { number }),
            onClick: () => void navigate({ to: "/reports/$id", params: { id: number } }),
          },
        ]),
    ...(asked === "" || !screens.includes("reports")
      ? []
      : [
          {
            id: "search",
            label: t("list.palette.search", { words: asked }),
            onClick: () => void navigate({ to: "/reports", search: { q: asked } }),
          },
        ]),
  ];
  const matches = (label: string): boolean =>
    label.toLocaleLowerCase().includes(asked.toLocaleLowerCase());
  const groups = [
    {
      group: t("list.palette.here"),
      actions: commands
        // Two keys for the same are one thing to do.
        .filter(({ says }, index, all) => all.findIndex((each) => each.says === says) === index)
        .filter(({ says }) => matches(says))
        .map(({ says, key, run }, index) => ({
          id: `do-${index}-${says}`,
          label: says,
          onClick: run,
          ...(key === undefined ? {} : { rightSection: <Keyed name={key} /> }),
        })),
    },
    {
      group: t("list.palette.screens"),
      actions: [...screens, "account" as const]
        .map((screen) => ({ screen, label: t(`screen.${screen}`) }))
        .filter(({ label }) => matches(label))
        .map(({ screen, label }) => ({
          id: screen,
          label,
          onClick: () => void navigate({ to: `/${screen}` }),
        })),
    },
    { group: t("list.palette.find"), actions: found },
  ].filter(({ actions }) => actions.length > 0);
  return (
    <Spotlight
      actions={groups}
      query={query}
      onQueryChange={setQuery}
      // What matches was decided above: what is typed is also a number, or words to look for.
      filter={(_, all) => all}
      shortcut={null}
      nothingFound={t("list.palette.nothing")}
      highlightQuery
      scrollable
      maxHeight="60vh"
      searchProps={{ placeholder: t("list.palette.ask"), "aria-label": t("list.palette.ask") }}
      onSpotlightClose={() => show("none")}
    />
  );
}
