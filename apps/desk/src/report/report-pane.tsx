import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import "./report.css";
import { Suspense } from "react";
import { lazily } from "../parts/lazily.ts";
import { codeOf } from "../failed.ts";
import { useMe } from "../me.tsx";
import { Fresh } from "../parts/fresh.tsx";
import { Unread } from "../parts/unread.tsx";
import { Waiting } from "../parts/waiting.tsx";
import { Duplicates } from "../suggest/duplicates.tsx";
import { api } from "../trpc.ts";
import { Clocks } from "./clocks.tsx";
import { Facts } from "./facts.tsx";
import { Files } from "./files.tsx";
import { Heading } from "./heading.tsx";
import { ActBar } from "../acting/act-bar.tsx";
import { Related } from "./related.tsx";
import { Timeline } from "./timeline.tsx";
import { Viewers } from "./viewers.tsx";
import { Words } from "./words.tsx";

/** What only the Ombudsman's office was handed. */
const Dossier = lazily(async () => (await import("../office/dossier.tsx")).Dossier);

/**
 * One report, whole: beside a list, or on a page of its own. In the order in which whoever has it asks: what it is and what is
 * due, what was said, what can be done, and only then what happened. The words stay in sight of every form.
 */
export function ReportPane({
  id,
  isPage = false,
}: {
  readonly id: string;
  readonly isPage?: boolean;
}) {
  const { me } = useMe();
  const asked = useQuery(api.report.open.queryOptions({ report: id }));
  const again = (): void => void asked.refetch();
  if (asked.data === undefined)
    return asked.isError ? (
      <Fresh error={asked.error} again={again}>
        <Unread error={asked.error} again={again} />
      </Fresh>
    ) : (
      <Waiting height="12rem" />
    );
  const opened = asked.data;
  // A secret on a screen that was left, or a report that went out of sight: what is being typed stays, unseen.
  const isClosed = asked.isError && codeOf(asked.error) !== "offline";
  return (
    <>
      {isClosed && (
        <Fresh error={asked.error} again={again}>
          <Unread error={asked.error} again={again} />
        </Fresh>
      )}
      <Stack
        component="article"
        gap="lg"
        className="report"
        {...(isClosed ? { display: "none" } : {})}
        aria-label={`${opened.report.trackingId} ${opened.report.title ?? ""}`.trim()}
      >
        <Heading opened={opened} isPage={isPage} />
        <Words key={`words ${opened.report.id}`} opened={opened} />
        <ActBar key={opened.report.id} opened={opened} />
        {me.tenant.kind === "ombudsman" && (
          <Suspense fallback={null}>
            <Dossier report={opened.report.id} />
          </Suspense>
        )}
        <Duplicates opened={opened} />
        <Files opened={opened} />
        <Facts opened={opened} />
        <Clocks opened={opened} />
        <Related opened={opened} />
        <Timeline opened={opened} />
        <Viewers opened={opened} />
      </Stack>
    </>
  );
}
