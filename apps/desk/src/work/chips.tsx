import { Button, CloseButton, Group, Menu, Popover } from "@mantine/core";
import { useState } from "react";
import type { ReactNode } from "react";
import { useMe } from "../me.tsx";
import { useNames } from "../names.tsx";
import type { ListSearch } from "../search.ts";
import { useLang, useSay } from "../speech.tsx";
import { chosenWords, fieldsAt, isSet, without } from "./fields.ts";
import type { Field } from "./fields.ts";
import { FilterForm } from "./filter-form.tsx";

interface ChipsProps {
  readonly search: ListSearch;
  onChange(next: ListSearch): void;
  /** Beside them. */
  readonly children?: ReactNode;
}

/** What narrows the list, each in a chip that opens to be changed, and the menu that adds one. */
export function Chips({ search, onChange, children }: ChipsProps) {
  const t = useSay();
  const here = useMe();
  const [editing, edit] = useState<Field>();
  const offered = fieldsAt(here);
  const shown = offered.filter((field) => isSet(search, field) || field === editing);
  return (
    <Group gap={6} role="group" aria-label={t("list.filter.chosen")}>
      {shown.map((field) => (
        <Chip
          key={field}
          field={field}
          search={search}
          isOpen={editing === field}
          onOpen={(open) => edit(open ? field : undefined)}
          onChange={onChange}
        />
      ))}
      <Menu position="bottom-start" returnFocus={false}>
        <Menu.Target>
          <Button variant="default" size="compact-sm">
            + {t("list.filter.add")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {offered
            .filter((field) => !shown.includes(field))
            .map((field) => (
              <Menu.Item key={field} onClick={() => edit(field)}>
                {t(`list.filter.${field}`)}
              </Menu.Item>
            ))}
        </Menu.Dropdown>
      </Menu>
      {shown.length > 1 && (
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => {
            edit(undefined);
            onChange(offered.reduce(without, search));
          }}
        >
          {t("list.filter.clear")}
        </Button>
      )}
      {children}
    </Group>
  );
}

function Chip({
  field,
  search,
  isOpen,
  onOpen,
  onChange,
}: ChipsProps & {
  readonly field: Field;
  readonly isOpen: boolean;
  readonly onOpen: (open: boolean) => void;
}) {
  const t = useSay();
  const { lang } = useLang();
  const names = useNames();
  const label = t(`list.filter.${field}`);
  const says = isSet(search, field)
    ? `${label}: ${chosenWords({ t, lang, names }, search, field)}`
    : label;
  return (
    <Popover
      opened={isOpen}
      onChange={onOpen}
      trapFocus
      width={320}
      shadow="md"
      position="bottom-start"
    >
      <span className="work-chip">
        <Popover.Target>
          <Button variant="light" size="compact-sm" maw={260} onClick={() => onOpen(!isOpen)}>
            {says}
          </Button>
        </Popover.Target>
        <CloseButton
          size="sm"
          aria-label={t("list.filter.remove", { chip: says })}
          onClick={() => {
            onOpen(false);
            onChange(without(search, field));
          }}
        />
      </span>
      <Popover.Dropdown>
        <FilterForm field={field} search={search} onChange={onChange} />
      </Popover.Dropdown>
    </Popover>
  );
}
