import { Button, Group, PasswordInput, Stack, Table, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { auth } from "../auth.ts";
import { Form } from "../parts/form.tsx";
import { useLang, useSay } from "../speech.tsx";

interface Listed {
  readonly id: string;
  readonly startedAt?: string;
  readonly since?: string;
  readonly agent?: string | null;
  readonly isCurrent?: boolean;
}

/** One's own sessions, remembered devices and password. */
export function Account() {
  const t = useSay();
  return (
    <Stack maw={720}>
      <Title order={1}>{t("desk.account")}</Title>
      <Mine title={t("signIn.sessions")} list="/list-sessions" end="/revoke-session" />
      <EndOthers />
      <Mine title={t("signIn.devices")} list="/list-devices" end="/revoke-device" />
      <Title order={2}>{t("signIn.changePassword")}</Title>
      <Form send={(fields) => auth("/change-password", fields)}>
        {(busy) => (
          <>
            <PasswordInput
              name="currentPassword"
              autoComplete="current-password"
              label={t("signIn.currentPassword")}
              required
            />
            <PasswordInput
              name="newPassword"
              autoComplete="new-password"
              label={t("signIn.newPassword")}
              required
            />
            <Group>
              <Button type="submit" loading={busy}>
                {t("signIn.setPassword")}
              </Button>
            </Group>
          </>
        )}
      </Form>
    </Stack>
  );
}

function Mine({
  title,
  list,
  end,
}: {
  readonly title: string;
  readonly list: string;
  readonly end: string;
}) {
  const t = useSay();
  const { lang } = useLang();
  const asked = useQuery({
    queryKey: ["auth", list],
    queryFn: () => auth<{ items: readonly Listed[] }>(list),
  });
  const items = asked.data?.outcome === "done" ? asked.data.value.items : [];
  const stop = async (id: string): Promise<void> => {
    await auth(end, { id });
    await asked.refetch();
  };
  const when = (at: string): string =>
    new Intl.DateTimeFormat(lang, { dateStyle: "medium", timeStyle: "short" }).format(new Date(at));
  return (
    <section aria-busy={asked.isPending}>
      <Title order={2}>{title}</Title>
      <Table>
        <Table.Tbody>
          {items.map(({ id, startedAt, since, agent, isCurrent }) => (
            <Table.Tr key={id}>
              <Table.Td>
                <Text size="sm" lineClamp={2}>
                  {agent ?? id.slice(0, 8)}
                </Text>
                <Text size="xs" c="dimmed">
                  {t("signIn.since", { at: when(startedAt ?? since ?? "") })}
                </Text>
              </Table.Td>
              <Table.Td ta="right">
                {isCurrent === true ? (
                  <Text size="sm">{t("signIn.thisSession")}</Text>
                ) : (
                  <Button variant="default" size="compact-sm" onClick={() => void stop(id)}>
                    {t("signIn.end")}
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

function EndOthers() {
  const t = useSay();
  const asked = useQuery({
    queryKey: ["auth", "/list-sessions"],
    queryFn: () => auth<{ items: readonly Listed[] }>("/list-sessions"),
  });
  const end = async (): Promise<void> => {
    await auth("/revoke-other-sessions", {});
    await asked.refetch();
  };
  return (
    <Group>
      <Button variant="default" onClick={() => void end()}>
        {t("signIn.endOthers")}
      </Button>
    </Group>
  );
}
