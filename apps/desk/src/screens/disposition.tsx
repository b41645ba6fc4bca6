import { Anchor, Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Sheet } from "../answer/sheet.tsx";
import { Fresh } from "../parts/fresh.tsx";
import { Unread } from "../parts/unread.tsx";
import { Waiting } from "../parts/waiting.tsx";
import { useSay } from "../speech.tsx";
import { api } from "../trpc.ts";

/** The disposition sheet of a report, as it is printed. */
export function Disposition() {
  const t = useSay();
  const { id = "" } = useParams({ strict: false });
  const asked = useQuery(api.report.open.queryOptions({ report: id }));
  const again = (): void => void asked.refetch();
  if (asked.data === undefined)
    return asked.isError ? (
      <Fresh error={asked.error} again={again}>
        <Unread error={asked.error} again={again} />
      </Fresh>
    ) : (
      <Waiting />
    );
  return (
    <>
      <Group gap="md" mb="md" className="no-print">
        <Button onClick={() => globalThis.print()}>{t("answering.sheetPrint")}</Button>
        <Anchor component={Link} to={`/reports/${id}`}>
          {t("answering.sheetBack")}
        </Anchor>
      </Group>
      <Sheet opened={asked.data} />
    </>
  );
}
