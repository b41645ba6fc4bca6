import { NumberInput, Textarea, TextInput } from "@mantine/core";
import type { Outputs } from "../api-types.ts";
import { ChangeDialog } from "../people/change-dialog.tsx";
import { useSay } from "../speech.tsx";
import { client } from "../trpc.ts";

export type Invited = Outputs["nodes"]["invite"];

/** The id of a node and whom it hosts; what comes back is shown once. */
export function InviteNode({
  node,
  close,
  invited,
}: {
  /** One that is invited again. */
  readonly node?: { readonly id: string; readonly tenants: readonly string[] };
  readonly close: () => void;
  readonly invited: (invited: Invited) => void;
}) {
  const t = useSay();
  return (
    <ChangeDialog
      title={t("hubDesk.invite.title")}
      why={t("hubDesk.invite.why")}
      action={t("hubDesk.invite.do")}
      close={close}
      send={async (typed) => {
        const hours = Number(typed.text("hours"));
        invited(
          await client.nodes.invite.mutate({
            node: typed.text("node"),
            tenants: typed
              .text("tenants")
              .split(/[\n,]/)
              .map((each) => each.trim())
              .filter((each) => each !== ""),
            ...(Number.isInteger(hours) && hours > 0 ? { hours } : {}),
          }),
        );
      }}
    >
      {(wrongWith) => (
        <>
          <TextInput
            name="node"
            label={t("hubDesk.invite.node")}
            description={t("hubDesk.invite.nodeHow")}
            defaultValue={node?.id ?? ""}
            autoCapitalize="none"
            spellCheck={false}
            maxLength={63}
            error={wrongWith("node")}
            required
            data-autofocus
          />
          <Textarea
            name="tenants"
            label={t("hubDesk.invite.tenants")}
            description={t("hubDesk.invite.tenantsHow")}
            defaultValue={node?.tenants.join("\n") ?? ""}
            spellCheck={false}
            autosize
            minRows={2}
            maxRows={10}
            error={wrongWith("tenants") ?? wrongWith("tenants/0")}
            required
          />
          <NumberInput
            name="hours"
            label={t("hubDesk.invite.hours")}
            defaultValue={72}
            min={1}
            max={999}
            allowDecimal={false}
          />
        </>
      )}
    </ChangeDialog>
  );
}
