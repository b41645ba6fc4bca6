import { Alert, List } from "@mantine/core";
import { useNames } from "../../names.tsx";
import { useSay } from "../../speech.tsx";
import type { Roster } from "./roster.ts";

/** What is wrong with the roster today, and what to do about it; above everything. */
export function Alarms({ roster: { alarms } }: { readonly roster: Roster }) {
  const t = useSay();
  const names = useNames();
  const grave = alarms.filter(({ kind }) => kind !== "unconfirmed" && kind !== "decreeExpiring");
  const mild = alarms.filter((alarm) => !grave.includes(alarm));
  return [grave, mild].map(
    (some, i) =>
      some.length > 0 && (
        <Alert
          key={i === 0 ? "grave" : "mild"}
          variant="light"
          color={i === 0 ? "red" : "orange"}
          role={i === 0 ? "alert" : "status"}
        >
          <List size="sm" spacing={4}>
            {some.map(({ kind, matter, about, count }) => (
              <List.Item key={`${kind} ${matter}`}>
                {t(`peopleDesk.alarm.${kind}`, {
                  about: kind === "unattendedUnit" ? names.unit(about) : about,
                  count,
                })}
              </List.Item>
            ))}
          </List>
        </Alert>
      ),
  );
}
