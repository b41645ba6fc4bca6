import { useSay } from "../speech.tsx";
import { Load } from "../work/load.tsx";
import { presets } from "../work/presets.ts";
import { WorkList } from "../work/work-list.tsx";

/** What an institution has to take on, to give to its units, and not to forget. */
export function Board() {
  const t = useSay();
  return (
    <WorkList preset={presets.board} title={t("screen.board")}>
      <Load />
    </WorkList>
  );
}
