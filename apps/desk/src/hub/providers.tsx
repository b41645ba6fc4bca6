import { Badge, Button, Code, Group, PasswordInput, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Outputs } from "../api-types.ts";
import { Unread } from "../parts/unread.tsx";
import { ChangeDialog } from "../people/change-dialog.tsx";
import { useSay } from "../speech.tsx";
import { api, client } from "../trpc.ts";
import { Moment } from "./moments.tsx";

type Provider = Outputs["providers"]["list"][number];

/** By whose word the people of this desk may sign in, beside a password. */
export function Providers() {
  const t = useSay();
  const asked = useQuery(api.providers.list.queryOptions());
  const [keeping, keep] = useState<Provider | "new">();
  const [ending, end] = useState<Provider>();
  const [callback, setCallback] = useState<string>();
  const again = (): void => void asked.refetch();
  return (
    <section aria-busy={asked.isPending}>
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={2}>{t("settingsDesk.providers.title")}</Title>
          <Text size="sm" c="dimmed">
            {t("settingsDesk.providers.why")}
          </Text>
        </div>
        <Button variant="default" onClick={() => keep("new")}>
          {t("settingsDesk.providers.add")}
        </Button>
      </Group>
      {callback !== undefined && (
        <Text size="sm" role="status" className="breaks">
          {t("settingsDesk.providers.callback")} <Code>{callback}</Code>
        </Text>
      )}
      {asked.isError && <Unread error={asked.error} again={again} />}
      {asked.data?.length === 0 && <Text size="sm">{t("settingsDesk.providers.none")}</Text>}
      <ul className="node-list">
        {asked.data?.map((provider) => (
          <li key={provider.id}>
            <Group justify="space-between" align="flex-start">
              <div>
                <Group gap={6}>
                  <Text fw={600}>{provider.name}</Text>
                  {provider.isDisabled && (
                    <Badge variant="outline" tt="none" color="gray.8">
                      {t("settingsDesk.providers.off")}
                    </Badge>
                  )}
                </Group>
                <Text size="sm" className="breaks">
                  {provider.issuer} · {provider.clientId} · @{provider.emailDomain}
                </Text>
                <Text size="sm" c="dimmed">
                  {provider.id} · {t("settingsDesk.keys.since")} <Moment at={provider.recordedAt} />
                </Text>
              </div>
              <Group gap="xs">
                <Button size="compact-sm" variant="default" onClick={() => keep(provider)}>
                  {t("settingsDesk.providers.change")}
                </Button>
                {!provider.isDisabled && (
                  <Button size="compact-sm" variant="default" onClick={() => end(provider)}>
                    {t("settingsDesk.providers.disable")}
                  </Button>
                )}
              </Group>
            </Group>
          </li>
        ))}
      </ul>
      {keeping !== undefined && (
        <KeepProvider
          provider={keeping === "new" ? undefined : keeping}
          close={() => keep(undefined)}
          kept={(path) => {
            setCallback(`${globalThis.location.origin}${path}`);
            again();
          }}
        />
      )}
      {ending !== undefined && (
        <ChangeDialog
          title={t("settingsDesk.providers.disableOf", { name: ending.name })}
          why={t("settingsDesk.providers.disableWhy")}
          action={t("settingsDesk.providers.disable")}
          isFinal
          close={() => end(undefined)}
          send={async () => {
            await client.providers.disable.mutate({ id: ending.id });
            again();
          }}
        />
      )}
    </section>
  );
}

function KeepProvider({
  provider,
  close,
  kept,
}: {
  readonly provider: Provider | undefined;
  readonly close: () => void;
  readonly kept: (callback: string) => void;
}) {
  const t = useSay();
  return (
    <ChangeDialog
      title={t(
        provider === undefined ? "settingsDesk.providers.add" : "settingsDesk.providers.change",
      )}
      why={t("settingsDesk.providers.keepWhy")}
      action={t("settingsDesk.providers.keep")}
      close={close}
      send={async (typed) => {
        const { callback } = await client.providers.keep.mutate({
          id: provider?.id ?? typed.text("id"),
          name: typed.text("name"),
          issuer: typed.text("issuer"),
          clientId: typed.text("clientId"),
          clientSecret: typed.text("clientSecret"),
          emailDomain: typed.text("emailDomain"),
        });
        kept(callback);
      }}
    >
      {(wrongWith) => (
        <>
          {provider === undefined && (
            <TextInput
              name="id"
              label={t("settingsDesk.providers.id")}
              description={t("settingsDesk.providers.idHow")}
              maxLength={32}
              autoCapitalize="none"
              error={wrongWith("id")}
              required
              data-autofocus
            />
          )}
          <TextInput
            name="name"
            label={t("settingsDesk.providers.name")}
            defaultValue={provider?.name ?? ""}
            maxLength={100}
            error={wrongWith("name")}
            required
          />
          <TextInput
            name="issuer"
            type="url"
            label={t("settingsDesk.providers.issuer")}
            defaultValue={provider?.issuer ?? ""}
            error={wrongWith("issuer")}
            required
          />
          <TextInput
            name="clientId"
            label={t("settingsDesk.providers.clientId")}
            defaultValue={provider?.clientId ?? ""}
            error={wrongWith("clientId")}
            required
          />
          <PasswordInput
            name="clientSecret"
            label={t("settingsDesk.providers.clientSecret")}
            autoComplete="off"
            error={wrongWith("clientSecret")}
            required
          />
          <TextInput
            name="emailDomain"
            label={t("settingsDesk.providers.emailDomain")}
            defaultValue={provider?.emailDomain ?? ""}
            placeholder="example.go.id"
            error={wrongWith("emailDomain")}
            required
          />
        </>
      )}
    </ChangeDialog>
  );
}
