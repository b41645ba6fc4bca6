import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Opened } from "../api-types.ts";
import { useMe } from "../me.tsx";
import { useSay } from "../speech.tsx";

/** To the sheet of paper that goes to a unit, at the desk of the institution that has the report. */
export function SheetLink({ report }: Pick<Opened, "report">) {
  const t = useSay();
  const { me, isHub } = useMe();
  if (isHub || me.tenant.kind === "ombudsman" || report.institution !== me.tenant.code) return null;
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
