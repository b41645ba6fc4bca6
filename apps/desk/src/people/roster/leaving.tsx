import { Alert, Select, SimpleGrid, Text } from "@mantine/core";
import { useSay } from "../../speech.tsx";
import { client } from "../../trpc.ts";
import { ChangeDialog } from "../change-dialog.tsx";
import { said } from "../said.tsx";
import type { OfficerDialog } from "./joining.tsx";
import { DayInput, Reason } from "./placement.tsx";
import { deputiesFor, successorsOf } from "./roster.ts";

export function CoverLeave({ roster, officer, close, changed }: OfficerDialog) {
  const t = useSay();
  const { id, name } = officer;
  return (
    <ChangeDialog
      title={`${t("peopleDesk.roster.cover")}: ${name}`}
      why={t("peopleDesk.roster.coverWhy", { name })}
      action={t("peopleDesk.roster.cover")}
      close={close}
      send={async (typed) => {
        const { id: cover } = await client.roster.coverLeave.mutate({
          officer: id,
          deputy: typed.text("deputy"),
          begins: typed.text("begins"),
          ends: typed.text("ends"),
          reason: typed.text("reason"),
        });
        said(t, t("peopleDesk.roster.covered", { name }), async () => {
          await client.roster.endCover.mutate({ cover });
          changed();
        });
        changed();
      }}
    >
      {(wrongWith) => (
        <>
          <Select
            name="deputy"
            label={t("peopleDesk.roster.deputy")}
            data={deputiesFor(roster.officers, officer).map((other) => ({
              value: other.id,
              label: `${other.name} – ${t(`peopleDesk.role.${other.role}`)}`,
            }))}
            error={wrongWith("deputy")}
            searchable
            required
          />
          <SimpleGrid cols={2}>
            <DayInput
              name="begins"
              label={t("peopleDesk.roster.leaveFrom")}
              preset={roster.today}
              wrong={wrongWith("begins")}
              required
            />
            <DayInput
              name="ends"
              label={t("peopleDesk.roster.leaveUntil")}
              wrong={wrongWith("ends")}
              required
            />
          </SimpleGrid>
          <Reason wrong={wrongWith("reason")} />
        </>
      )}
    </ChangeDialog>
  );
}

export function Succession({ roster, officer, close, changed }: OfficerDialog) {
  const t = useSay();
  const { id, name, role, cases = 0 } = officer;
  const successors = successorsOf(roster.officers, officer);
  const leaves = roster.leaves.filter(({ deputy }) => deputy === id).length;
  return (
    <ChangeDialog
      title={`${t("peopleDesk.roster.succeed")}: ${name}`}
      why={t("peopleDesk.roster.succeedWhy", {
        name,
        role: t(`peopleDesk.role.${role}`),
        cases,
        leaves,
      })}
      action={t("peopleDesk.roster.succeed")}
      isFinal
      isBarred={successors.length === 0}
      close={close}
      send={async (typed) => {
        const successor = typed.text("successor");
        await client.roster.succeed.mutate({
          officer: id,
          successor,
          reason: typed.text("reason"),
        });
        const coming = successors.find((other) => other.id === successor)?.name ?? "";
        said(t, t("peopleDesk.roster.succeeded", { name, successor: coming }));
        changed();
      }}
    >
      {(wrongWith) =>
        successors.length === 0 ? (
          <Alert color="orange" variant="light">
            {t("peopleDesk.roster.noSuccessor")}
          </Alert>
        ) : (
          <>
            <Text size="sm" c="dimmed">
              {t("peopleDesk.roster.hidden")}
            </Text>
            <Select
              name="successor"
              label={t("peopleDesk.roster.successor")}
              data={successors.map((other) => ({ value: other.id, label: other.name }))}
              defaultValue={successors.length === 1 ? (successors[0]?.id ?? null) : null}
              error={wrongWith("successor")}
              required
            />
            <Reason wrong={wrongWith("reason")} />
          </>
        )
      }
    </ChangeDialog>
  );
}

export function EndOfficer({ officer, close, changed }: OfficerDialog) {
  const t = useSay();
  const { id, name, role, cases = 0 } = officer;
  return (
    <ChangeDialog
      title={`${t("peopleDesk.roster.end")}: ${name}`}
      why={t("peopleDesk.roster.endWhy", { name, role: t(`peopleDesk.role.${role}`), cases })}
      action={t("peopleDesk.roster.end")}
      isFinal
      close={close}
      send={async (typed) => {
        await client.roster.end.mutate({ officer: id, reason: typed.text("reason") });
        said(t, t("peopleDesk.roster.ended", { name }));
        changed();
      }}
    >
      {(wrongWith) => <Reason wrong={wrongWith("reason")} />}
    </ChangeDialog>
  );
}

export function ResetFactor({ officer: { id, name }, close }: OfficerDialog) {
  const t = useSay();
  return (
    <ChangeDialog
      title={`${t("peopleDesk.roster.reset")}: ${name}`}
      why={t("peopleDesk.roster.resetWhy", { name })}
      action={t("peopleDesk.roster.reset")}
      isFinal
      close={close}
      send={async () => {
        await client.roster.resetSecondFactor.mutate({ officer: id });
        said(t, t("peopleDesk.roster.wasReset", { name }));
      }}
    />
  );
}
