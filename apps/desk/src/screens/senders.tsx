import {
  Button,
  Group,
  NumberInput,
  Select,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Inputs, Outputs } from "../api-types.ts";
import { Moment } from "../hub/moments.tsx";
import { Unread } from "../parts/unread.tsx";
import { Waiting } from "../parts/waiting.tsx";
import { ChangeDialog } from "../people/change-dialog.tsx";
import { useSay } from "../speech.tsx";
import { api, client } from "../trpc.ts";
import "../hub/hub.css";

type Blocked = Outputs["senders"]["list"][number];
type Of = Inputs["senders"]["block"]["of"];

const reasons = ["spam", "abuse", "threats", "falseReports"] as const;
const ways = ["report", "phone", "email", "channelUser"] as const;

/** Whose reports this desk does not take for a while; by digests, so that nobody reads numbers here. */
export function Senders() {
  const t = useSay();
  const asked = useQuery(api.senders.list.queryOptions());
  const [isBlocking, block] = useState(false);
  const [ending, end] = useState<Blocked>();
  const again = (): void => void asked.refetch();
  return (
    <Stack maw={900} gap="md" aria-busy={asked.isPending}>
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={1}>{t("screen.senders")}</Title>
          <Text size="sm" c="dimmed">
            {t("settingsDesk.senders.why")}
          </Text>
        </div>
        <Button onClick={() => block(true)}>{t("settingsDesk.senders.block")}</Button>
      </Group>
      {asked.isError && <Unread error={asked.error} again={again} />}
      {asked.isPending && <Waiting height="30vh" />}
      {asked.data?.length === 0 && <Text size="sm">{t("settingsDesk.senders.none")}</Text>}
      <ul className="node-list">
        {asked.data?.map((blocked) => (
          <li key={blocked.id}>
            <Group justify="space-between" align="flex-start">
              <div>
                <Text size="sm">
                  <b>{t(`settingsDesk.senders.kind.${blocked.kind}`)}</b>:{" "}
                  {t(`blockReason.${blocked.reason}`)}
                </Text>
                {blocked.note !== undefined && (
                  <Text size="sm" className="breaks copied">
                    {blocked.note}
                  </Text>
                )}
                <Text size="sm" c="dimmed">
                  {t("settingsDesk.keys.since")} <Moment at={blocked.at} /> ·{" "}
                  {t("settingsDesk.senders.until")} <Moment at={blocked.expiresAt} />
                </Text>
              </div>
              <Button size="compact-sm" variant="default" onClick={() => end(blocked)}>
                {t("settingsDesk.senders.unblock")}
              </Button>
            </Group>
          </li>
        ))}
      </ul>
      {ending !== undefined && (
        <ChangeDialog
          title={t("settingsDesk.senders.unblock")}
          why={t("settingsDesk.senders.unblockWhy")}
          action={t("settingsDesk.senders.unblock")}
          close={() => end(undefined)}
          send={async () => {
            await client.senders.unblock.mutate({ id: ending.id });
            again();
          }}
        />
      )}
      {isBlocking && <BlockSender close={() => block(false)} blocked={again} />}
    </Stack>
  );
}

function BlockSender({
  close,
  blocked,
}: {
  readonly close: () => void;
  readonly blocked: () => void;
}) {
  const t = useSay();
  const [way, setWay] = useState<(typeof ways)[number]>("report");
  return (
    <ChangeDialog
      title={t("settingsDesk.senders.block")}
      why={t("settingsDesk.senders.blockWhy")}
      action={t("settingsDesk.senders.block")}
      close={close}
      send={async (typed) => {
        const value = typed.text("value");
        const of: Of = way === "report" ? { report: value } : { kind: way, value };
        const note = typed.optional("note");
        await client.senders.block.mutate({
          of,
          reason: reasons.find((each) => each === typed.text("reason")) ?? "spam",
          days: Number(typed.text("days")),
          ...(note === undefined ? {} : { note }),
        });
        blocked();
      }}
    >
      {(wrongWith) => (
        <>
          <Select
            label={t("settingsDesk.senders.by")}
            data={ways.map((value) => ({ value, label: t(`settingsDesk.senders.way.${value}`) }))}
            value={way}
            allowDeselect={false}
            onChange={(value) => setWay(ways.find((each) => each === value) ?? "report")}
          />
          <TextInput
            name="value"
            label={t(`settingsDesk.senders.way.${way}`)}
            maxLength={200}
            error={wrongWith("of/report") ?? wrongWith("of/value")}
            required
            data-autofocus
          />
          <Select
            name="reason"
            label={t("settingsDesk.senders.reason")}
            data={reasons.map((value) => ({ value, label: t(`blockReason.${value}`) }))}
            defaultValue="spam"
            allowDeselect={false}
          />
          <NumberInput
            name="days"
            label={t("settingsDesk.senders.days")}
            defaultValue={30}
            min={1}
            max={365}
            allowDecimal={false}
            error={wrongWith("days")}
          />
          <Textarea
            name="note"
            label={t("settingsDesk.senders.note")}
            description={t("settingsDesk.senders.noteHow")}
            maxLength={2000}
            autosize
            minRows={2}
          />
        </>
      )}
    </ChangeDialog>
  );
}
