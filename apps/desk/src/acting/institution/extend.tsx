import { Text, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTyped } from "../../answer/use-typed.ts";
import { dayAt } from "../../days.ts";
import { useMe } from "../../me.tsx";
import { useWhen } from "../../report/when.ts";
import { useSay } from "../../speech.tsx";
import { api } from "../../trpc.ts";
import { useAct } from "../act.ts";
import type { ActFormProps } from "../offer.ts";
import { ActForm } from "./act-form.tsx";

/** Once, with a reason: says which day it comes to before it is asked for. */
export function Extend({ opened: { report }, done }: ActFormProps) {
  const t = useSay();
  const act = useAct();
  const { me } = useMe();
  const { day } = useWhen();
  const { extension } = useQuery(api.drafts.ahead.queryOptions({ report: report.id })).data ?? {};
  const [typed, type, forget] = useTyped(report.id, "extend", { reason: "" });
  const [isTried, setTried] = useState(false);
  const { reason } = typed;
  const send = (): string | undefined => {
    setTried(true);
    if (reason.trim() === "") return "reason";
    void act({
      verb: "extend",
      report: report.id,
      ifVersion: report.version,
      input: { reason },
      said: t("answering.said.extend"),
    });
    forget();
    done();
    return undefined;
  };
  const isLate = extension !== undefined && extension.date < dayAt(me.now, me.tenant.zone);
  const to =
    extension === undefined
      ? ""
      : `${day(extension.date)}${extension.provisional ? ` (${t("answering.provisional")})` : ""}`;
  return (
    <ActForm name={t("act.extend")} submit={t("act.extend")} send={send} done={done}>
      {extension !== undefined && (
        <Text size="sm" fw={600}>
          {extension.from === extension.date
            ? t("answering.extendSame", { to })
            : t("answering.extendTo", { from: day(extension.from), to })}{" "}
          {isLate && t("answering.extendLate")}
        </Text>
      )}
      <Textarea
        name="reason"
        autoFocus
        autosize
        minRows={2}
        label={t("answering.extendReason")}
        error={isTried && reason.trim() === "" ? t("answering.needed") : undefined}
        value={reason}
        onChange={({ currentTarget: { value } }) => type({ reason: value })}
        required
      />
    </ActForm>
  );
}
