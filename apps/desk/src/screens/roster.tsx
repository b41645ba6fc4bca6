import "../people/people.css";
import { Button, Group, Select, Stack, Text, Title } from "@mantine/core";
import { tenantSubject } from "@simpul/access";
import { useQuery } from "@tanstack/react-query";
import { Suspense, useState } from "react";
import { lazily } from "../parts/lazily.ts";
import { useMe } from "../me.tsx";
import { useNames } from "../names.tsx";
import { codeOf } from "../failed.ts";
import { Unread } from "../parts/unread.tsx";
import { Waiting } from "../parts/waiting.tsx";
import { problemWords } from "../people/problem.tsx";
import { Alarms } from "../people/roster/alarms.tsx";
import { Decrees } from "../people/roster/decrees.tsx";
import { Leaves } from "../people/roster/leaves.tsx";
import { OfficerActions } from "../people/roster/officer-actions.tsx";
import { Officers } from "../people/roster/officers.tsx";
import { useSay } from "../speech.tsx";
import { api } from "../trpc.ts";

const AddOfficer = lazily(async () => (await import("../people/roster/joining.tsx")).AddOfficer);
const RecordDecree = lazily(
  async () => (await import("../people/roster/record-decree.tsx")).RecordDecree,
);

/** Who works here and by what decree: looked after by its administrators, looked at by who monitors or oversees. */
export function Roster() {
  const t = useSay();
  const { me, may, ability } = useMe();
  const readsOwn = ability.can("read", tenantSubject("Roster", me.tenant.code));
  const [whose, setWhose] = useState(readsOwn ? undefined : me.oversees[0]);
  const asked = useQuery(api.roster.get.queryOptions(whose === undefined ? {} : { tenant: whose }));
  const [open, setOpen] = useState<"add" | "record">();
  const isManaged = may("manage", "Roster") && whose === undefined;
  const changed = (): void => void asked.refetch();
  const close = (): void => setOpen(undefined);
  const roster = asked.data;
  return (
    <Stack maw={1100} gap="lg" aria-busy={asked.isPending}>
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={1}>{t("screen.roster")}</Title>
          <Text size="sm" c="dimmed">
            {t("peopleDesk.roster.why")}
          </Text>
        </div>
        {isManaged && roster !== undefined && (
          <Group gap="xs">
            <Button variant="default" onClick={() => setOpen("record")}>
              {t("peopleDesk.roster.record")}
            </Button>
            <Button onClick={() => setOpen("add")}>{t("peopleDesk.roster.add")}</Button>
          </Group>
        )}
      </Group>
      {me.oversees.length > 0 && <Whose whose={whose} choose={setWhose} own={readsOwn} />}
      {asked.isError &&
        (codeOf(asked.error) === "rosterElsewhere" ? (
          <Text>{problemWords(t, asked.error).detail}</Text>
        ) : (
          <Unread error={asked.error} again={changed} />
        ))}
      {asked.isPending && <Waiting height="30vh" />}
      {roster !== undefined && !asked.isError && (
        <>
          <Alarms roster={roster} />
          <Decrees roster={roster} />
          <Leaves roster={roster} {...(isManaged ? { changed } : {})} />
          <Officers
            roster={roster}
            {...(isManaged
              ? {
                  actions: (officer) => (
                    <OfficerActions officer={officer} roster={roster} changed={changed} />
                  ),
                }
              : {})}
          />
          {isManaged && (
            <Text size="sm" c="dimmed">
              {t("peopleDesk.roster.entrustHow")}
            </Text>
          )}
          <Suspense fallback={null}>
            {open === "add" && <AddOfficer roster={roster} close={close} changed={changed} />}
            {open === "record" && <RecordDecree roster={roster} close={close} changed={changed} />}
          </Suspense>
        </>
      )}
    </Stack>
  );
}

/** An overseer looks at the rosters below, as far as they lie in this deployment. */
function Whose({
  whose,
  choose,
  own,
}: {
  readonly whose: string | undefined;
  readonly choose: (tenant: string | undefined) => void;
  readonly own: boolean;
}) {
  const t = useSay();
  const names = useNames();
  const { me } = useMe();
  return (
    <Select
      label={t("peopleDesk.roster.whose")}
      data={[
        ...(own ? [{ value: "", label: t("peopleDesk.roster.own") }] : []),
        ...me.oversees.map((code) => ({ value: code, label: names.tenant(code) })),
      ]}
      value={whose ?? ""}
      onChange={(code) => choose(code === null || code === "" ? undefined : code)}
      searchable
      maw={420}
    />
  );
}
