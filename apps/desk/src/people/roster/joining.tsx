import { SimpleGrid, TextInput } from "@mantine/core";
import { ChangeDialog } from "../change-dialog.tsx";
import { said } from "../said.tsx";
import { useSay } from "../../speech.tsx";
import { client } from "../../trpc.ts";
import { DayInput, Placement, placementOf, Reason } from "./placement.tsx";
import type { Decree, Officer, Roster } from "./roster.ts";

interface Dialog {
  readonly roster: Roster;
  readonly close: () => void;
  readonly changed: () => void;
}
export interface OfficerDialog extends Dialog {
  readonly officer: Officer;
}

export function AddOfficer({ roster: { decrees, today }, close, changed }: Dialog) {
  const t = useSay();
  return (
    <ChangeDialog
      title={t("peopleDesk.roster.add")}
      action={t("peopleDesk.roster.invite")}
      close={close}
      send={async (typed) => {
        const [phone, begins, ends] = ["phone", "begins", "ends"].map((name) =>
          typed.optional(name),
        );
        const name = typed.text("name");
        await client.roster.add.mutate({
          name,
          email: typed.text("email"),
          ...(phone === undefined ? {} : { phone }),
          ...placementOf(typed),
          ...(begins === undefined ? {} : { begins }),
          ...(ends === undefined ? {} : { ends }),
        });
        said(t, t("peopleDesk.roster.added", { name }));
        changed();
      }}
    >
      {(wrongWith) => (
        <>
          <Person wrongWith={wrongWith} />
          <TextInput
            name="email"
            type="email"
            label={t("peopleDesk.roster.email")}
            error={wrongWith("email")}
            maxLength={254}
            autoComplete="off"
            required
          />
          <Placement decrees={usable(decrees, today)} wrongWith={wrongWith} />
          <SimpleGrid cols={2}>
            <DayInput name="begins" label={t("peopleDesk.roster.beginsOn")} preset={today} />
            <DayInput
              name="ends"
              label={t("peopleDesk.roster.lastDay")}
              wrong={wrongWith("ends")}
            />
          </SimpleGrid>
        </>
      )}
    </ChangeDialog>
  );
}

/** Nobody begins under a decree that is over. */
const usable = (decrees: readonly Decree[], today: string): Decree[] =>
  decrees.filter(({ ends }) => ends === undefined || ends >= today);

function Person({
  was,
  wrongWith,
}: {
  readonly was?: Officer;
  readonly wrongWith: (field: string) => string | undefined;
}) {
  const t = useSay();
  return (
    <>
      <TextInput
        name="name"
        label={t("peopleDesk.roster.name")}
        defaultValue={was?.name}
        error={wrongWith("name")}
        maxLength={200}
        autoComplete="off"
        required
        data-autofocus
      />
      <TextInput
        name="phone"
        type="tel"
        label={t("peopleDesk.roster.phone")}
        defaultValue={was?.phone}
        error={wrongWith("phone")}
        maxLength={30}
        autoComplete="off"
      />
    </>
  );
}

export function ChangeRole({ roster: { decrees, today }, officer, close, changed }: OfficerDialog) {
  const t = useSay();
  const { id, name, cases = 0 } = officer;
  return (
    <ChangeDialog
      title={`${t("peopleDesk.roster.change")}: ${name}`}
      why={t("peopleDesk.roster.changeWhy", { cases })}
      action={t("peopleDesk.roster.change")}
      close={close}
      send={async (typed) => {
        const ends = typed.optional("ends");
        await client.roster.changeRole.mutate({
          officer: id,
          ...placementOf(typed),
          ...(ends === undefined ? {} : { ends }),
          reason: typed.text("reason"),
        });
        said(t, t("peopleDesk.roster.changed", { name }));
        changed();
      }}
    >
      {(wrongWith) => (
        <>
          <Placement decrees={usable(decrees, today)} was={officer} wrongWith={wrongWith} />
          <DayInput name="ends" label={t("peopleDesk.roster.lastDay")} wrong={wrongWith("ends")} />
          <Reason wrong={wrongWith("reason")} />
        </>
      )}
    </ChangeDialog>
  );
}

export function CorrectOfficer({ officer, close, changed }: OfficerDialog) {
  const t = useSay();
  const { id, name: was, phone: number } = officer;
  const send = (name: string, phone: string | undefined) =>
    client.roster.correct.mutate({ officer: id, name, phone: phone ?? null });
  return (
    <ChangeDialog
      title={`${t("peopleDesk.roster.correct")}: ${was}`}
      action={t("peopleDesk.roster.correct")}
      close={close}
      send={async (typed) => {
        const name = typed.text("name");
        await send(name, typed.optional("phone"));
        said(t, t("peopleDesk.roster.corrected", { name }), async () => {
          await send(was, number);
          changed();
        });
        changed();
      }}
    >
      {(wrongWith) => <Person was={officer} wrongWith={wrongWith} />}
    </ChangeDialog>
  );
}
