import "../people/people.css";
import { Button, Checkbox, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Suspense, useState } from "react";
import { lazily } from "../parts/lazily.ts";
import { useMe } from "../me.tsx";
import { Unread } from "../parts/unread.tsx";
import { Waiting } from "../parts/waiting.tsx";
import { treeOf } from "../people/roster/roster.ts";
import { UnitRow } from "../people/units/unit-row.tsx";
import { useSay } from "../speech.tsx";
import { api } from "../trpc.ts";

const AddUnit = lazily(async () => (await import("../people/units/unit-forms.tsx")).AddUnit);

/** The tree of units: where work lies, who is there for it, and who runs the machines. */
export function Units() {
  const t = useSay();
  const { may } = useMe();
  const queries = useQueryClient();
  const tree = useQuery(api.units.tree.queryOptions());
  const roster = useQuery(api.roster.get.queryOptions({}));
  const loads = useQuery(api.units.loads.queryOptions());
  const [isAdding, setAdding] = useState(false);
  const [showsRetired, setShowsRetired] = useState(false);
  const isManaged = may("manage", "Roster");
  const changed = (): void => {
    void tree.refetch();
    void loads.refetch();
    void queries.invalidateQueries({ queryKey: api.reference.units.queryKey() });
  };
  const units = tree.data;
  const retired = units?.filter(({ retiredOn }) => retiredOn !== undefined).length ?? 0;
  const shown = units?.filter(({ retiredOn }) => showsRetired || retiredOn === undefined) ?? [];
  const people = Map.groupBy(roster.data?.officers ?? [], ({ unit }) => unit ?? "");
  const cases = new Map(loads.data?.map((load) => [load.unit, load.cases]));
  return (
    <Stack maw={900} gap="md" aria-busy={tree.isPending}>
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={1}>{t("screen.units")}</Title>
          <Text size="sm" c="dimmed">
            {t("peopleDesk.units.why")}
          </Text>
        </div>
        {isManaged && <Button onClick={() => setAdding(true)}>{t("peopleDesk.units.add")}</Button>}
      </Group>
      {tree.isError && <Unread error={tree.error} again={changed} />}
      {tree.isPending && <Waiting height="30vh" />}
      {units?.length === 0 && <Text>{t("peopleDesk.units.empty")}</Text>}
      <ul className="plain lined">
        {treeOf(shown).map((unit) => (
          <UnitRow
            key={unit.code}
            unit={unit}
            units={units ?? []}
            people={(people.get(unit.code) ?? []).map(({ name }) => name)}
            cases={cases.get(unit.code) ?? 0}
            isManaged={isManaged}
            changed={changed}
          />
        ))}
      </ul>
      {retired > 0 && (
        <Checkbox
          label={t("peopleDesk.units.showRetired", { count: retired })}
          checked={showsRetired}
          onChange={({ currentTarget }) => setShowsRetired(currentTarget.checked)}
        />
      )}
      <Suspense fallback={null}>
        {isAdding && (
          <AddUnit units={units ?? []} close={() => setAdding(false)} changed={changed} />
        )}
      </Suspense>
    </Stack>
  );
}
