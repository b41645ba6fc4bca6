import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { auth } from "../../auth.ts";
import type { Refusal } from "../../auth.ts";
import { Refused } from "../../parts/refused.tsx";
import { useWhen } from "../../report/when.ts";
import { useSay } from "../../speech.tsx";
import { Chip } from "../chip.tsx";
import { said } from "../said.tsx";
import { deviceOf } from "./agent.ts";

interface Session {
  readonly id: string;
  readonly how: "password" | "link" | "device" | "sso";
  readonly agent: string;
  readonly startedAt: string;
  readonly seenAt: string;
  readonly isCurrent: boolean;
}

interface Device {
  readonly id: string;
  readonly agent: string;
  readonly remembered: boolean;
  readonly since: string;
  readonly until: string;
}

function useMine<T>(list: string) {
  const asked = useQuery({
    queryKey: ["auth", list],
    queryFn: () => auth<{ items: readonly T[] }>(list),
  });
  const { data } = asked;
  return {
    items: data?.outcome === "done" ? data.value.items : [],
    refused: data?.outcome === "refused" ? data : undefined,
    isPending: asked.isPending,
    again: () => asked.refetch(),
  };
}

function useDeviceWords() {
  const t = useSay();
  return (agent: string): string => {
    const { browser, system } = deviceOf(agent);
    if (browser !== undefined && system !== undefined)
      return t("peopleDesk.account.deviceOf", { browser, system });
    return browser ?? system ?? t("peopleDesk.account.unknownDevice");
  };
}

/** Where one is signed in, this one first; each can be ended, and all others at once. */
export function Sessions() {
  const t = useSay();
  const { moment } = useWhen();
  const device = useDeviceWords();
  const { items, refused, isPending, again } = useMine<Session>("/list-sessions");
  const [failed, setFailed] = useState<Refusal>();
  const end = async (path: string, body: object, message: string): Promise<void> => {
    const answer = await auth(path, body);
    setFailed(answer.outcome === "refused" ? answer : undefined);
    if (answer.outcome === "done") said(t, message);
    await again();
  };
  const sorted = items.toSorted((a, b) => Number(b.isCurrent) - Number(a.isCurrent));
  return (
    <section aria-labelledby="sessions" aria-busy={isPending}>
      <Title order={2} id="sessions" mb="xs">
        {t("signIn.sessions")}
      </Title>
      <Refused refusal={failed ?? refused} />
      <ul className="plain lined">
        {sorted.map(({ id, how, agent, startedAt, seenAt, isCurrent }) => (
          <li key={id}>
            <Group justify="space-between" wrap="nowrap" py={6}>
              <div>
                <Group gap={6}>
                  <Text size="sm" fw={600} title={agent}>
                    {device(agent)}
                  </Text>
                  {isCurrent && <Chip words={t("signIn.thisSession")} />}
                </Group>
                <Text size="sm" c="dimmed">
                  {[
                    t(`peopleDesk.account.how.${how}`),
                    t("peopleDesk.account.lastSeen", { at: moment(seenAt) }),
                    t("signIn.since", { at: moment(startedAt) }),
                  ].join(" · ")}
                </Text>
              </div>
              {!isCurrent && (
                <Button
                  variant="default"
                  size="compact-sm"
                  flex="none"
                  onClick={() => void end("/revoke-session", { id }, t("peopleDesk.account.ended"))}
                >
                  {t("signIn.end")}
                </Button>
              )}
            </Group>
          </li>
        ))}
      </ul>
      {sorted.some(({ isCurrent }) => !isCurrent) && (
        <Button
          mt="xs"
          variant="default"
          onClick={() =>
            void end("/revoke-other-sessions", {}, t("peopleDesk.account.endedOthers"))
          }
        >
          {t("signIn.endOthers")}
        </Button>
      )}
    </section>
  );
}

/** Browsers that sign in by themselves, and those that are only known. */
export function Devices() {
  const t = useSay();
  const { moment } = useWhen();
  const device = useDeviceWords();
  const { items, refused, isPending, again } = useMine<Device>("/list-devices");
  const forget = async (id: string): Promise<void> => {
    const answer = await auth("/revoke-device", { id });
    if (answer.outcome === "done") said(t, t("peopleDesk.account.forgot"));
    await again();
  };
  return (
    <section aria-labelledby="devices" aria-busy={isPending}>
      <Title order={2} id="devices" mb="xs">
        {t("signIn.devices")}
      </Title>
      <Refused refusal={refused} />
      {!isPending && items.length === 0 && <Text size="sm">{t("peopleDesk.account.none")}</Text>}
      <Stack component="ul" gap={0} className="plain lined">
        {items.map(({ id, agent, remembered, since, until }) => (
          <li key={id}>
            <Group justify="space-between" wrap="nowrap" py={6}>
              <div>
                <Text size="sm" fw={600} title={agent}>
                  {device(agent)}
                </Text>
                <Text size="sm" c="dimmed">
                  {[
                    t("signIn.since", { at: moment(since) }),
                    remembered
                      ? t("peopleDesk.account.endsAt", { at: moment(until) })
                      : t("peopleDesk.account.known"),
                  ].join(" · ")}
                </Text>
              </div>
              <Button
                variant="default"
                size="compact-sm"
                flex="none"
                onClick={() => void forget(id)}
              >
                {t("peopleDesk.account.forget")}
              </Button>
            </Group>
          </li>
        ))}
      </Stack>
    </section>
  );
}
