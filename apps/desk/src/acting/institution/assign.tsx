import { Button, Group, MultiSelect, Select, Text, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTyped } from "../../answer/use-typed.ts";
import { useNames, useUnits } from "../../names.tsx";
import { useSay } from "../../speech.tsx";
import { api } from "../../trpc.ts";
import { useAct } from "../act.ts";
import type { ActFormProps } from "../offer.ts";
import { ActForm } from "./act-form.tsx";

/** One accountable unit, others beside it, and what they are asked to do; what similar reports came to stands on top. */
export function Assign({ opened: { report }, done }: ActFormProps) {
  const t = useSay();
  const act = useAct();
  const names = useNames();
  const units = useUnits().data ?? [];
  const suggested = useQuery(
    api.suggest.units.queryOptions({ report: report.id }, { retry: false, staleTime: 60_000 }),
  );
  const [typed, type, forget] = useTyped(report.id, "assign", {
    unit: "",
    supporting: [] as string[],
    note: "",
  });
  const [isTried, setTried] = useState(false);
  const { unit, supporting, note } = typed;
  const options = units.map(({ code, name }) => ({ value: code, label: name }));
  const send = (): string | undefined => {
    setTried(true);
    if (unit === "") return "unit";
    const others = supporting.filter((code) => code !== unit);
    void act({
      verb: "assign",
      report: report.id,
      ifVersion: report.version,
      input: {
        unit,
        ...(others.length === 0 ? {} : { supporting: others }),
        ...(note.trim() === "" ? {} : { note }),
      },
      said: t("answering.said.assign", { unit: names.unit(unit) }),
    });
    forget();
    done();
    return undefined;
  };
  const others = (suggested.data?.candidates ?? []).filter((one) => one.unit !== report.unit);
  // What is far behind the likeliest is noise.
  const least = (others[0]?.confidence ?? 0) / 3;
  const candidates = others.filter(({ confidence }) => confidence >= least);
  return (
    <ActForm name={t("act.assign")} submit={t("act.assign")} send={send} done={done}>
      {candidates.length > 0 && (
        <Group gap="xs" role="group" aria-label={t("answering.units")}>
          <Text size="sm" c="dimmed">
            {t("answering.units")}
          </Text>
          {candidates.map(({ unit: code, confidence, reasons }) => {
            const past = Math.max(0, ...reasons.map((why) => ("past" in why ? why.past : 0)));
            return (
              <Button
                key={code}
                size="compact-sm"
                className="wraps"
                variant={code === unit ? "filled" : "default"}
                aria-pressed={code === unit}
                title={past > 0 ? t("answering.unitPast", { past }) : undefined}
                onClick={() => type({ unit: code })}
              >
                {t("answering.unitShare", {
                  unit: names.unit(code),
                  share: Math.round(confidence * 100),
                })}
              </Button>
            );
          })}
        </Group>
      )}
      <Select
        name="unit"
        autoFocus
        searchable
        label={t("answering.unit")}
        placeholder={t("answering.findUnit")}
        data={options}
        value={unit === "" ? null : unit}
        onChange={(code) => type({ unit: code ?? "" })}
        error={isTried && unit === "" ? t("answering.needed") : undefined}
        required
      />
      <MultiSelect
        searchable
        label={t("answering.supporting")}
        data={options.filter(({ value }) => value !== unit)}
        value={supporting.filter((code) => code !== unit)}
        onChange={(codes) => type({ supporting: codes })}
        maxValues={20}
      />
      <Textarea
        autosize
        minRows={2}
        label={t("answering.assignNote")}
        value={note}
        onChange={({ currentTarget: { value } }) => type({ note: value })}
      />
    </ActForm>
  );
}
