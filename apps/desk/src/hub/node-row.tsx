import { Badge, Button, Code, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { Outputs } from "../api-types.ts";
import { ChangeDialog } from "../people/change-dialog.tsx";
import { useSay } from "../speech.tsx";
import { client } from "../trpc.ts";
import { Ago, Moment } from "./moments.tsx";
import { PingNode } from "./ping.tsx";

type NodeShown = Outputs["nodes"]["list"]["nodes"][number];

interface Row {
  readonly node: NodeShown;
  readonly now: string;
  readonly directory: number;
  readonly changed: () => void;
  readonly inviteAgain: () => void;
}

/** A node in one line, and what is to be known and done about it for who opens it. */
export function NodeRow(row: Row) {
  const t = useSay();
  const [isOpen, setOpen] = useState(false);
  const { node, now } = row;
  const { alarms, tenants, lastContact, waiting } = node;
  return (
    <li>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div className="shrinks">
          <Group gap={6}>
            <Text fw={650} className="breaks">
              {node.id}
            </Text>
            <Badge
              variant="outline"
              tt="none"
              color={node.status === "active" ? "teal.9" : "gray.8"}
            >
              {node.isHub ? t("hubDesk.node.hub") : t(`hubDesk.node.${node.status}`)}
            </Badge>
            {alarms.map((alarm) => (
              <Badge key={alarm} variant="outline" tt="none" color="red.8">
                ⚠ {t(`hubDesk.alarm.${alarm}`)}
              </Badge>
            ))}
          </Group>
          <Text size="sm" c="dimmed">
            {tenants.length === 0
              ? t("hubDesk.node.noTenants")
              : tenants
                  .slice(0, 3)
                  .map(({ name }) => name)
                  .join(", ")}
            {tenants.length > 3 && ` ${t("hubDesk.node.more", { n: tenants.length - 3 })}`}
          </Text>
          {!node.isHub && (
            <Text size="sm">
              {t("hubDesk.node.contact")}{" "}
              {lastContact === undefined ? (
                t("hubDesk.node.never")
              ) : (
                <Ago at={lastContact} now={now} />
              )}
              {waiting.items > 0 && (
                <>
                  {" · "}
                  {t("hubDesk.node.waitingFor", { n: waiting.items })}
                  {waiting.since !== undefined && (
                    <>
                      , {t("hubDesk.node.oldest")} <Ago at={waiting.since} now={now} />
                    </>
                  )}
                </>
              )}
            </Text>
          )}
        </div>
        <Button
          variant="subtle"
          size="compact-sm"
          flex="none"
          aria-expanded={isOpen}
          aria-label={t(isOpen ? "hubDesk.node.closeOf" : "hubDesk.node.openOf", { node: node.id })}
          onClick={() => setOpen(!isOpen)}
        >
          {t(isOpen ? "hubDesk.node.close" : "hubDesk.node.open")}
        </Button>
      </Group>
      {isOpen && <Details {...row} />}
    </li>
  );
}

function Details({ node, directory, changed, inviteAgain }: Row) {
  const t = useSay();
  const [isAsking, ask] = useState(false);
  const isOut = node.status === "suspended";
  return (
    <Stack gap="xs" mt={4}>
      <dl className="node-facts">
        <Fact name={t("hubDesk.node.software")}>{node.software ?? t("hubDesk.node.unknown")}</Fact>
        {!node.isHub && (
          <>
            <Fact name={t("hubDesk.node.directory")}>
              {node.directory === undefined
                ? t("hubDesk.node.unknown")
                : t("hubDesk.node.directoryOf", { has: node.directory, newest: directory })}
            </Fact>
            <Fact name={t("hubDesk.node.backlog")}>{String(node.backlog)}</Fact>
            <Fact name={t("hubDesk.node.waiting")}>{String(node.waiting.items)}</Fact>
          </>
        )}
        {node.publicUrl !== undefined && (
          <Fact name={t("hubDesk.node.address")}>{node.publicUrl}</Fact>
        )}
        <Fact name={t("hubDesk.node.tenants")}>
          {node.tenants.map(({ code, name }) => `${name} (${code})`).join(", ") || "–"}
        </Fact>
      </dl>
      <div>
        <Text size="sm" fw={600}>
          {t("hubDesk.node.keys")}
        </Text>
        <ul className="node-keys">
          {node.keys.map(({ thumbprint, use, from, until, revokedAt }) => (
            <li key={thumbprint}>
              <Text size="sm" c={until === undefined && revokedAt === undefined ? "" : "dimmed"}>
                {t(`hubDesk.key.${use}`)} <Code className="breaks">{thumbprint}</Code>{" "}
                {t("hubDesk.key.from")} <Moment at={from} />
                {revokedAt !== undefined && (
                  <>
                    , {t("hubDesk.key.revoked")} <Moment at={revokedAt} />
                  </>
                )}
                {revokedAt === undefined && until !== undefined && (
                  <>
                    , {t("hubDesk.key.until")} <Moment at={until} />
                  </>
                )}
              </Text>
            </li>
          ))}
        </ul>
      </div>
      {!node.isHub && node.status === "active" && <PingNode node={node.id} />}
      {!node.isHub && (
        <Group gap="xs">
          <Button size="compact-sm" variant="default" onClick={inviteAgain}>
            {t("hubDesk.invite.again")}
          </Button>
          {node.status !== "invited" && (
            <Button
              size="compact-sm"
              variant="default"
              {...(isOut ? {} : { c: "red" })}
              onClick={() => ask(true)}
            >
              {t(isOut ? "hubDesk.resume.do" : "hubDesk.suspend.do")}
            </Button>
          )}
        </Group>
      )}
      {isAsking && (
        <ChangeDialog
          title={t(isOut ? "hubDesk.resume.title" : "hubDesk.suspend.title", { node: node.id })}
          why={t(isOut ? "hubDesk.resume.why" : "hubDesk.suspend.why")}
          action={t(isOut ? "hubDesk.resume.do" : "hubDesk.suspend.do")}
          isFinal={!isOut}
          close={() => ask(false)}
          send={async () => {
            const { suspend, resume } = client.nodes;
            await (isOut ? resume : suspend).mutate({ node: node.id });
            changed();
          }}
        />
      )}
    </Stack>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="breaks">{children}</dd>
    </div>
  );
}
