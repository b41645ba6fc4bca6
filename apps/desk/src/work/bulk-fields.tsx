import { Select, Text, Textarea } from "@mantine/core";
import { archiveReasons } from "@simpul/domain";
import { useQuery } from "@tanstack/react-query";
import { useMe } from "../me.tsx";
import { useTenants, useUnits } from "../names.tsx";
import { useSay } from "../speech.tsx";
import { api } from "../trpc.ts";
import type { BulkAct } from "./bulk-verbs.ts";

type Input = Record<string, unknown>;

interface FieldsProps {
  readonly verb: BulkAct;
  readonly input: Input;
  onFill(input: Input): void;
}

/** What an act needs before it can be tried: without it there is nothing to preview. */
export function isComplete(verb: BulkAct, input: Input): boolean {
  switch (verb) {
    case "archive":
      return typeof input["reason"] === "string";
    case "forward":
      return typeof input["tenant"] === "string";
    case "assign":
      return typeof input["unit"] === "string";
    case "accept":
    case "entrust":
      return true;
  }
}

/** The same for all of them. */
export function BulkFields({ verb, input, onFill }: FieldsProps) {
  const t = useSay();
  const set = (name: string, value: string | null): void => {
    const { [name]: _, ...rest } = input;
    onFill(value === null || value.trim() === "" ? rest : { ...rest, [name]: value });
  };
  const chosen = (name: string): string | null =>
    typeof input[name] === "string" ? input[name] : null;
  const note = (
    <Textarea
      label={t("list.bulk.note")}
      autosize
      minRows={2}
      maxLength={20_000}
      value={chosen("note") ?? ""}
      onChange={({ currentTarget: { value } }) => set("note", value)}
    />
  );
  switch (verb) {
    case "archive":
      return (
        <>
          <Select
            label={t("list.bulk.reason")}
            data-autofocus
            required
            // A duplicate names the one report that it is the same as: each its own.
            data={archiveReasons
              .filter((reason) => reason !== "duplicate")
              .map((value) => ({ value, label: t(`archiveReason.${value}`) }))}
            value={chosen("reason")}
            onChange={(value) => set("reason", value)}
          />
          {note}
        </>
      );
    case "forward":
      return (
        <>
          <Tenant value={chosen("tenant")} onChange={(value) => set("tenant", value)} />
          {note}
        </>
      );
    case "assign":
      return (
        <>
          <Unit value={chosen("unit")} onChange={(value) => set("unit", value)} />
          {note}
        </>
      );
    case "entrust":
      return <Officer value={chosen("officer")} onChange={(value) => set("officer", value)} />;
    case "accept":
      return null;
  }
}

interface ChoiceProps {
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}

function Tenant(props: ChoiceProps) {
  const t = useSay();
  const { me } = useMe();
  const tenants = (useTenants().data ?? []).filter(
    ({ accepts, code }) => accepts && code !== me.tenant.code,
  );
  return (
    <Select
      {...props}
      label={t("list.bulk.to")}
      data-autofocus
      required
      searchable
      limit={40}
      data={tenants.map(({ code, name }) => ({ value: code, label: name }))}
    />
  );
}

function Unit(props: ChoiceProps) {
  const t = useSay();
  return (
    <Select
      {...props}
      label={t("list.bulk.unit")}
      data-autofocus
      required
      searchable
      data={(useUnits().data ?? []).map(({ code, name }) => ({ value: code, label: name }))}
    />
  );
}

/** Whoever may read the roster gives a case to somebody; everybody else takes it. */
function Officer(props: ChoiceProps) {
  const t = useSay();
  const mayChoose = useMe().may("read", "Roster");
  const roster = useQuery(
    api.roster.get.queryOptions({}, { enabled: mayChoose, staleTime: 300_000 }),
  ).data;
  if (!mayChoose) return <Text>{t("list.bulk.mine")}</Text>;
  const works = ["liaison", "unitHead", "inspectorate"];
  return (
    <Select
      {...props}
      label={t("list.bulk.officer")}
      data-autofocus
      searchable
      clearable
      placeholder={t("list.officer.me")}
      data={(roster?.officers ?? [])
        .filter(
          ({ role, ends }) =>
            works.includes(role) && (ends === undefined || ends >= (roster?.today ?? "")),
        )
        .map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}
