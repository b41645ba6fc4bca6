import { Select, TextInput } from "@mantine/core";
import { fitOf, rosterRoles } from "@simpul/domain";
import type { RosterRole } from "@simpul/domain";
import { useState } from "react";
import { useMe } from "../../me.tsx";
import { useTenants, useUnits } from "../../names.tsx";
import { useSay } from "../../speech.tsx";
import type { Typed } from "../change-dialog.tsx";
import type { Decree, Officer } from "./roster.ts";

export interface PlacementGiven {
  /** The newest first. */
  readonly decrees: readonly Decree[];
  readonly was?: Pick<Officer, "role" | "unit" | "decree" | "heldAt">;
  readonly wrongWith: (field: string) => string | undefined;
}

/** Which role, where, and by what decree. Roles and units that would be refused are not offered. */
export function Placement({ decrees, was, wrongWith }: PlacementGiven) {
  const t = useSay();
  const { me } = useMe();
  const tenants = useTenants().data ?? [];
  const units = useUnits().data ?? [];
  const desk = me.tenant.code;
  const provinces = tenants.filter(({ kind }) => kind === "province");
  const fits = (role: RosterRole, unit?: string): boolean =>
    fitOf(
      {
        role,
        desk,
        heldAt: role === "provincialOverseer" ? (provinces[0]?.code ?? "") : desk,
        ...(unit === undefined ? {} : { unit }),
      },
      tenants,
    ) === "fits";
  const roles = rosterRoles.filter((role) => fits(role) || fits(role, "x"));
  const [role, setRole] = useState<RosterRole | undefined>(was?.role);
  const takesUnit = role !== undefined && fits(role, "x");
  const needsUnit = role !== undefined && !fits(role);
  return (
    <>
      <Select
        name="role"
        label={t("peopleDesk.roster.role")}
        data={roles.map((value) => ({ value, label: t(`peopleDesk.role.${value}`) }))}
        value={role ?? null}
        onChange={(chosen) => setRole(rosterRoles.find((one) => one === chosen))}
        error={wrongWith("role")}
        allowDeselect={false}
        required
      />
      {role === "provincialOverseer" && (
        <Select
          name="heldAt"
          label={t("peopleDesk.roster.province")}
          data={provinces.map(({ code, name }) => ({ value: code, label: name }))}
          defaultValue={was?.heldAt ?? null}
          searchable
          required
        />
      )}
      {takesUnit && (
        <Select
          name="unit"
          label={t("peopleDesk.roster.unit")}
          data={units.map(({ code, name }) => ({ value: code, label: name }))}
          defaultValue={was?.unit ?? null}
          error={wrongWith("unit")}
          clearable={!needsUnit}
          required={needsUnit}
          searchable
        />
      )}
      <Select
        name="decree"
        label={t("peopleDesk.roster.decreeOf")}
        data={decrees.map(({ id, number }) => ({ value: id, label: number }))}
        defaultValue={was?.decree ?? decrees[0]?.id ?? null}
        error={wrongWith("decree")}
        clearable
        searchable
      />
    </>
  );
}

/** What `Placement` asked, as the procedures take it. */
export function placementOf(typed: Typed) {
  const [heldAt, unit, decree] = ["heldAt", "unit", "decree"].map((name) => typed.optional(name));
  return {
    // Proof: the field offers roles alone; left empty, the server says so.
    role: typed.text("role") as RosterRole,
    ...(heldAt === undefined ? {} : { heldAt }),
    ...(unit === undefined ? {} : { unit }),
    ...(decree === undefined ? {} : { decree }),
  };
}

export function Reason({ wrong }: { readonly wrong: string | undefined }) {
  const t = useSay();
  return (
    <TextInput
      name="reason"
      label={t("peopleDesk.roster.reason")}
      description={t("peopleDesk.roster.reasonWhy")}
      error={wrong}
      maxLength={200}
      required
    />
  );
}

export function DayInput({
  name,
  label,
  wrong,
  preset,
  why,
  required = false,
}: {
  readonly name: string;
  readonly label: string;
  readonly wrong?: string | undefined;
  readonly preset?: string | undefined;
  readonly why?: string;
  readonly required?: boolean;
}) {
  return (
    <TextInput
      type="date"
      name={name}
      label={label}
      description={why}
      error={wrong}
      defaultValue={preset}
      required={required}
    />
  );
}
