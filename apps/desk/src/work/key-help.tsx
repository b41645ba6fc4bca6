import { Kbd, Modal, Stack, Switch, Table, Title } from "@mantine/core";
import { useState } from "react";
import { useSay } from "../speech.tsx";
import { oneLetterKeys } from "./commands.ts";
import { useCommands, useKeyboard } from "./keys.tsx";

const signs: Readonly<Record<string, string>> = {
  ArrowDown: "↓",
  ArrowUp: "↑",
  Escape: "Esc",
  mod: "Ctrl",
  shift: "Shift",
};

/** "Shift+X" of "X": as it is written on the keyboard. */
export function Keyed({ name }: { readonly name: string }) {
  const parts = name.length === 1 && /[A-Z]/.test(name) ? ["shift", name] : name.split("+");
  return (
    <Kbd size="xs" mr={4}>
      {parts
        .map((part) => signs[part] ?? (part.length === 1 ? part.toUpperCase() : part))
        .join(" + ")}
    </Kbd>
  );
}

/** Every key that does something on this screen. */
export function KeyHelp() {
  const t = useSay();
  const { open, show } = useKeyboard();
  const commands = useCommands().filter(({ key }) => key !== undefined);
  const [isOn, setOn] = useState(oneLetterKeys.areOn);
  const everywhere = [
    { key: "mod+k", says: t("list.keys.palette"), group: t("list.keys.everywhere") },
    { key: "?", says: t("list.keys.help"), group: t("list.keys.everywhere") },
  ];
  // Two keys for the same stand in one line.
  const lines = Map.groupBy([...commands, ...everywhere], ({ group, says }) => `${group}\n${says}`);
  const groups = Map.groupBy(lines.values(), ([first]) => first?.group ?? "");
  return (
    <Modal
      opened={open === "help"}
      onClose={() => show("none")}
      title={t("list.keys.title")}
      size="lg"
    >
      <Stack>
        {[...groups].map(([group, each]) => (
          <section key={group}>
            <Title order={3} size="h5">
              {group}
            </Title>
            <Table verticalSpacing={4}>
              <Table.Tbody>
                {each.map((line) => (
                  <Table.Tr key={line[0]?.says}>
                    <Table.Th scope="row" fw={400} w={140}>
                      {line.map(({ key = "" }) => (
                        <Keyed key={key} name={key} />
                      ))}
                    </Table.Th>
                    <Table.Td>{line[0]?.says}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </section>
        ))}
        <Switch
          label={t("list.keys.letters")}
          checked={isOn}
          onChange={({ currentTarget: { checked } }) => {
            oneLetterKeys.turn(checked);
            setOn(checked);
          }}
        />
      </Stack>
    </Modal>
  );
}
