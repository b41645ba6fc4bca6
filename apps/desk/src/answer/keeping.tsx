import { Button, Group, Text } from "@mantine/core";
import { useState } from "react";
import { useSay } from "../speech.tsx";
import { isEmpty } from "./draft.ts";
import type { Said } from "./draft.ts";
import type { DraftInHand } from "./use-draft.ts";

/** Where the draft is kept, and the way to throw it away: what was thrown away can be brought back while this is open. */
export function KeepingLine({ draft }: { readonly draft: DraftInHand }) {
  const t = useSay();
  const [thrown, setThrown] = useState<Said>();
  return (
    <Group gap="xs">
      <Text size="xs" c="dimmed" role="status">
        {t(`answering.drafts.${draft.keeping}`)}
      </Text>
      {!isEmpty(draft.said) && (
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() => {
            setThrown(draft.said);
            void draft.discard();
          }}
        >
          {t("answering.drafts.discard")}
        </Button>
      )}
      {thrown !== undefined && isEmpty(draft.said) && (
        <>
          <Text size="xs" c="dimmed">
            {t("answering.drafts.discarded")}
          </Text>
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => {
              draft.settle(thrown);
              setThrown(undefined);
            }}
          >
            {t("answering.drafts.bringBack")}
          </Button>
        </>
      )}
    </Group>
  );
}
