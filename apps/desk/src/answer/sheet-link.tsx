import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Opened } from "../api-types.ts";
import { useMe } from "../me.tsx";
import { useSay } from "../speech.tsx";

/** In which a unit gets a report, or has it. */
const papers: ReadonlySet<string> = new Set(["accepted", "assigned", "inProgress"]);

/** To the sheet of paper that goes to a unit, at the desk of the institution that has the report. */
export function SheetLink({ report }: Pick<Opened, "report">) {
  const t = useSay();
  const { me, isHub } = useMe();
  const isWith = report.institution === me.tenant.code && papers.has(report.state);
  if (isHub || me.tenant.kind === "ombudsman" || !isWith) return null;
  return (
    <Anchor
      component={Link}
      to={`/reports/${report.id}/disposition`}
      size="sm"
      className="no-print"
    >
      {t("answering.sheetOpen")}
    </Anchor>
  );
}
