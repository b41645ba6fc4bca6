import { Combobox, Text, TextInput, useCombobox } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTenants } from "../../names.tsx";
import { useSay } from "../../speech.tsx";
import { rankTenants } from "./rank-tenants.ts";

const most = 8;

/** Finds one of all institutions that take reports, by whatever somebody calls it. */
export function TenantSearch({ choose }: { readonly choose: (tenant: string) => void }) {
  const t = useSay();
  const [typed, setTyped] = useState("");
  const tenants = useTenants().data ?? [];
  const found = rankTenants(tenants, typed, most);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const take = (code: string): void => {
    choose(code);
    setTyped("");
    combobox.closeDropdown();
  };
  const first = found[0]?.code;
  const { selectFirstOption } = combobox;
  // Enter takes the best match, also of a name that was pasted: only now it is drawn.
  useEffect(() => {
    if (first !== undefined) selectFirstOption();
  }, [first, selectFirstOption]);
  return (
    <Combobox store={combobox} onOptionSubmit={take}>
      <Combobox.Target>
        <TextInput
          label={t("routingDesk.other")}
          description={t("routingDesk.otherHint")}
          value={typed}
          maxLength={100}
          autoComplete="off"
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            combobox.openDropdown();
          }}
          onBlur={() => combobox.closeDropdown()}
          onKeyDown={(event) => {
            // The first Escape closes the list, the next one the form.
            if (event.key === "Escape" && combobox.dropdownOpened) event.preventDefault();
            if (event.key !== "Enter" || event.ctrlKey || event.metaKey || typed.trim() === "")
              return;
            // Never sends the form to the one that was chosen before. What is marked in the list is taken by the list.
            event.preventDefault();
            if (first !== undefined && combobox.getSelectedOptionIndex() === -1) take(first);
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={typed.trim() === ""}>
        <Combobox.Options aria-label={t("routingDesk.matches", { count: found.length })}>
          {found.length === 0 ? (
            <Combobox.Empty>{t("routingDesk.noMatch")}</Combobox.Empty>
          ) : (
            found.map(({ code, name }) => (
              <Combobox.Option key={code} value={code}>
                {name}{" "}
                <Text span size="xs" c="dimmed">
                  {code}
                </Text>
              </Combobox.Option>
            ))
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
