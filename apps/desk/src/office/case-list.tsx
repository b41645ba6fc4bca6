import { Group, Text } from "@mantine/core";
import { useEffect, useRef } from "react";
import type { KeyboardEvent } from "react";
import { useNames } from "../names.tsx";
import { Deadline } from "../parts/deadline.tsx";
import { useWhen } from "../report/when.ts";
import { useSay } from "../speech.tsx";
import type { OfficeCase } from "./standing.ts";

/** The office's cases; arrows go along them, Enter opens. */
export function CaseList({
  cases,
  open,
  choose,
  says,
}: {
  readonly cases: readonly OfficeCase[];
  readonly open: string | undefined;
  readonly choose: (id: string) => void;
  readonly says: string;
}) {
  const list = useRef<HTMLDivElement>(null);
  const focused = cases.some(({ id }) => id === open) ? open : cases[0]?.id;
  const pressed = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[role="option"]') ?? [])];
    const at = rows.findIndex((row) => row === document.activeElement);
    rows[Math.min(Math.max(at + by, 0), rows.length - 1)]?.focus();
  };
  useEffect(() => {
    list.current
      ?.querySelector('[aria-selected="true"]')
      ?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [open]);
  return (
    <div ref={list} role="listbox" aria-label={says} onKeyDown={pressed} tabIndex={-1}>
      {cases.map((one) => (
        <Case
          key={one.id}
          one={one}
          isOpen={one.id === open}
          isFirst={one.id === focused}
          choose={() => choose(one.id)}
        />
      ))}
    </div>
  );
}

function Case({
  one,
  isOpen,
  isFirst,
  choose,
}: {
  readonly one: OfficeCase;
  readonly isOpen: boolean;
  readonly isFirst: boolean;
  readonly choose: () => void;
}) {
  const t = useSay();
  const names = useNames();
  const { day } = useWhen();
  const { trackingId, category, institution, officeName, number, standing, referredAt, clocks } =
    one;
  const registration = clocks.filter(({ name }) => name === "registration");
  const flags = [
    one.class === "whistleblowing" ? t("class.whistleblowing") : undefined,
    one.secret ? t("peopleDesk.office.secret") : undefined,
    one.anonymous ? t("peopleDesk.office.anonymous") : undefined,
  ].filter((flag) => flag !== undefined);
  return (
    <div
      role="option"
      aria-selected={isOpen}
      tabIndex={isFirst ? 0 : -1}
      className="case"
      onClick={choose}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        choose();
      }}
    >
      <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
        <Text fw={600} size="sm">
          {institution === undefined ? trackingId : names.tenant(institution)}
          {category !== undefined && ` – ${names.category(category)}`}
        </Text>
        {standing === "new" ? (
          <Deadline clocks={registration} />
        ) : (
          <Text size="sm">{t(`peopleDesk.office.standing.${standing}`)}</Text>
        )}
      </Group>
      <Text size="sm" c="dimmed">
        {[
          trackingId,
          number === undefined
            ? t("peopleDesk.office.referred", { day: day(referredAt.slice(0, 10)) })
            : t("peopleDesk.office.number", { number }),
          officeName.replace("Ombudsman Republik Indonesia Perwakilan ", ""),
        ].join(" · ")}
      </Text>
      {flags.length > 0 && <Text size="sm">{flags.join(" · ")}</Text>}
    </div>
  );
}
