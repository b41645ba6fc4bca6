import { Button, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Suspense, useState } from "react";
import { lazily } from "../parts/lazily.ts";
import type { Outputs } from "../api-types.ts";
import { Copied } from "../hub/copied.tsx";
import { DeadLetters } from "../hub/dead-letters.tsx";
import type { Invited } from "../hub/invite-node.tsx";
import { Ago, Moment } from "../hub/moments.tsx";
import { NodeRow } from "../hub/node-row.tsx";
import { Unread } from "../parts/unread.tsx";
import { Waiting } from "../parts/waiting.tsx";
import { ChangeDialog } from "../people/change-dialog.tsx";
import { useSay } from "../speech.tsx";
import { api, client } from "../trpc.ts";
import "../hub/hub.css";

const InviteNode = lazily(async () => (await import("../hub/invite-node.tsx")).InviteNode);

type Invitation = Outputs["nodes"]["list"]["invitations"][number];

/** The federation: its nodes, whom they host, what waits for them, and who is still to come. */
export function Nodes() {
  const t = useSay();
  const asked = useQuery(api.nodes.list.queryOptions(undefined, { refetchInterval: 15_000 }));
  const [inviting, invite] = useState<{ id: string; tenants: readonly string[] } | "new">();
  const [invited, setInvited] = useState<Invited>();
  const [sought, seek] = useState("");
  const again = (): void => void asked.refetch();
  const told = asked.data;
  const alarmed = told?.nodes.filter(({ alarms }) => alarms.length > 0).length ?? 0;
  const nodes = told?.nodes.filter((node) => fits(sought, node)) ?? [];
  return (
    <Stack gap="md" maw={1000} aria-busy={asked.isPending}>
      <Group justify="space-between" align="flex-end">
        <Title order={1}>{t("screen.nodes")}</Title>
        <Button onClick={() => invite("new")}>{t("hubDesk.invite.title")}</Button>
      </Group>
      {invited !== undefined && (
        <Copied
          title={t("hubDesk.invite.done", { node: invited.node })}
          why={t("hubDesk.invite.once", {
            tenants: invited.tenants.map(({ name }) => name).join(", "),
          })}
          text={commandOf(invited, told?.hub.url)}
          close={() => setInvited(undefined)}
        />
      )}
      {asked.isError && <Unread error={asked.error} again={again} />}
      {asked.isPending && <Waiting height="30vh" />}
      {told !== undefined && (
        <>
          <Text size="sm" c={alarmed > 0 ? "red" : "dimmed"} role="status">
            {t("hubDesk.node.summary", { nodes: told.nodes.length, alarmed })}{" "}
            {t("hubDesk.node.directoryNow", { version: told.directory.version })}{" "}
            <Moment at={told.directory.expires} />
          </Text>
          {told.nodes.length > 8 && (
            <TextInput
              type="search"
              aria-label={t("hubDesk.node.seek")}
              placeholder={t("hubDesk.node.seek")}
              value={sought}
              maxLength={100}
              onChange={({ currentTarget }) => seek(currentTarget.value)}
            />
          )}
          {nodes.length === 0 && <Text size="sm">{t("hubDesk.node.none")}</Text>}
          <ul className="node-list">
            {nodes.map((node) => (
              <NodeRow
                key={node.id}
                node={node}
                now={told.now}
                directory={told.directory.version}
                changed={again}
                inviteAgain={() =>
                  invite({ id: node.id, tenants: node.tenants.map(({ code }) => code) })
                }
              />
            ))}
          </ul>
          {told.invitations.length > 0 && (
            <section>
              <Title order={2}>{t("hubDesk.invite.open")}</Title>
              <ul className="node-list">
                {told.invitations.map((each) => (
                  <InvitationRow
                    key={`${each.node} ${each.expiresAt}`}
                    invitation={each}
                    now={told.now}
                    changed={again}
                  />
                ))}
              </ul>
            </section>
          )}
          <DeadLetters changed={again} />
        </>
      )}
      <Suspense fallback={null}>
        {inviting !== undefined && (
          <InviteNode
            {...(inviting === "new" ? {} : { node: inviting })}
            close={() => invite(undefined)}
            invited={(one) => {
              setInvited(one);
              again();
            }}
          />
        )}
      </Suspense>
    </Stack>
  );
}

function InvitationRow({
  invitation: { node, tenants, expiresAt },
  now,
  changed,
}: {
  readonly invitation: Invitation;
  readonly now: string;
  readonly changed: () => void;
}) {
  const t = useSay();
  const [isAsking, ask] = useState(false);
  const isOver = expiresAt <= now;
  return (
    <li>
      <Group justify="space-between" align="flex-start">
        <Text size="sm" {...(isOver ? { c: "dimmed" } : {})}>
          <b>{node}</b>: {tenants.map(({ name }) => name).join(", ")} ·{" "}
          {t(isOver ? "hubDesk.invite.ended" : "hubDesk.invite.ends")}{" "}
          <Ago at={expiresAt} now={now} />
        </Text>
        {!isOver && (
          <Button size="compact-sm" variant="default" onClick={() => ask(true)}>
            {t("hubDesk.invite.withdraw")}
          </Button>
        )}
      </Group>
      {isAsking && (
        <ChangeDialog
          title={t("hubDesk.invite.withdraw")}
          why={t("hubDesk.invite.withdrawWhy", { node })}
          action={t("hubDesk.invite.withdraw")}
          close={() => ask(false)}
          send={async () => {
            await client.nodes.withdrawInvitations.mutate({ node });
            changed();
          }}
        />
      )}
    </li>
  );
}

/** As the command line takes it. The hub's address is the one that the directory says, or else the one that this desk is at. */
const commandOf = ({ code }: Invited, hub: string | undefined): string =>
  `npm run simpul -- node enrol --hub ${hub ?? globalThis.location.origin} --code ${code}`;

function fits(sought: string, { id, tenants }: Outputs["nodes"]["list"]["nodes"][number]): boolean {
  const wanted = sought.trim().toLowerCase();
  return (
    id.includes(wanted) ||
    tenants.some(({ code, name }) => code === wanted || name.toLowerCase().includes(wanted))
  );
}
