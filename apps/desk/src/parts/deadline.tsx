import { Badge } from "@mantine/core";
import { useLang, useSay } from "../speech.tsx";

interface Clock {
  readonly name: string;
  readonly deadline: string;
  readonly provisional: boolean;
}

/** The earliest deadline: text, sign and colour say the same. */
export function Deadline({ clocks }: { readonly clocks: readonly Clock[] }) {
  const { lang } = useLang();
  const t = useSay();
  const [clock] = clocks;
  if (clock === undefined) return null;
  const until = new Date(clock.deadline);
  const hoursLeft = (until.getTime() - Date.now()) / 3_600_000;
  const isLate = hoursLeft < 0;
  const day = new Intl.DateTimeFormat(lang, { dateStyle: "medium" }).format(until);
  return (
    <Badge
      variant={isLate ? "filled" : "light"}
      color={isLate ? "red.8" : hoursLeft < 48 ? "orange.9" : "gray.8"}
      tt="none"
      fw={600}
    >
      {isLate ? "⚠ " : "◷ "}
      {t(isLate ? "desk.late" : "desk.due", { day })}
      {clock.provisional ? " *" : ""}
    </Badge>
  );
}
