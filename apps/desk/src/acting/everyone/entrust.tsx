import { Radio, Stack, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNames } from "../../names.tsx";
import { Unread } from "../../parts/unread.tsx";
import { Waiting } from "../../parts/waiting.tsx";
import { wordOf } from "../../report/step-words.ts";
import { useSay } from "../../speech.tsx";
import { api, client } from "../../trpc.ts";
import { ActForm } from "../act-form.tsx";
import type { ActFormProps } from "../offer.ts";

/** Takes a case, or gives it to a colleague. Whoever gets it can give it on: nothing to confirm. */
export function EntrustForm({ opened, done }: ActFormProps) {
  const t = useSay();
  const names = useNames();
  const queries = useQueryClient();
  const { report, inCharge } = opened;
  const asked = useQuery(api.report.colleagues.queryOptions({ report: report.id }));
  const [chosen, setChosen] = useState<string>();
  if (asked.data === undefined)
    return asked.isError ? (
      <Unread error={asked.error} again={() => void asked.refetch()} />
    ) : (
      <Waiting height="4rem" />
    );
  const mine = asked.data.filter(({ isSelf }) => isSelf).map(({ officer }) => officer);
  const colleagues = asked.data.filter(({ officer }) => officer !== inCharge?.officer);
  const officer = chosen ?? mine.find((each) => each !== inCharge?.officer);
  const send = async (): Promise<void> => {
    if (officer === undefined) return;
    const isSelf = mine.includes(officer);
    await client.roster.entrust.mutate({
      report: report.id,
      ...(isSelf ? {} : { officer }),
    });
    await queries.invalidateQueries({ queryKey: api.report.pathKey() });
  };
  return (
    <ActForm
      says={t("act.entrust")}
      submit={t(
        officer !== undefined && mine.includes(officer)
          ? "reportPage.entrust.take"
          : "reportPage.entrust.give",
      )}
      send={send}
      done={done}
      isReady={officer !== undefined}
    >
      <Text>
        {inCharge === undefined
          ? t("reportPage.entrust.nobody")
          : t("reportPage.entrust.now", { name: inCharge.name })}
      </Text>
      {colleagues.length === 0 ? (
        <Text c="dimmed">{t("reportPage.entrust.none")}</Text>
      ) : (
        <Radio.Group label={t("reportPage.entrust.to")} value={officer ?? ""} onChange={setChosen}>
          <Stack gap="xs" mt="xs">
            {colleagues.map((one) => (
              <Radio
                key={one.officer}
                value={one.officer}
                label={one.isSelf ? t("reportPage.entrust.take") : one.name}
                description={[
                  wordOf(t, "peopleDesk.role", one.role),
                  ...(one.unit === undefined ? [] : [names.unit(one.unit)]),
                ].join(", ")}
              />
            ))}
          </Stack>
        </Radio.Group>
      )}
    </ActForm>
  );
}
