import {
  Autocomplete,
  Checkbox,
  Group,
  MultiSelect,
  Radio,
  Select,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from "@mantine/core";
import {
  accusedOffices,
  classes,
  maladministrationTypes,
  roadStatuses,
  urgencies,
} from "@simpul/domain";
import type { ReactNode } from "react";
import "./verification.css";
import { useMe } from "../../me.tsx";
import { useCategories, useTenants, useUnits } from "../../names.tsx";
import { useLang, useSay } from "../../speech.tsx";
import { AreaSelect } from "../../work/area-select.tsx";
import type { Lacking, Typed } from "./assessment.ts";
import { categoryGroups } from "./categories.ts";
import { heldEscape } from "./held-escape.ts";
import { PersonalInTitle } from "./personal-in-title.tsx";
import { findTenants } from "../institution/find-tenants.ts";

export interface AssessmentProps {
  readonly typed: Typed;
  readonly change: (next: Partial<Typed>) => void;
  /** Codes of categories, the likeliest first. */
  readonly likely: readonly string[];
  /** Fields that something is wrong with: those that lack something, and the one that the server refused. */
  readonly wrong: ReadonlySet<string>;
  /** Classes that can be meant; all unless given. */
  readonly only?: readonly (typeof classes)[number][];
}

const most = 20;

/** What is said of every report: what kind it is, what about, and what the public calls it. */
export function AssessmentFields(props: AssessmentProps) {
  const { typed, change, likely, wrong, only = classes } = props;
  const t = useSay();
  const { lang } = useLang();
  const categories = useCategories().data ?? [];
  const groups = categoryGroups(categories, likely, lang, {
    likely: t("verifying.likely"),
    general: (name) => t("verifying.general", { name }),
  });
  const asksRoad = categories.find(({ code }) => code === typed.category)?.asksRoadStatus === true;
  const refused = (field: string): ReactNode =>
    wrong.has(field) ? t("verifying.refusedHere") : undefined;
  return (
    <Stack gap="sm" onKeyDownCapture={heldEscape}>
      <SimpleGrid type="container" cols={{ base: 1, "30rem": 2 }} spacing="sm">
        <Select
          label={t("verifying.field.category")}
          required
          searchable
          limit={most * 2}
          data={groups.map(({ group, items }) => ({ group, items: [...items] }))}
          value={typed.category === "" ? null : typed.category}
          onChange={(category) => change({ category: category ?? "" })}
          nothingFoundMessage={t("verifying.noCategory")}
          error={wrong.has("category") && typed.category !== "" && t("verifying.refusedHere")}
        />
        <Radio.Group
          label={t("verifying.field.urgency")}
          value={typed.urgency}
          onChange={(urgency) => change({ urgency })}
        >
          <Group gap="md" mt={6}>
            {urgencies.map((each) => (
              <Radio key={each} value={each} label={t(`urgency.${each}`)} />
            ))}
          </Group>
        </Radio.Group>
      </SimpleGrid>
      <Radio.Group
        label={t("verifying.field.class")}
        required
        value={typed.class}
        onChange={(next) => change({ class: next })}
        error={refused("class")}
      >
        <Group gap="md" mt={6}>
          {only.map((each) => (
            <Radio key={each} value={each} label={t(`class.${each}`)} />
          ))}
        </Group>
      </Radio.Group>
      {typed.class === "whistleblowing" && (
        <Text size="sm" fw={600} role="status">
          {t("verifying.whistleblowing")}
        </Text>
      )}
      <TextInput
        label={t("verifying.field.title")}
        description={t("verifying.titleHint")}
        value={typed.title}
        maxLength={600}
        onChange={({ currentTarget: { value } }) => change({ title: value })}
        error={typed.title.length > 500 ? t("verifying.titleLong") : refused("title")}
      />
      <PersonalInTitle title={typed.title} change={(title) => change({ title })} />
      <Place {...props} asksRoad={asksRoad} />
      <Accused {...props} />
    </Stack>
  );
}

function Place({
  typed,
  change,
  wrong,
  asksRoad,
}: AssessmentProps & { readonly asksRoad: boolean }) {
  const t = useSay();
  const isWrongPoint = wrong.has("point" satisfies Lacking);
  return (
    <fieldset className="form-part">
      <legend>{t("verifying.place")}</legend>
      <SimpleGrid type="container" cols={{ base: 1, "30rem": 2 }} spacing="sm">
        <AreaSelect
          label={t("verifying.field.area")}
          description={t("verifying.areaHint")}
          value={typed.area === "" ? undefined : typed.area}
          onChange={(area) => change({ area: area ?? "" })}
        />
        <TextInput
          label={t("verifying.field.point")}
          description={t("verifying.pointHint")}
          value={typed.point}
          maxLength={60}
          autoComplete="off"
          onChange={({ currentTarget: { value } }) => change({ point: value })}
          error={isWrongPoint && t("verifying.pointWrong")}
        />
      </SimpleGrid>
      <TextInput
        mt="sm"
        label={t("verifying.field.address")}
        value={typed.address}
        maxLength={1000}
        onChange={({ currentTarget: { value } }) => change({ address: value })}
        error={wrong.has("address") && t("verifying.refusedHere")}
      />
      {(asksRoad || typed.roadStatus !== "") && (
        <Radio.Group
          mt="sm"
          label={t("verifying.field.roadStatus")}
          value={typed.roadStatus}
          onChange={(roadStatus) => change({ roadStatus })}
        >
          <Group gap="md" mt={6}>
            {roadStatuses.map((each) => (
              <Radio key={each} value={each} label={t(`roadStatus.${each}`)} />
            ))}
          </Group>
        </Radio.Group>
      )}
    </fieldset>
  );
}

/** Who is complained about, and of what: closed where nobody is, for most reports are about a thing. */
function Accused({ typed, change, wrong }: AssessmentProps) {
  const t = useSay();
  const { me } = useMe();
  const tenants = useTenants().data ?? [];
  const units = useUnits().data ?? [];
  const isSaid =
    typed.class === "whistleblowing" ||
    typed.supervisory === "yes" ||
    typed.maladministration.length > 0 ||
    typed.accusedTenant !== "" ||
    typed.accusedUnit !== "";
  const isOwn = typed.accusedTenant === "" || typed.accusedTenant === me.tenant.code;
  return (
    <details className="form-part" {...(isSaid ? { open: true } : {})}>
      <summary>
        {t("verifying.accused")}
        {!isSaid && <span className="aside"> · {t("verifying.accusedNone")}</span>}
      </summary>
      <Stack gap="sm" mt="xs">
        <Checkbox
          label={t("verifying.supervisory")}
          checked={typed.supervisory === "yes"}
          onChange={({ currentTarget: { checked } }) =>
            change({ supervisory: checked ? "yes" : "" })
          }
        />
        <MultiSelect
          label={t("verifying.field.maladministration")}
          clearable
          searchable
          data={maladministrationTypes.map((each) => ({
            value: each,
            label: t(`maladministration.${each}`),
          }))}
          value={[...typed.maladministration]}
          onChange={(maladministration) => change({ maladministration })}
        />
        <SimpleGrid type="container" cols={{ base: 1, "30rem": 2 }} spacing="sm">
          <Select
            label={t("verifying.field.accusedTenant")}
            searchable
            clearable
            data={tenants.map(({ code, name }) => ({ value: code, label: name }))}
            // Of some 700 those that may be meant.
            filter={({ search }) =>
              findTenants(tenants, search, most).map(({ code, name }) => ({
                value: code,
                label: name,
              }))
            }
            value={typed.accusedTenant === "" ? null : typed.accusedTenant}
            onChange={(code) => change({ accusedTenant: code ?? "" })}
            error={wrong.has("accusedTenant") && t("verifying.accusedNeeds")}
          />
          <Select
            label={t("verifying.field.accusedOffice")}
            clearable
            data={accusedOffices.map((each) => ({
              value: each,
              label: t(`accusedOffice.${each}`),
            }))}
            value={typed.accusedOffice === "" ? null : typed.accusedOffice}
            onChange={(office) => change({ accusedOffice: office ?? "" })}
          />
        </SimpleGrid>
        <Autocomplete
          label={t("verifying.field.accusedUnit")}
          data={isOwn ? units.map(({ code }) => code) : []}
          limit={most}
          maxLength={500}
          value={typed.accusedUnit}
          onChange={(accusedUnit) => change({ accusedUnit })}
        />
      </Stack>
    </details>
  );
}
