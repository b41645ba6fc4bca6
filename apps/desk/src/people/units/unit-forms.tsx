import { List, Select, Text, TextInput } from "@mantine/core";
import { unitKinds } from "@simpul/domain";
import type { UnitKind } from "@simpul/domain";
import { useSay } from "../../speech.tsx";
import { client } from "../../trpc.ts";
import { ChangeDialog } from "../change-dialog.tsx";
import { parentsFor } from "../roster/roster.ts";
import type { Unit } from "../roster/roster.ts";
import { said } from "../said.tsx";

interface Dialog {
  readonly units: readonly Unit[];
  readonly close: () => void;
  readonly changed: () => void;
}

export interface UnitDialog extends Dialog {
  readonly unit: Unit;
  /** What lies in it: what would keep it from being retired. */
  readonly load: { readonly officers: number; readonly cases: number };
}

/** @param below the unit under which it will stand, unless another is chosen */
export function AddUnit({
  units,
  below,
  close,
  changed,
}: Dialog & { readonly below?: string | undefined }) {
  const t = useSay();
  return (
    <ChangeDialog
      title={t("peopleDesk.units.add")}
      action={t("peopleDesk.units.add")}
      close={close}
      send={async (typed) => {
        const parent = typed.optional("parent");
        const name = typed.text("name");
        await client.units.add.mutate({
          code: typed.text("code"),
          name,
          // Proof: the field offers kinds alone; left empty, the server says so.
          kind: typed.text("kind") as UnitKind,
          ...(parent === undefined ? {} : { parent }),
        });
        said(t, t("peopleDesk.units.added", { name }));
        changed();
      }}
    >
      {(wrongWith) => (
        <>
          <TextInput
            name="name"
            label={t("peopleDesk.units.name")}
            error={wrongWith("name")}
            maxLength={200}
            required
            data-autofocus
          />
          <TextInput
            name="code"
            label={t("peopleDesk.units.code")}
            description={t("peopleDesk.units.codeWhy")}
            error={wrongWith("code")}
            maxLength={50}
            autoComplete="off"
            required
          />
          <Select
            name="kind"
            label={t("peopleDesk.units.kind")}
            data={unitKinds.map((value) => ({ value, label: t(`peopleDesk.unitKind.${value}`) }))}
            defaultValue="office"
            allowDeselect={false}
            error={wrongWith("kind")}
          />
          <Select
            name="parent"
            label={t("peopleDesk.units.parent")}
            placeholder={t("peopleDesk.units.top")}
            data={units
              .filter(({ retiredOn }) => retiredOn === undefined)
              .map(({ code, name }) => ({ value: code, label: name }))}
            defaultValue={below ?? null}
            error={wrongWith("parent")}
            clearable
            searchable
          />
        </>
      )}
    </ChangeDialog>
  );
}

export function RenameUnit({ unit: { code, name: was }, close, changed }: UnitDialog) {
  const t = useSay();
  const send = (name: string) => client.units.rename.mutate({ unit: code, name });
  return (
    <ChangeDialog
      title={`${t("peopleDesk.units.rename")}: ${was}`}
      action={t("peopleDesk.units.rename")}
      close={close}
      send={async (typed) => {
        const name = typed.text("name");
        await send(name);
        said(t, t("peopleDesk.units.renamed", { name }), async () => {
          await send(was);
          changed();
        });
        changed();
      }}
    >
      {(wrongWith) => (
        <TextInput
          name="name"
          label={t("peopleDesk.units.name")}
          defaultValue={was}
          error={wrongWith("name")}
          maxLength={200}
          required
          data-autofocus
        />
      )}
    </ChangeDialog>
  );
}

export function MoveUnit({ unit, units, close, changed }: UnitDialog) {
  const t = useSay();
  const { code, name, parent: was } = unit;
  const send = (parent: string | null) => client.units.move.mutate({ unit: code, parent });
  return (
    <ChangeDialog
      title={`${t("peopleDesk.units.move")}: ${name}`}
      action={t("peopleDesk.units.move")}
      close={close}
      send={async (typed) => {
        await send(typed.optional("parent") ?? null);
        said(t, t("peopleDesk.units.moved", { name }), async () => {
          await send(was);
          changed();
        });
        changed();
      }}
    >
      {(wrongWith) => (
        <Select
          name="parent"
          label={t("peopleDesk.units.parent")}
          placeholder={t("peopleDesk.units.top")}
          data={parentsFor(units, unit).map((other) => ({ value: other.code, label: other.name }))}
          error={wrongWith("parent")}
          clearable
          searchable
          data-autofocus
        />
      )}
    </ChangeDialog>
  );
}

/** Says beforehand what the server would refuse, and what to do about it. */
export function RetireUnit({ unit: { code, name }, units, load, close, changed }: UnitDialog) {
  const t = useSay();
  const below = units.filter(
    ({ parent, retiredOn }) => parent === code && retiredOn === undefined,
  ).length;
  const bars = [
    below > 0 && t("peopleDesk.units.hasUnits", { count: below }),
    load.officers > 0 && t("peopleDesk.units.hasOfficers", { count: load.officers }),
    load.cases > 0 && t("peopleDesk.units.hasCases", { count: load.cases }),
  ].filter((bar) => bar !== false);
  return (
    <ChangeDialog
      title={`${t("peopleDesk.units.retire")}: ${name}`}
      why={t("peopleDesk.units.retireWhy", { name })}
      action={t("peopleDesk.units.retire")}
      isFinal
      isBarred={bars.length > 0}
      close={close}
      send={async () => {
        await client.units.retire.mutate({ unit: code });
        said(t, t("peopleDesk.units.wasRetired", { name }));
        changed();
      }}
    >
      {() =>
        bars.length > 0 && (
          <>
            <Text size="sm" fw={600}>
              {t("peopleDesk.units.cannotRetire")}
            </Text>
            <List size="sm">
              {bars.map((bar) => (
                <List.Item key={bar}>{bar}</List.Item>
              ))}
            </List>
          </>
        )
      }
    </ChangeDialog>
  );
}

export function OperateNode({ unit: { code, name, operatesNode }, close, changed }: UnitDialog) {
  const t = useSay();
  const action = t(
    operatesNode ? "peopleDesk.units.unmakeOperator" : "peopleDesk.units.makeOperator",
  );
  const send = (operates: boolean) =>
    client.units.operateNode.mutate({ unit: code, operatesNode: operates });
  return (
    <ChangeDialog
      title={`${action}: ${name}`}
      why={t("peopleDesk.units.operatorWhy")}
      action={action}
      close={close}
      send={async () => {
        await send(!operatesNode);
        said(t, t("peopleDesk.units.operatorSet", { name }), async () => {
          await send(operatesNode);
          changed();
        });
        changed();
      }}
    />
  );
}
