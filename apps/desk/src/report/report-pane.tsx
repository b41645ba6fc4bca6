/** One report, whole: beside a list, or on a page of its own. */
export function ReportPane({ id }: { readonly id: string }) {
  return <article aria-label={id} />;
}
