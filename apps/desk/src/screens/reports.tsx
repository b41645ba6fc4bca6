import { useSay } from "../speech.tsx";
import { presets } from "../work/presets.ts";
import { WorkList } from "../work/work-list.tsx";

/** Every report that somebody may list, and the search over them. */
export function Reports() {
  const t = useSay();
  return <WorkList preset={presets.reports} title={t("screen.reports")} />;
}
