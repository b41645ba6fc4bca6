import {
  Badge,
  Button,
  Checkbox,
  Group,
  NumberInput,
  Stack,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { everyKeyScope } from "@simpul/access";
import type { KeyScope } from "@simpul/access";
import { useState } from "react";
import type { Outputs } from "../api-types.ts";
import { useMe } from "../me.tsx";
import { Unread } from "../parts/unread.tsx";
import { ChangeDialog } from "../people/change-dialog.tsx";
import { useSay } from "../speech.tsx";
import { api, client } from "../trpc.ts";
import { Copied } from "./copied.tsx";
import { Moment } from "./moments.tsx";

type Key = Outputs["keys"]["list"][number];

/** Keys by which machines work for this desk's tenant. */
export function MachineKeys() {
  const t = useSay();
  const { me } = useMe();
  const asked = useQuery(api.keys.list.queryOptions());
  const [isMaking, make] = useState(false);
  const [made, setMade] = useState<{ id: string; key: string }>();
  const [revoking, revoke] = useState<Key>();
  const again = (): void => void asked.refetch();
  const standing = (key: Key): "revoked" | "expired" | "active" =>
    key.revokedAt !== undefined
      ? "revoked"
      : key.expiresAt !== undefined && key.expiresAt <= me.now
        ? "expired"
        : "active";
  return (
    <section aria-busy={asked.isPending}>
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={2}>{t("settingsDesk.keys.title")}</Title>
          <Text size="sm" c="dimmed">
            {t("settingsDesk.keys.why")}
          </Text>
        </div>
        <Button variant="default" onClick={() => make(true)}>
          {t("settingsDesk.keys.make")}
        </Button>
      </Group>
      {made !== undefined && (
        <Copied
          title={t("settingsDesk.keys.made")}
          why={t("settingsDesk.keys.once")}
          text={made.key}
          close={() => setMade(undefined)}
        />
      )}
      {asked.isError && <Unread error={asked.error} again={again} />}
      {asked.data?.length === 0 && <Text size="sm">{t("settingsDesk.keys.none")}</Text>}
      <ul className="node-list">
        {asked.data?.map((key) => (
          <li key={key.id}>
            <Group justify="space-between" align="flex-start">
              <div>
                <Group gap={6}>
                  <Text fw={600} className="breaks">
                    {key.name}
                  </Text>
                  <Badge
                    variant="outline"
                    tt="none"
                    color={standing(key) === "active" ? "teal.9" : "gray.8"}
                  >
                    {t(`settingsDesk.keys.${standing(key)}`)}
                  </Badge>
                </Group>
                <Text size="sm" className="breaks">
                  {key.scopes.join(", ")} · {t("settingsDesk.keys.rate", { n: key.rate })}
                  {key.examines &&
                    key.scopes.some(reads) &&
                    ` · ${t("settingsDesk.keys.examines")}`}
                </Text>
                <Text size="sm" c="dimmed" className="breaks">
                  {key.id} · {t("settingsDesk.keys.since")} <Moment at={key.createdAt} />
                  {key.expiresAt !== undefined && (
                    <>
                      {" · "}
                      {t("settingsDesk.keys.until")} <Moment at={key.expiresAt} />
                    </>
                  )}
                </Text>
              </div>
              {standing(key) === "active" && (
                <Button size="compact-sm" variant="default" onClick={() => revoke(key)}>
                  {t("settingsDesk.keys.revoke")}
                </Button>
              )}
            </Group>
          </li>
        ))}
      </ul>
      {isMaking && (
        <MakeKey
          close={() => make(false)}
          made={(key) => {
            setMade(key);
            again();
          }}
        />
      )}
      {revoking !== undefined && (
        <ChangeDialog
          title={t("settingsDesk.keys.revokeOf", { name: revoking.name })}
          why={t("settingsDesk.keys.revokeWhy")}
          action={t("settingsDesk.keys.revoke")}
          isFinal
          close={() => revoke(undefined)}
          send={async () => {
            await client.keys.revoke.mutate({ id: revoking.id });
            again();
          }}
        />
      )}
    </section>
  );
}

const reads = (scope: KeyScope): boolean => scope !== "reports:submit";

function MakeKey({
  close,
  made,
}: {
  readonly close: () => void;
  readonly made: (key: { id: string; key: string }) => void;
}) {
  const t = useSay();
  const { isHub } = useMe();
  const offered = everyKeyScope.filter((scope) => isHub || scope !== "referrals:outlook");
  return (
    <ChangeDialog
      title={t("settingsDesk.keys.make")}
      why={t("settingsDesk.keys.makeWhy")}
      action={t("settingsDesk.keys.make")}
      close={close}
      send={async (typed) => {
        const [rate, days] = [Number(typed.text("rate")), Number(typed.text("days"))];
        const scopes = typed.all("scopes");
        made(
          await client.keys.issue.mutate({
            name: typed.text("name"),
            scopes: everyKeyScope.filter((scope) => scopes.includes(scope)),
            ...(rate > 0 ? { rate } : {}),
            ...(days > 0 ? { days } : {}),
          }),
        );
      }}
    >
      {(wrongWith) => (
        <>
          <TextInput
            name="name"
            label={t("settingsDesk.keys.name")}
            description={t("settingsDesk.keys.nameHow")}
            maxLength={100}
            error={wrongWith("name")}
            required
            data-autofocus
          />
          <Checkbox.Group
            label={t("settingsDesk.keys.scopes")}
            error={wrongWith("scopes")}
            defaultValue={["reports:submit"]}
            withAsterisk
          >
            <Stack gap={6} mt={6}>
              {offered.map((scope) => (
                <Checkbox
                  key={scope}
                  name="scopes"
                  value={scope}
                  label={scope}
                  description={t(`settingsDesk.scope.${scopeWords[scope]}`)}
                />
              ))}
            </Stack>
          </Checkbox.Group>
          <NumberInput
            name="rate"
            label={t("settingsDesk.keys.rateAsked")}
            defaultValue={20}
            min={1}
            max={1000}
            allowDecimal={false}
          />
          <NumberInput
            name="days"
            label={t("settingsDesk.keys.days")}
            description={t("settingsDesk.keys.daysHow")}
            min={1}
            max={3650}
            allowDecimal={false}
          />
        </>
      )}
    </ChangeDialog>
  );
}

const scopeWords = {
  "reports:submit": "submit",
  "reports:read": "read",
  "reports:act": "act",
  "changes:read": "changes",
  "referrals:outlook": "outlook",
} as const satisfies Record<KeyScope, string>;
