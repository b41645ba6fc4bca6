import { Alert, NativeSelect, Stack, Text, Textarea } from "@mantine/core";
import { unsealPurposes } from "@simpul/domain";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { ActForm } from "../acting/act-form.tsx";
import type { ActFormProps } from "../acting/offer.ts";
import { codeOf } from "../failed.ts";
import { useMe } from "../me.tsx";
import { useNames } from "../names.tsx";
import { useSay } from "../speech.tsx";
import { api, client } from "../trpc.ts";
import { Asked } from "./asked.tsx";
import { ShownIdentity } from "./shown-identity.tsx";
import type { Identity } from "./shown-identity.tsx";

type Purpose = (typeof unsealPurposes)[number];

/**
 * Opens who the reporter is, for a purpose and a reason: here where the report was taken in, else the tenant of origin is
 * asked. Where a second person has to allow it, they are asked by the same words.
 */
export function UnsealForm({ opened: { report }, done }: ActFormProps) {
  const t = useSay();
  const { me } = useMe();
  const names = useNames();
  const queries = useQueryClient();
  const [purpose, setPurpose] = useState<Purpose>("contact");
  const [reason, setReason] = useState("");
  const [identity, setIdentity] = useState<Identity>();
  const [standing, setStanding] = useState<"secondAsked" | "originAsked">();
  /** What a second person said no to: the same is not asked again. */
  const [refused, setRefused] = useState<string>();
  const gone = useCallback(() => setIdentity(undefined), []);
  const isHere = report.origin === me.tenant.code;
  const wanted = { report: report.id, input: { purpose, reason: reason.trim() } };
  const open = async (): Promise<void> => {
    if (!isHere) {
      await client.identity.ask.mutate(wanted);
      setStanding("originAsked");
      await queries.invalidateQueries({ queryKey: api.identity.asked.pathKey() });
      return;
    }
    try {
      setIdentity(await client.identity.unseal.mutate(wanted));
      await queries.invalidateQueries({ queryKey: api.identity.accesses.pathKey() });
    } catch (refusal) {
      const code = codeOf(refusal);
      const isNew = refused !== undefined && refused !== wanted.input.reason;
      if (code === "unsealRefused" && !isNew) setRefused(wanted.input.reason);
      const mayAsk =
        code === "secondPersonNeeded" ||
        code === "unsealExpired" ||
        (code === "unsealRefused" && isNew);
      if (!mayAsk) throw refusal;
      await client.identity.askUnseal.mutate(wanted);
      setStanding("secondAsked");
    }
  };
  if (identity !== undefined) return <ShownIdentity identity={identity} gone={gone} />;
  const length = [...reason.trim()].length;
  return (
    <Stack gap="sm">
      {!isHere && <Asked report={report.id} opened={setIdentity} />}
      {standing !== undefined && (
        <Alert color="tide" variant="light" role="status">
          {t(`reportPage.unseal.${standing}`)}
        </Alert>
      )}
      <ActForm
        says={t("act.unseal")}
        submit={
          isHere
            ? t("reportPage.unseal.open")
            : t("reportPage.unseal.askOrigin", { tenant: names.tenant(report.origin) })
        }
        send={open}
        // The form stays: what it opened, or who was asked, stands in its place.
        done={noop}
        cancel={done}
        isReady={length >= 10 && length <= 500}
      >
        <Text size="sm">{t("reportPage.unseal.lead")}</Text>
        <Text size="sm">{t("reportPage.unseal.told")}</Text>
        <NativeSelect
          label={t("reportPage.unseal.purpose")}
          data={unsealPurposes.map((each) => ({ value: each, label: t(`unsealPurpose.${each}`) }))}
          value={purpose}
          onChange={({ currentTarget }) =>
            setPurpose(unsealPurposes.find((each) => each === currentTarget.value) ?? "contact")
          }
        />
        <Textarea
          label={t("reportPage.unseal.reason")}
          description={t("reportPage.unseal.reasonHint")}
          autosize
          minRows={2}
          maxLength={500}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
      </ActForm>
    </Stack>
  );
}

const noop = (): void => {};
