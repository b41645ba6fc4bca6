import type { Opened } from "../../api-types.ts";
import { SaidText } from "../../report/said-text.tsx";
import { useSay } from "../../speech.tsx";
import "./verification.css";

/** The reporter's words in sight of whoever fills in the form: with it, they have gone below. */
export function Original({ opened }: { readonly opened: Opened }) {
  const t = useSay();
  const { report, contents } = opened;
  if (report.text === undefined) return null;
  return (
    <section className="beside short" aria-label={t("verifying.split.original")} tabIndex={0}>
      <SaidText opened={opened} text={report.text} of={{ content: contents.text, field: "text" }} />
    </section>
  );
}
