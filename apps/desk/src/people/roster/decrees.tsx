import { Group, Stack, Text, Title } from "@mantine/core";
import { useWhen } from "../../report/when.ts";
import { useSay } from "../../speech.tsx";
import { Chip } from "../chip.tsx";
import { validityOf } from "./roster.ts";
import type { Decree, Roster } from "./roster.ts";

/** By what the roles here are given, the newest first. */
export function Decrees({ roster }: { readonly roster: Roster }) {
  const t = useSay();
  const { decrees, officers } = roster;
  const serving = (id: string): number => officers.filter(({ decree }) => decree === id).length;
  const shown = decrees.filter(({ id }, i) => i === 0 || serving(id) > 0 || i < 3);
  return (
    <section aria-labelledby="decrees">
      <Title order={2} id="decrees" mb="xs">
        {t("peopleDesk.roster.decrees")}
      </Title>
      {decrees.length === 0 ? (
        <Text size="sm">{t("peopleDesk.roster.noDecree")}</Text>
      ) : (
        <Stack gap={4} component="ul" className="plain">
          {shown.map((decree) => (
            <Group key={decree.id} component="li" gap="sm">
              <Text fw={600}>{decree.number}</Text>
              <Valid decree={decree} today={roster.today} />
              <Text size="sm" c="dimmed">
                {t("peopleDesk.roster.serving", { count: serving(decree.id) })}
              </Text>
            </Group>
          ))}
        </Stack>
      )}
    </section>
  );
}

/** Text, sign and colour say the same. */
function Valid({ decree, today }: { readonly decree: Decree; readonly today: string }) {
  const t = useSay();
  const { day } = useWhen();
  const until = decree.ends === undefined ? t("peopleDesk.roster.open") : day(decree.ends);
  const validity = validityOf(decree, today);
  const chips = {
    inForce: { tone: "calm", sign: "" },
    future: { tone: "calm", sign: "◷ " },
    expiring: { tone: "near", sign: "◔ " },
    expired: { tone: "late", sign: "⚠ " },
  } as const;
  const { tone, sign } = chips[validity.is];
  const words = {
    inForce: () => t("peopleDesk.roster.inForce"),
    future: (days: number) => t("peopleDesk.roster.future", { days }),
    expiring: (days: number) => t("peopleDesk.roster.expires", { days }),
    expired: (days: number) => t("peopleDesk.roster.expired", { days }),
  };
  return (
    <>
      <Text size="sm">{t("peopleDesk.roster.valid", { from: day(decree.begins), until })}</Text>
      <Chip
        tone={tone}
        words={`${sign}${words[validity.is]("days" in validity ? validity.days : 0)}`}
      />
    </>
  );
}
