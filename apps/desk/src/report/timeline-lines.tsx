import { Anchor, Badge, Group, Text } from "@mantine/core";
import { readAs } from "@simpul/domain";
import type { ReactNode } from "react";
import type { Opened } from "../api-types.ts";
import { useMe } from "../me.tsx";
import { useNames, useUnits } from "../names.tsx";
import { Deadline } from "../parts/deadline.tsx";
import { useSay } from "../speech.tsx";
import { mentionsIn } from "./entries.ts";
import type { StepDetail } from "./entries.ts";
import { Attached } from "./files.tsx";
import { SaidText } from "./said-text.tsx";
import { detailWords, stepWords, wordOf } from "./step-words.ts";
import { useWhen } from "./when.ts";

type Entry = Opened["report"]["history"][number];

/** When it was, in the desk's zone; a link to this very line. */
function At({ at, anchor }: { readonly at: string; readonly anchor: string }) {
  const t = useSay();
  const when = useWhen();
  return (
    <Anchor href={`#${anchor}`} size="xs" c="dimmed" title={t("reportPage.line.link")}>
      <time dateTime={at}>{when.moment(at)}</time>
    </Anchor>
  );
}

const Mark = ({ children }: { readonly children: ReactNode }) => (
  <Badge size="sm" variant="default" tt="none">
    {children}
  </Badge>
);

/** A step: what happened, who did it, when, whether the public reads it, what was said, and who has it. */
export function StepLine({
  opened,
  entry,
  detail,
  anchor,
}: {
  readonly opened: Opened;
  readonly entry: Entry;
  readonly detail: StepDetail | undefined;
  readonly anchor: string;
}) {
  const t = useSay();
  const names = useNames();
  const when = useWhen();
  const { report } = opened;
  const said = stepWords({ t, names, when, report }, entry, detail);
  const more = detail === undefined ? [] : detailWords({ t, names }, detail);
  return (
    <>
      <Group gap={6}>
        <At at={entry.at} anchor={anchor} />
        <Mark>{t(entry.public ? "reportPage.line.isPublic" : "reportPage.line.isInternal")}</Mark>
        {detail?.counted === "contribution" && <Mark>{t("reportPage.line.isContribution")}</Mark>}
      </Group>
      <Text fw={600}>{said}</Text>
      <Text size="sm" c="dimmed">
        {[
          t("reportPage.line.by", {
            role: wordOf(t, "role", entry.actor.role),
            tenant: names.tenant(entry.actor.tenant),
          }),
          ...more,
        ].join(" · ")}
      </Text>
      {entry.type === "received" ? null : (
        <Words opened={opened} entry={entry} field={detail?.field ?? "text"} />
      )}
      {detail !== undefined && <Beside detail={detail} />}
      {detail?.gone === true && (
        <Text size="sm" fs="italic">
          {t("reportPage.line.erased")}
        </Text>
      )}
      {detail?.files !== undefined && entry.type !== "received" && (
        <Attached opened={opened} hashes={detail.files} />
      )}
      {detail?.told !== undefined && <Told told={detail.told} />}
    </>
  );
}

/** The law that it rests on, and whose paper it was. */
function Beside({ detail: { basis, onBehalf } }: { readonly detail: StepDetail }) {
  const t = useSay();
  const when = useWhen();
  return (
    <>
      {basis !== undefined && (
        <Text size="sm" className="said">
          {t("answering.basis")}: {basis}
        </Text>
      )}
      {onBehalf !== undefined && (
        <Text size="sm">
          {t("answering.behalfNote", { unit: onBehalf.name, date: when.day(onBehalf.dated) })}
        </Text>
      )}
    </>
  );
}

const published: ReadonlySet<Entry["type"]> = new Set<Entry["type"]>([
  "responded",
  "answered",
  "concluded",
]);

function Words({
  opened,
  entry,
  field,
}: {
  readonly opened: Opened;
  readonly entry: Entry;
  readonly field: string;
}) {
  const t = useSay();
  const { text, content } = entry;
  if (text === undefined || entry.type === "registered") return null;
  const read =
    entry.public && content !== undefined && published.has(entry.type)
      ? readAs("published", text, { content, field }, opened.report.masks)
      : text;
  return (
    <>
      <SaidText opened={opened} text={text} of={{ content, field }} />
      {read !== text && (
        <Text size="sm" c="dimmed" mt={4}>
          {t("reportPage.line.reads")}: <span className="said">{read}</span>
        </Text>
      )}
    </>
  );
}

/** Marks of receipt: whose node confirmed that it has this step, and whose has not yet. */
function Told({ told }: { readonly told: NonNullable<StepDetail["told"]> }) {
  const t = useSay();
  const names = useNames();
  const when = useWhen();
  return (
    <ul className="told">
      {told.map(({ tenant, at }) => (
        <li key={tenant} data-waiting={at === "waiting"}>
          <span aria-hidden="true">{at === "waiting" ? "… " : "✓ "}</span>
          {at === "waiting"
            ? t("reportPage.line.waiting", { tenant: names.tenant(tenant) })
            : t("reportPage.line.told", { tenant: names.tenant(tenant), at: when.moment(at) })}
        </li>
      ))}
    </ul>
  );
}

/** A note of this desk: it never leaves the house. */
export function NoteLine({
  opened,
  note,
  anchor,
}: {
  readonly opened: Opened;
  readonly note: Opened["report"]["notes"][number];
  readonly anchor: string;
}) {
  const t = useSay();
  const { me } = useMe();
  const names = useNames();
  const units = useUnits().data;
  const codes = new Set(units?.map(({ code }) => code));
  const mentioned = mentionsIn(note.text, codes);
  const own = new Set(
    me.roles.flatMap(({ unit, units: below }) => below ?? (unit === undefined ? [] : [unit])),
  );
  return (
    <>
      <Group gap={6}>
        <At at={note.at} anchor={anchor} />
        <Mark>{t("reportPage.line.isNote")}</Mark>
        {mentioned.some((code) => own.has(code)) && (
          <Badge size="sm" color="tide" tt="none">
            {t("reportPage.line.mentions")}
          </Badge>
        )}
      </Group>
      <Text size="sm" c="dimmed">
        {[
          opened.people[note.author] ?? t("reportPage.line.noteBy"),
          ...mentioned.map((code) => `@${code} = ${names.unit(code)}`),
        ].join(" · ")}
      </Text>
      <Text className="said">{note.text}</Text>
    </>
  );
}

/** What is due: it has not happened yet, or should have. */
export function DueLine({ clock }: { readonly clock: Opened["report"]["clocks"][number] }) {
  const t = useSay();
  const names = useNames();
  const when = useWhen();
  return (
    <>
      <Group gap={6}>
        <Text size="xs" c="dimmed">
          <time dateTime={clock.deadline}>{when.moment(clock.deadline, clock.zone)}</time>
        </Text>
        <Deadline clocks={[clock]} />
      </Group>
      <Text fw={600}>{t("reportPage.line.due", { clock: t(`clock.${clock.name}`) })}</Text>
      <Text size="sm" c="dimmed">
        {t("reportPage.clocks.owed", { who: names.tenant(clock.owedBy) })}
      </Text>
    </>
  );
}
