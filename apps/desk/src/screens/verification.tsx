import { useSay } from "../speech.tsx";
import { presets } from "../work/presets.ts";
import { WorkList } from "../work/work-list.tsx";

/** What came in and nobody has checked yet, the nearest deadline first. */
export function Verification() {
  const t = useSay();
  return <WorkList preset={presets.verification} title={t("screen.verification")} />;
}
