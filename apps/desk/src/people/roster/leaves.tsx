import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useWhen } from "../../report/when.ts";
import { useSay } from "../../speech.tsx";
import { client } from "../../trpc.ts";
import { Problem } from "../problem.tsx";
import { said } from "../said.tsx";
import type { Roster } from "./roster.ts";

/** Who stands in for whom, now and next. */
export function Leaves({
  roster: { leaves, officers },
  changed,
}: {
  readonly roster: Roster;
  /** None for who only looks. */
  readonly changed?: () => void;
}) {
  const t = useSay();
  const { day } = useWhen();
  const [error, setError] = useState<unknown>();
  if (leaves.length === 0) return null;
  const nameOf = (id: string): string => officers.find((each) => each.id === id)?.name ?? "–";
  const end = async (cover: string): Promise<void> => {
    try {
      await client.roster.endCover.mutate({ cover });
      said(t, t("peopleDesk.roster.coverEnded"));
      setError(undefined);
    } catch (refused) {
      setError(refused);
    }
    changed?.();
  };
  return (
    <section aria-labelledby="leaves">
      <Title order={2} id="leaves" mb="xs">
        {t("peopleDesk.roster.leaves")}
      </Title>
      {error !== undefined && <Problem error={error} />}
      <Stack component="ul" gap={4} className="plain">
        {leaves.map(({ id, officer, deputy, begins, ends }) => (
          <Group key={id} component="li" gap="sm">
            <Text size="sm">
              {t("peopleDesk.roster.leave", { deputy: nameOf(deputy), officer: nameOf(officer) })}
            </Text>
            <Text size="sm" c="dimmed">
              {t("peopleDesk.roster.valid", { from: day(begins), until: day(ends ?? "") })}
            </Text>
            {changed !== undefined && (
              <Button size="compact-sm" variant="default" onClick={() => void end(id)}>
                {t("peopleDesk.roster.endCover")}
              </Button>
            )}
          </Group>
        ))}
      </Stack>
    </section>
  );
}
