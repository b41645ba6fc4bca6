import { Text, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTyped } from "../../answer/use-typed.ts";
import { useSay } from "../../speech.tsx";
import { api } from "../../trpc.ts";
import { useAct } from "../act.ts";
import type { ActFormProps } from "../offer.ts";
import { ActForm } from "./act-form.tsx";

/** A question to the reporter, and what it costs: of the days that may be spent waiting, how many are left. */
export function Ask({ opened: { report }, done }: ActFormProps) {
  const t = useSay();
  const act = useAct();
  const { pause } = useQuery(api.drafts.ahead.queryOptions({ report: report.id })).data ?? {};
  const [typed, type, forget] = useTyped(report.id, "ask", { question: "" });
  const [isTried, setTried] = useState(false);
  const { question } = typed;
  const send = (): string | undefined => {
    setTried(true);
    if (question.trim() === "") return "question";
    void act({
      verb: "ask",
      report: report.id,
      ifVersion: report.version,
      input: { question },
      said: t("answering.said.ask"),
    });
    forget();
    done();
    return undefined;
  };
  return (
    <ActForm name={t("act.ask")} submit={t("act.ask")} send={send} done={done}>
      <Textarea
        name="question"
        autoFocus
        autosize
        minRows={3}
        label={t("answering.question")}
        description={t("answering.askOnce")}
        error={isTried && question.trim() === "" ? t("answering.needed") : undefined}
        value={question}
        onChange={({ currentTarget: { value } }) => type({ question: value })}
        required
      />
      {pause !== undefined && (
        <Text size="sm">
          {pause.left === 0
            ? t("answering.pauseNone")
            : t("answering.pause", { left: pause.left, most: pause.most })}
        </Text>
      )}
    </ActForm>
  );
}
