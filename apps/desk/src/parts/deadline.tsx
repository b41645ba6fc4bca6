import { Tooltip } from "@mantine/core";
import { deadlineWords } from "@simpul/words";
import { dayWords, zoneWords } from "../days.ts";
import { useLang, useSay } from "../speech.tsx";

/** A clock as the desk's lists and reports carry it. */
export interface ShownClock {
  readonly name: string;
  /** ISO date in `zone`. */
  readonly date: string;
  readonly provisional: boolean;
  readonly paused: boolean;
  readonly zone: string;
  readonly daysLeft: number;
  readonly isLate: boolean;
}

/** Working days from which on a deadline is near. */
const near = 2;

/** The earliest deadline: text, sign and colour say the same; the day, its zone and what is provisional on demand. */
export function Deadline({
  clocks,
  plain = false,
}: {
  readonly clocks: readonly ShownClock[];
  /** Of many on one screen: the rest is read to who does not see it, and stands on the report's own page. */
  readonly plain?: boolean;
}) {
  const { lang } = useLang();
  const t = useSay();
  const [clock] = clocks;
  if (clock === undefined) return null;
  const { daysLeft, isLate, paused, provisional, date, zone } = clock;
  // On the days off right behind the date it is over, and no working day has gone by.
  const words = isLate && daysLeft === 0 ? t("deadline.past") : deadlineWords(lang, daysLeft);
  const due = t("deadline.by", { date: dayWords(lang, date), zone: zoneWords(zone) });
  const all = [
    due,
    ...(paused ? [t("deadline.paused")] : []),
    ...(provisional ? [t("deadline.provisional")] : []),
  ].join(" · ");
  const [sign, tone] = paused
    ? ["⏸", "calm"]
    : isLate
      ? ["⚠", "late"]
      : daysLeft <= near
        ? ["◔", "near"]
        : ["◷", "calm"];
  const chip = (
    <span className="deadline" data-tone={tone} title={plain ? all : undefined}>
      <span aria-hidden="true">{sign}</span> {words}
      {provisional && <span aria-hidden="true"> *</span>}
      <span className="only-read">, {all}</span>
    </span>
  );
  return plain ? (
    chip
  ) : (
    <Tooltip label={all} events={{ hover: true, focus: true, touch: true }} multiline maw={320}>
      {chip}
    </Tooltip>
  );
}
