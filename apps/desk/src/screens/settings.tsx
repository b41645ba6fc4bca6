import { Stack, Title } from "@mantine/core";
import { ReviewSetting } from "../answer/review-setting.tsx";
import { Templates } from "../answer/templates.tsx";
import { MachineKeys } from "../hub/machine-keys.tsx";
import { Originals } from "../hub/originals.tsx";
import { Providers } from "../hub/providers.tsx";
import { Terms } from "../hub/terms.tsx";
import { useMe } from "../me.tsx";
import { useSay } from "../speech.tsx";
import "../hub/hub.css";

/** What a desk's administrators decide for it. */
export function Settings() {
  const t = useSay();
  const { may, isHub, me } = useMe();
  const answers = !isHub && me.tenant.kind !== "ombudsman" && may("manage", "Answers");
  return (
    <Stack maw={900} gap="xl">
      <Title order={1}>{t("screen.settings")}</Title>
      {answers && (
        <>
          <Templates />
          <ReviewSetting />
        </>
      )}
      {may("manage", "Roster") && <Originals />}
      <MachineKeys />
      <Providers />
      <Terms />
    </Stack>
  );
}
