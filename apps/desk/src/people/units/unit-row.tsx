import { ActionIcon, Group, Menu, Text } from "@mantine/core";
import { Suspense, useState } from "react";
import type { CSSProperties, ComponentType } from "react";
import { lazily } from "../../parts/lazily.ts";
import { useWhen } from "../../report/when.ts";
import { useSay } from "../../speech.tsx";
import { Chip } from "../chip.tsx";
import type { Placed, Unit } from "../roster/roster.ts";
import type { UnitDialog } from "./unit-forms.tsx";

const forms = () => import("./unit-forms.tsx");
const dialogs = {
  addBelow: lazily(async () => {
    const { AddUnit } = await forms();
    const Below: ComponentType<UnitDialog> = ({ unit, ...dialog }) => (
      <AddUnit {...dialog} below={unit.code} />
    );
    return Below;
  }),
  rename: lazily(async () => (await forms()).RenameUnit),
  move: lazily(async () => (await forms()).MoveUnit),
  operate: lazily(async () => (await forms()).OperateNode),
  retire: lazily(async () => (await forms()).RetireUnit),
};
type Action = keyof typeof dialogs;
const actions: readonly Action[] = ["addBelow", "rename", "move", "operate", "retire"];

/** A unit in the tree: who works there and what lies there. @param people names of its officers */
export function UnitRow({
  unit,
  units,
  people,
  cases,
  isManaged,
  changed,
}: {
  readonly unit: Placed;
  readonly units: readonly Unit[];
  readonly people: readonly string[];
  readonly cases: number;
  readonly isManaged: boolean;
  readonly changed: () => void;
}) {
  const t = useSay();
  const { day } = useWhen();
  const [action, setAction] = useState<Action>();
  const { code, name, kind, depth, operatesNode, retiredOn } = unit;
  const Dialog = action === undefined ? undefined : dialogs[action];
  const isUnattended = people.length === 0 && cases > 0;
  // Set through the DOM, which no policy of content forbids.
  const indent = { "--depth": depth } as CSSProperties;
  return (
    <li className="unit" style={indent}>
      <Group justify="space-between" wrap="nowrap" gap="xs" py={6}>
        <div>
          <Group gap={6}>
            <Text fw={600} {...(retiredOn === undefined ? {} : { c: "dimmed" })}>
              {name}
            </Text>
            {operatesNode && <Chip words={`⚙ ${t("peopleDesk.units.operates")}`} />}
            {retiredOn !== undefined && (
              <Text size="sm" c="dimmed">
                {t("peopleDesk.units.retired", { day: day(retiredOn) })}
              </Text>
            )}
          </Group>
          <Text size="sm" c="dimmed">
            {[code, t(`peopleDesk.unitKind.${kind}`)].join(" · ")}
            {retiredOn === undefined && (
              <>
                {" · "}
                <Text
                  span
                  size="sm"
                  className={isUnattended ? "grave" : undefined}
                  title={people.join(", ")}
                >
                  {people.length === 0
                    ? `${isUnattended ? "⚠ " : ""}${t("peopleDesk.units.nobody")}`
                    : people.length <= 3
                      ? people.join(", ")
                      : t("peopleDesk.units.people", { count: people.length })}
                </Text>
                {cases > 0 && ` · ${t("peopleDesk.units.cases", { count: cases })}`}
              </>
            )}
          </Text>
        </div>
        {isManaged && retiredOn === undefined && (
          <Menu position="bottom-end" withinPortal>
            <Menu.Target>
              <ActionIcon
                variant="default"
                size="lg"
                aria-label={t("peopleDesk.roster.more", { name })}
              >
                ⋯
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {actions.map((one) => (
                <Menu.Item
                  key={one}
                  onClick={() => setAction(one)}
                  {...(one === "retire" ? { className: "grave" } : {})}
                >
                  {one === "operate"
                    ? t(
                        operatesNode
                          ? "peopleDesk.units.unmakeOperator"
                          : "peopleDesk.units.makeOperator",
                      )
                    : t(`peopleDesk.units.${one}`)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
      </Group>
      {Dialog !== undefined && (
        <Suspense fallback={null}>
          <Dialog
            unit={unit}
            units={units}
            load={{ officers: people.length, cases }}
            changed={changed}
            close={() => setAction(undefined)}
          />
        </Suspense>
      )}
    </li>
  );
}
