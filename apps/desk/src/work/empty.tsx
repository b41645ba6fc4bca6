import { Stack, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ListSearch } from "../search.ts";
import { useSay } from "../speech.tsx";
import { isSameView } from "./preset.ts";
import type { Preset } from "./preset.ts";

const own = ["verification", "routing", "inbox", "board", "examination", "reports"] as const;

/** Why there is nothing, and what to do. */
export function Empty({
  preset,
  search,
}: {
  readonly preset: Preset;
  readonly search: ListSearch;
}) {
  const t = useSay();
  const isPlain = isSameView(search, {});
  const screen = own.find((each) => each === preset.screen) ?? "other";
  return (
    <Stack align="center" mt="15vh" gap="xs" px="md">
      <Text ta="center" maw={360}>
        {isPlain
          ? t(`list.empty.${screen}`)
          : search.q === undefined
            ? t("list.empty.filtered")
            : t("list.empty.searched", { words: search.q })}
      </Text>
      {!isPlain && (
        <Link to="." search={{}} className="work-link">
          {t("list.filter.clear")}
        </Link>
      )}
    </Stack>
  );
}
