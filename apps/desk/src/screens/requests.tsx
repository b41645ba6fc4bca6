import { Anchor, Button, Group, Paper, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Outputs } from "../api-types.ts";
import { ActRefused } from "../acting/act-form.tsx";
import { Fresh } from "../parts/fresh.tsx";
import { Unread } from "../parts/unread.tsx";
import { Waiting } from "../parts/waiting.tsx";
import { useWhen } from "../report/when.ts";
import { useSay } from "../speech.tsx";
import { api, client } from "../trpc.ts";

type Request = Outputs["identity"]["requests"][number];
type Decision = "allowed" | "refused";

/** What waits for a second person's word: who may open a reporter's identity. */
export function Requests() {
  const t = useSay();
  const asked = useQuery(
    api.identity.requests.queryOptions(undefined, { refetchInterval: 60_000 }),
  );
  const again = (): void => void asked.refetch();
  return (
    <Stack maw={760}>
      <Title order={1} tabIndex={-1}>
        {t("screen.requests")}
      </Title>
      <Text>{t("reportPage.requests.lead")}</Text>
      {asked.data === undefined ? (
        asked.isError ? (
          <Unread error={asked.error} again={again} />
        ) : (
          <Waiting height="8rem" />
        )
      ) : asked.data.length === 0 ? (
        <Text c="dimmed">{t("reportPage.requests.empty")}</Text>
      ) : (
        asked.data.map((request) => <One key={request.id} request={request} decided={again} />)
      )}
    </Stack>
  );
}

function One({ request, decided }: { readonly request: Request; readonly decided: () => void }) {
  const t = useSay();
  const when = useWhen();
  const [word, setWord] = useState<Decision>();
  const [why, setWhy] = useState("");
  const [isSaid, setSaid] = useState(false);
  const [error, setError] = useState<unknown>();
  const decide = async (decision: Decision): Promise<void> => {
    setWord(decision);
    try {
      await client.identity.allowUnseal.mutate({
        request: request.id,
        decision,
        ...(why.trim() === "" ? {} : { reason: why.trim() }),
      });
      setError(undefined);
      setSaid(true);
      decided();
    } catch (refusal) {
      setError(refusal);
    }
  };
  if (isSaid && word !== undefined)
    return <Text role="status">{t(`reportPage.requests.${word}`)}</Text>;
  return (
    <Paper withBorder p="md" component="article">
      <Stack gap="xs">
        <Text fw={600}>{t(`unsealPurpose.${request.purpose}`)}</Text>
        <Text className="said">{request.reason}</Text>
        <Text size="sm" c="dimmed">
          {t("reportPage.requests.by", {
            name: request.name ?? "–",
            at: when.moment(request.askedAt),
          })}{" "}
          ·{" "}
          <Anchor component={Link} to={`/reports/${request.report}`} size="sm" underline="always">
            {t("reportPage.requests.openReport")}
          </Anchor>
        </Text>
        <TextInput
          label={t("reportPage.requests.why")}
          maxLength={200}
          value={why}
          onChange={({ currentTarget }) => setWhy(currentTarget.value)}
        />
        <Group gap="xs">
          <Button onClick={() => void decide("allowed")}>{t("reportPage.requests.allow")}</Button>
          <Button variant="default" onClick={() => void decide("refused")}>
            {t("reportPage.requests.refuse")}
          </Button>
        </Group>
        <Fresh error={error} again={() => void (word === undefined ? undefined : decide(word))}>
          <ActRefused error={error} />
        </Fresh>
      </Stack>
    </Paper>
  );
}
