import { Autocomplete, Button, Group, Select, TextInput } from "@mantine/core";
import { everyReportAction } from "@simpul/access";
import { keys } from "@simpul/words";
import { useMemo } from "react";
import { useSay } from "../../speech.tsx";
import { questions } from "./audit-search.ts";
import type { AuditSearch, Question } from "./audit-search.ts";
import { verbWords } from "./words.ts";
import type { AuditedPerson } from "./words.ts";

/** Every verb that has a word: the report's own, and those of desks. */
const verbs = [
  ...new Set([
    ...everyReportAction,
    ...keys.flatMap((key) => /^peopleDesk\.did\.(\w+)$/.exec(key)?.[1] ?? []),
  ]),
];

/** Who, what, about which report, when. @param choose takes the place of the whole filter */
export function AuditFilter({
  search,
  people,
  choose,
}: {
  readonly search: AuditSearch;
  readonly people: readonly AuditedPerson[];
  readonly choose: (search: AuditSearch) => void;
}) {
  const t = useSay();
  const verbsNamed = useMemo(
    () =>
      verbs
        .map((value) => ({ value, label: verbWords(t, value) }))
        .toSorted((a, b) => a.label.localeCompare(b.label)),
    [t],
  );
  const set = (name: keyof AuditSearch, value: string | null): void => {
    const { [name]: _, ...others } = search;
    choose(value === null || value === "" ? others : { ...others, [name]: value });
  };
  const named = Object.keys(questions) as Question[];
  const isAsked = (question: Question): boolean =>
    JSON.stringify(questions[question]) === JSON.stringify(search);
  return (
    <>
      <Group gap={6} role="group" aria-label={t("peopleDesk.audit.views")}>
        {named.map((question) => (
          <Button
            key={question}
            size="compact-sm"
            variant={isAsked(question) ? "filled" : "default"}
            aria-pressed={isAsked(question)}
            onClick={() => choose(isAsked(question) ? {} : questions[question])}
          >
            {t(`peopleDesk.audit.${question}`)}
          </Button>
        ))}
      </Group>
      <Group gap="xs" align="flex-end">
        <Select
          label={t("peopleDesk.audit.actor")}
          placeholder={t("peopleDesk.audit.anyone")}
          data={people.map(({ actor, name, isEnded }) => ({
            value: actor,
            label: isEnded ? `${name} (${t("peopleDesk.audit.left")})` : name,
          }))}
          value={search.actor ?? null}
          onChange={(value) => set("actor", value)}
          searchable
          clearable
          w={{ base: "100%", xs: 230 }}
        />
        <Select
          label={t("peopleDesk.audit.verb")}
          data={verbsNamed}
          value={search.verb ?? null}
          onChange={(value) => set("verb", value)}
          searchable
          clearable
          w={{ base: "100%", xs: 230 }}
        />
        <Autocomplete
          label={t("peopleDesk.audit.outcome")}
          data={["done", "read", "secret", "refused", "signedIn", "opened"]}
          value={search.outcome ?? ""}
          onChange={(value) => set("outcome", value)}
          w={{ base: "48%", xs: 140 }}
        />
        <TextInput
          label={t("peopleDesk.audit.report")}
          value={search.report ?? ""}
          onChange={({ currentTarget }) => set("report", currentTarget.value.trim())}
          w={{ base: "48%", xs: 180 }}
        />
        <TextInput
          type="date"
          label={t("peopleDesk.audit.from")}
          value={search.from ?? ""}
          onChange={({ currentTarget }) => set("from", currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t("peopleDesk.audit.to")}
          value={search.to ?? ""}
          onChange={({ currentTarget }) => set("to", currentTarget.value)}
        />
        {Object.keys(search).length > 0 && (
          <Button variant="subtle" onClick={() => choose({})}>
            {t("peopleDesk.audit.clear")}
          </Button>
        )}
      </Group>
    </>
  );
}
