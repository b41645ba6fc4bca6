import { useSay } from "../speech.tsx";
import { presets } from "../work/presets.ts";
import { WorkList } from "../work/work-list.tsx";

/** What the units of whoever works here have to answer. */
export function Inbox() {
  const t = useSay();
  return <WorkList preset={presets.inbox} title={t("screen.inbox")} />;
}
