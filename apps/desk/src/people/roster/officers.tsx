import { Grid, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useState } from "react";
import type { ReactNode } from "react";
import { useNames } from "../../names.tsx";
import { useWhen } from "../../report/when.ts";
import { useSay } from "../../speech.tsx";
import { Chip } from "../chip.tsx";
import { leaveOn, matches, teamsOf } from "./roster.ts";
import type { Officer, Roster } from "./roster.ts";

/** Who works here, by unit. @param actions what can be done about somebody; none for who only looks */
export function Officers({
  roster,
  actions,
}: {
  readonly roster: Roster;
  readonly actions?: (officer: Officer) => ReactNode;
}) {
  const t = useSay();
  const names = useNames();
  const [typed, setTyped] = useState("");
  const { officers } = roster;
  const shown = officers.filter(({ name, role, unit, email }) =>
    matches(typed, name, t(`peopleDesk.role.${role}`), unit && names.unit(unit), email),
  );
  return (
    <section aria-labelledby="officers">
      <Group justify="space-between" mb="xs">
        <Title order={2} id="officers">
          {t("peopleDesk.roster.officers")}
        </Title>
        {officers.length > 8 && (
          <TextInput
            type="search"
            aria-label={t("peopleDesk.roster.find")}
            placeholder={t("peopleDesk.roster.find")}
            value={typed}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
            w={{ base: "100%", xs: 280 }}
          />
        )}
      </Group>
      {officers.length === 0 && <Text size="sm">{t("peopleDesk.roster.noOfficer")}</Text>}
      {officers.length > 0 && shown.length === 0 && (
        <Text size="sm">{t("peopleDesk.roster.nobodyFound")}</Text>
      )}
      <Stack gap="md">
        {teamsOf(shown, names.unit).map(({ unit, officers: theirs }) => (
          <section key={unit ?? ""} aria-label={unit ?? t("peopleDesk.roster.whole")}>
            <Text size="sm" fw={650} c="dimmed" pb={2}>
              {unit === undefined ? t("peopleDesk.roster.whole") : names.unit(unit)}
            </Text>
            <ul className="plain lined">
              {theirs.map((officer) => (
                <Row key={officer.id} officer={officer} roster={roster}>
                  {actions?.(officer)}
                </Row>
              ))}
            </ul>
          </section>
        ))}
      </Stack>
    </section>
  );
}

function Row({
  officer,
  roster: { decrees, leaves, officers, today },
  children,
}: {
  readonly officer: Officer;
  readonly roster: Roster;
  readonly children: ReactNode;
}) {
  const t = useSay();
  const names = useNames();
  const { day } = useWhen();
  const {
    id,
    name,
    role,
    heldAt,
    email,
    phone,
    begins,
    ends,
    isConfirmed,
    isSelf,
    cases = 0,
  } = officer;
  const decree = decrees.find((each) => each.id === officer.decree);
  const leave = leaveOn(leaves, id, today);
  const deputy = officers.find((other) => other.id === leave?.deputy)?.name ?? "";
  const term = [
    begins > today ? t("peopleDesk.roster.begins", { day: day(begins) }) : "",
    ends === undefined ? "" : t("peopleDesk.roster.endsOn", { day: day(ends) }),
  ].filter((words) => words !== "");
  return (
    <li>
      <Grid gap="xs" align="center" py={6}>
        <Grid.Col span={{ base: 10, sm: 4 }}>
          <Text fw={600} span>
            {name}
          </Text>{" "}
          {isSelf === true && (
            <Text span size="sm" c="dimmed">
              ({t("peopleDesk.roster.you")})
            </Text>
          )}
          {email !== undefined && (
            <Text size="sm" c="dimmed" className="breaks">
              {[email, phone].filter((each) => each !== undefined).join(" · ")}
            </Text>
          )}
        </Grid.Col>
        <Grid.Col span={{ base: 12, sm: 3 }} order={{ base: 3, sm: 2 }}>
          <Text size="sm">
            {t(`peopleDesk.role.${role}`)}
            {role === "provincialOverseer" && ` – ${names.tenant(heldAt)}`}
          </Text>
          {term.length > 0 && (
            <Text size="sm" c="dimmed">
              {term.join(", ")}
            </Text>
          )}
        </Grid.Col>
        <Grid.Col span={{ base: 12, sm: 4 }} order={{ base: 4, sm: 3 }}>
          <Group gap={6}>
            <Chip
              tone={decree === undefined ? "late" : "calm"}
              words={
                decree === undefined
                  ? `⚠ ${t("peopleDesk.roster.without")}`
                  : t("peopleDesk.roster.decree", { number: decree.number })
              }
            />
            {!isConfirmed && <Chip tone="near" words={`✉ ${t("peopleDesk.roster.invited")}`} />}
            {cases > 0 && <Chip words={t("peopleDesk.roster.cases", { count: cases })} />}
            {leave !== undefined && (
              <Text size="sm">
                {t("peopleDesk.roster.onLeave", { day: day(leave.ends ?? ""), name: deputy })}
              </Text>
            )}
          </Group>
        </Grid.Col>
        <Grid.Col span={{ base: 2, sm: 1 }} order={{ base: 2, sm: 4 }} ta="right">
          {children}
        </Grid.Col>
      </Grid>
    </li>
  );
}
