import { Anchor, Badge, Button, CopyButton, Group, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { SheetLink } from "../answer/sheet-link.tsx";
import type { Opened } from "../api-types.ts";
import { useMe } from "../me.tsx";
import { useNames } from "../names.tsx";
import { Deadline } from "../parts/deadline.tsx";
import { useSay } from "../speech.tsx";

/** Which report it is, where it stands, what is asked of somebody and by when. */
export function Heading({
  opened: { report },
  isPage,
}: {
  readonly opened: Opened;
  readonly isPage: boolean;
}) {
  const t = useSay();
  return (
    <header>
      <Group gap="xs">
        {isPage ? (
          <Text fw={600} ff="monospace">
            {report.trackingId}
          </Text>
        ) : (
          <Anchor
            component={Link}
            to={`/reports/${report.id}`}
            fw={600}
            ff="monospace"
            underline="hover"
          >
            {report.trackingId}
          </Anchor>
        )}
        <CopyButton value={report.trackingId}>
          {({ copied, copy }) => (
            <Button size="compact-xs" variant="subtle" onClick={copy}>
              <span role="status">{copied ? t("reportPage.copied") : t("reportPage.copy")}</span>
            </Button>
          )}
        </CopyButton>
      </Group>
      <Title
        order={isPage ? 1 : 2}
        mt={4}
        className="break"
        {...(report.title === undefined ? { c: "dimmed", fs: "italic" } : {})}
      >
        {report.title ??
          t(report.text === undefined ? "reportPage.titleHidden" : "reportPage.untitled")}
      </Title>
      <Group gap={6} mt={6}>
        <Deadline clocks={report.clocks} />
        <Badge variant="light" tt="none">
          {t(`state.${report.state}`)}
        </Badge>
        <Flags report={report} />
      </Group>
      <Asked report={report} />
      <SheetLink report={report} />
    </header>
  );
}

function Flags({ report }: Pick<Opened, "report">) {
  const t = useSay();
  const { urgency, hops } = report;
  const said = [
    ...(urgency === "high" || urgency === "emergency" ? [t(`urgency.${urgency}`)] : []),
    ...(report.secret ? [t("reportPage.flag.secret")] : []),
    ...(report.anonymous ? [t("reportPage.flag.anonymous")] : []),
    ...(report.supervisory ? [t("reportPage.flag.supervisory")] : []),
    ...(hops > 0 ? [t("reportPage.flag.returned", { count: hops })] : []),
    ...(report.adjudicated ? [t("reportPage.flag.adjudicated")] : []),
  ];
  return said.map((each) => (
    <Badge key={each} variant="default" tt="none">
      {each}
    </Badge>
  ));
}

/** The one sentence that says what waits for whom. */
function Asked({ report }: Pick<Opened, "report">) {
  const t = useSay();
  const { me } = useMe();
  const names = useNames();
  const holder = names.tenant(report.institution ?? report.holder);
  // Units of others are known by their codes alone.
  const isOwn = (report.institution ?? report.holder) === me.tenant.code;
  const unit = report.unit === undefined || !isOwn ? holder : names.unit(report.unit);
  const reason =
    report.state === "archived"
      ? t(`archiveReason.${report.reason ?? "tooVague"}`)
      : t(`closing.${report.outcome ?? "unconfirmed"}`);
  const { state } = report;
  const said =
    state === "archived" || state === "closed"
      ? t(`reportPage.asked.${state}`, { reason })
      : state === "forwarded"
        ? t("reportPage.asked.forwarded", { holder })
        : state === "assigned" || state === "inProgress"
          ? t(`reportPage.asked.${state}`, { unit })
          : t(`reportPage.asked.${state}`);
  return <Text mt={6}>{said}</Text>;
}
