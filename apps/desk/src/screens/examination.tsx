import { useSay } from "../speech.tsx";
import { presets } from "../work/presets.ts";
import { WorkList } from "../work/work-list.tsx";

/** Whistleblowing, for those who examine; and what their unit has to answer besides. */
export function Examination() {
  const t = useSay();
  return <WorkList preset={presets.examination} title={t("screen.examination")} />;
}
