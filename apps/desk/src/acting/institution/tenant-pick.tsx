import { Select } from "@mantine/core";
import { useMe } from "../../me.tsx";
import { useTenants } from "../../names.tsx";
import { useSay } from "../../speech.tsx";
import { findTenants } from "./find-tenants.ts";

/** One institution of some 700, by name or code. @param value empty: none */
export function TenantPick({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (code: string) => void;
}) {
  const t = useSay();
  const { me } = useMe();
  const tenants = useTenants().data ?? [];
  const others = tenants.filter(({ code }) => code !== me.tenant.code);
  return (
    <Select
      label={label}
      placeholder={t("answering.findTenant")}
      nothingFoundMessage={t("answering.noTenant")}
      searchable
      clearable
      data={others.map(({ code, name }) => ({ value: code, label: name }))}
      filter={({ search }) =>
        findTenants(others, search, 20).map(({ code, name }) => ({ value: code, label: name }))
      }
      value={value === "" ? null : value}
      onChange={(code) => onChange(code ?? "")}
    />
  );
}
