import { ActionIcon, Menu } from "@mantine/core";
import { Suspense, useState } from "react";
import { lazily } from "../../parts/lazily.ts";
import { useSay } from "../../speech.tsx";
import { client } from "../../trpc.ts";
import { said } from "../said.tsx";
import { problemWords } from "../problem.tsx";
import { notifications } from "@mantine/notifications";
import type { Officer, Roster } from "./roster.ts";

const joining = () => import("./joining.tsx");
const leaving = () => import("./leaving.tsx");
const dialogs = {
  correct: lazily(async () => (await joining()).CorrectOfficer),
  change: lazily(async () => (await joining()).ChangeRole),
  cover: lazily(async () => (await leaving()).CoverLeave),
  succeed: lazily(async () => (await leaving()).Succession),
  reset: lazily(async () => (await leaving()).ResetFactor),
  end: lazily(async () => (await leaving()).EndOfficer),
};
type Action = keyof typeof dialogs;

/** What an administrator can do about somebody. What would be refused because it is themselves is not there. */
export function OfficerActions({
  officer,
  roster,
  changed,
}: {
  readonly officer: Officer;
  readonly roster: Roster;
  readonly changed: () => void;
}) {
  const t = useSay();
  const [action, setAction] = useState<Action>();
  const { id, name, isConfirmed, isSelf } = officer;
  const invite = async (): Promise<void> => {
    try {
      await client.roster.inviteAgain.mutate({ officer: id });
      said(t, t("peopleDesk.roster.invitedAgain", { name }));
    } catch (error) {
      notifications.show({ message: problemWords(t, error).title, color: "red", role: "alert" });
    }
  };
  const offered: readonly Action[] = [
    "correct",
    ...(isSelf === true ? [] : (["change"] as const)),
    "cover",
    "succeed",
    ...(isSelf === true || !isConfirmed ? [] : (["reset"] as const)),
    "end",
  ];
  const Dialog = action === undefined ? undefined : dialogs[action];
  return (
    <>
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
          {!isConfirmed && (
            <Menu.Item onClick={() => void invite()}>
              {t("peopleDesk.roster.inviteAgain")}
            </Menu.Item>
          )}
          {offered.map((one) => (
            <Menu.Item
              key={one}
              onClick={() => setAction(one)}
              {...(one === "end" ? { className: "grave" } : {})}
            >
              {t(`peopleDesk.roster.${one}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {Dialog !== undefined && (
        <Suspense fallback={null}>
          <Dialog
            officer={officer}
            roster={roster}
            changed={changed}
            close={() => setAction(undefined)}
          />
        </Suspense>
      )}
    </>
  );
}
