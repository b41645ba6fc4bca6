import { useParams } from "@tanstack/react-router";
import { ReportPane } from "../report/report-pane.tsx";

/** A report on a page of its own: what a link in a mail or on a printed sheet leads to. */
export function ReportPage() {
  const { id } = useParams({ from: "/reports/$id" });
  return <ReportPane id={id} isPage />;
}
