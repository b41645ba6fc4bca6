import { Button } from "@mantine/core";
import { Suspense, useState } from "react";
import { lazily } from "../parts/lazily.ts";
import { useMe } from "../me.tsx";
import { useSay } from "../speech.tsx";
import { presets } from "../work/presets.ts";
import { WorkList } from "../work/work-list.tsx";

const FindByContact = lazily(
  async () => (await import("../work/find-by-contact.tsx")).FindByContact,
);

/** Every report that somebody may list, and the search over them. */
export function Reports() {
  const t = useSay();
  const { ability } = useMe();
  const [isFinding, find] = useState(false);
  return (
    <WorkList preset={presets.reports} title={t("screen.reports")}>
      {ability.can("unseal", "Report") && (
        <div>
          <Button variant="default" size="compact-sm" onClick={() => find(true)}>
            {t("list.contact.title")}…
          </Button>
        </div>
      )}
      {isFinding && (
        <Suspense>
          <FindByContact close={() => find(false)} />
        </Suspense>
      )}
    </WorkList>
  );
}
