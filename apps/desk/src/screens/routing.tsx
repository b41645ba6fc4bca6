import { useSay } from "../speech.tsx";
import { presets } from "../work/presets.ts";
import { WorkList } from "../work/work-list.tsx";

/** What is verified, or came back, and has to go to an institution. */
export function Routing() {
  const t = useSay();
  return <WorkList preset={presets.routing} title={t("screen.routing")} />;
}
