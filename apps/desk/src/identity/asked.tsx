import { Button, Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ActRefused } from "../acting/act-form.tsx";
import { Fresh } from "../parts/fresh.tsx";
import { useWhen } from "../report/when.ts";
import { useSay } from "../speech.tsx";
import { api, client } from "../trpc.ts";
import type { Identity } from "./shown-identity.tsx";

/** What was asked of the tenant that took the report in, and its answers. They come by themselves. */
export function Asked({
  report,
  opened,
}: {
  readonly report: string;
  readonly opened: (identity: Identity) => void;
}) {
  const t = useSay();
  const when = useWhen();
  const [error, setError] = useState<unknown>();
  const [last, setLast] = useState<string>();
  const asked = useQuery(api.identity.asked.queryOptions({ report }, { refetchInterval: 15_000 }));
  if (asked.data === undefined || asked.data.length === 0) return null;
  const open = async (ask: string): Promise<void> => {
    setLast(ask);
    try {
      const identity = await client.identity.openAnswer.mutate({ ask });
      setError(undefined);
      opened(identity);
    } catch (refusal) {
      setError(refusal);
    }
  };
  return (
    <section aria-label={t("reportPage.unseal.asked")}>
      <Text fw={600}>{t("reportPage.unseal.asked")}</Text>
      <ul className="files">
        {asked.data.map(({ id, askedAt, state, until, code }) => (
          <li key={id}>
            <Group gap="xs">
              <Text size="sm">
                {when.moment(askedAt)} · {t(`reportPage.unseal.state.${state}`)}
                {code === undefined ? "" : ` (${code})`}
                {state === "waiting" || state === "given"
                  ? ` · ${t("reportPage.unseal.until", { at: when.moment(until) })}`
                  : ""}
              </Text>
              {state === "given" && (
                <Button size="compact-sm" onClick={() => void open(id)}>
                  {t("reportPage.unseal.openAnswer")}
                </Button>
              )}
            </Group>
          </li>
        ))}
      </ul>
      <Fresh error={error} again={() => void (last === undefined ? undefined : open(last))}>
        <ActRefused error={error} />
      </Fresh>
    </section>
  );
}
