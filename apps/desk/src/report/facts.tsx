import { Anchor, Title } from "@mantine/core";
import type { ReactNode } from "react";
import type { Opened } from "../api-types.ts";
import { useMe } from "../me.tsx";
import { useNames } from "../names.tsx";
import { useSay } from "../speech.tsx";
import { isKey } from "@simpul/words";
import { useWhen } from "./when.ts";

/** What is known of a report beside its words. What is not known has no line. */
export function Facts({ opened: { report, inCharge } }: { readonly opened: Opened }) {
  const t = useSay();
  const names = useNames();
  const { me } = useMe();
  const when = useWhen();
  const { place, accused } = report;
  // A code from another version of the software stands for itself.
  const known = (prefix: string, code: string): string => {
    const key = `${prefix}.${code}`;
    // Proof: asked just before whether it is one; these texts have no parameters.
    return isKey(key) ? t(key as "class.complaint") : code;
  };
  const where = [
    ...(place.address === undefined ? [] : [place.address]),
    ...(place.area === undefined ? [] : [names.area(place.area)]),
  ].join(", ");
  const whom = [
    ...(accused?.office === undefined ? [] : [known("accusedOffice", accused.office)]),
    ...(accused?.unit === undefined
      ? []
      : [accused.tenant === me.tenant.code ? names.unit(accused.unit) : accused.unit]),
    ...(accused?.tenant === undefined ? [] : [names.tenant(accused.tenant)]),
  ].join(", ");
  const { latitude, longitude } = place;
  const rows: readonly (readonly [Name, ReactNode])[] = [
    ["class", report.class && known("class", report.class)],
    ["category", report.category && names.category(report.category)],
    ["place", where],
    [
      "map",
      latitude !== undefined && longitude !== undefined && (
        <Anchor href={`geo:${latitude},${longitude}`}>
          {latitude.toFixed(5)}, {longitude.toFixed(5)}
        </Anchor>
      ),
    ],
    ["roadStatus", place.roadStatus && known("roadStatus", place.roadStatus)],
    ["occurredOn", report.occurredOn && when.day(report.occurredOn)],
    ["receivedAt", when.moment(report.receivedAt)],
    ["channel", known("channel", report.channel)],
    ["origin", report.origin === me.tenant.code ? undefined : names.tenant(report.origin)],
    ["externalId", report.externalId],
    ["institution", report.institution && names.tenant(report.institution)],
    ["unit", report.unit && names.unit(report.unit)],
    ["supporting", report.supporting?.map(names.unit).join(", ")],
    ["inCharge", inCharge?.name],
    ["accused", whom],
    [
      "maladministration",
      report.maladministration.map((m) => known("maladministration", m)).join(", "),
    ],
    ["proposed", report.proposedTenant && names.tenant(report.proposedTenant)],
  ];
  return (
    <section aria-labelledby="facts-head">
      <Title order={3} size="h4" id="facts-head">
        {t("reportPage.facts")}
      </Title>
      <dl className="facts">
        {rows
          .filter(([, value]) => value !== undefined && value !== "" && value !== false)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{t(`reportPage.fact.${name}`)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}

type Name =
  | "class"
  | "category"
  | "place"
  | "map"
  | "roadStatus"
  | "occurredOn"
  | "receivedAt"
  | "channel"
  | "origin"
  | "externalId"
  | "institution"
  | "unit"
  | "supporting"
  | "accused"
  | "inCharge"
  | "maladministration"
  | "proposed";
