import { Alert, Button, Code, FileButton, Group, List, Table, Text, Title } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Outputs } from "../api-types.ts";
import { dayWords } from "../days.ts";
import { useMe } from "../me.tsx";
import { Unread } from "../parts/unread.tsx";
import { Problem } from "../people/problem.tsx";
import { useLang, useSay } from "../speech.tsx";
import { api } from "../trpc.ts";

type Kind = "calendar" | "policy";
type Tried = Outputs["terms"]["preview"];

/** By which calendar and which clock policy deadlines count, and what another one would change. */
export function Terms() {
  const t = useSay();
  const { may } = useMe();
  const asked = useQuery(api.terms.inForce.queryOptions());
  const told = asked.data;
  return (
    <section aria-busy={asked.isPending}>
      <Title order={2}>{t("settingsDesk.terms.title")}</Title>
      {asked.isError && <Unread error={asked.error} again={() => void asked.refetch()} />}
      {told !== undefined && (
        <>
          <Head kind="calendar" told={told.calendar} />
          {told.calendar.document !== null && <Decrees document={told.calendar.document} />}
          {may("manage", "Node") && <DryRun kind="calendar" />}
          <Head kind="policy" told={told.policy} />
          {told.policy.document !== null && <Rules document={told.policy.document} />}
          {may("manage", "Node") && <DryRun kind="policy" />}
        </>
      )}
    </section>
  );
}

type InForce = Outputs["terms"]["inForce"];

function Head({ kind, told }: { readonly kind: Kind; readonly told: InForce[Kind] }) {
  const t = useSay();
  return (
    <>
      <Title order={3} mt="md" fz="md">
        {t(`settingsDesk.terms.${kind}`)}
      </Title>
      <Text size="sm" {...(told.document === null ? { c: "red" } : { c: "dimmed" })}>
        {told.document === null
          ? t("settingsDesk.terms.unreadable")
          : told.published === 0
            ? t("settingsDesk.terms.shipped", { version: told.document.version })
            : t("settingsDesk.terms.published", {
                version: told.document.version,
                number: told.published,
              })}
      </Text>
    </>
  );
}

function Decrees({
  document: { decrees },
}: {
  readonly document: NonNullable<InForce["calendar"]["document"]>;
}) {
  const t = useSay();
  return (
    <List size="sm" mt={4}>
      {decrees.map(({ id, year, decree, tenant, adds, removes }) => (
        <List.Item key={id}>
          {year}: {decree}
          {tenant !== undefined && ` (${tenant})`}{" "}
          <Text span size="sm" c="dimmed">
            {t("settingsDesk.terms.days", { added: adds.length, removed: removes.length })}
          </Text>
        </List.Item>
      ))}
    </List>
  );
}

function Rules({
  document: { rules },
}: {
  readonly document: NonNullable<InForce["policy"]["document"]>;
}) {
  const t = useSay();
  const { lang } = useLang();
  return (
    <Table verticalSpacing={4} className="rules">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("settingsDesk.terms.clock")}</Table.Th>
          <Table.Th>{t("settingsDesk.terms.amount")}</Table.Th>
          <Table.Th>{t("settingsDesk.terms.for")}</Table.Th>
          <Table.Th>{t("settingsDesk.terms.basis")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rules.map((rule) => (
          <Table.Tr key={rule.id}>
            <Table.Td>{t(`clock.${rule.clock}`)}</Table.Td>
            <Table.Td>{t(`settingsDesk.terms.${rule.unit}`, { n: rule.amount })}</Table.Td>
            <Table.Td>
              {[
                ...(rule.classes ?? []).map((one) => t(`class.${one}`)),
                ...(rule.categories ?? []),
                ...(rule.supervisory === true ? [t("settingsDesk.terms.supervisory")] : []),
                ...(rule.tenant === undefined ? [] : [rule.tenant]),
                ...(rule.validUntil === undefined
                  ? []
                  : [t("settingsDesk.terms.until", { day: dayWords(lang, rule.validUntil) })]),
              ].join(", ") || t("hubDesk.all")}
            </Table.Td>
            <Table.Td>{rule.legalBasis}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** A document from a file, tried against the open reports. To publish one is a command at the hub. */
function DryRun({ kind }: { readonly kind: Kind }) {
  const t = useSay();
  const [name, setName] = useState<string>();
  const [isNoJson, setNoJson] = useState(false);
  const trial = useMutation(api.terms.preview.mutationOptions());
  const read = async (file: File | null): Promise<void> => {
    if (file === null) return;
    setName(file.name);
    setNoJson(false);
    trial.reset();
    try {
      // Proof: what JSON reads is JSON; the server says whether it is such a document.
      const document = JSON.parse(await file.text()) as null;
      trial.mutate({ kind, document });
    } catch {
      setNoJson(true);
    }
  };
  return (
    <div>
      <Group mt="xs" gap="xs">
        <FileButton accept="application/json,.json" onChange={(file) => void read(file)}>
          {(props) => (
            <Button {...props} variant="default" size="compact-sm" loading={trial.isPending}>
              {t(`settingsDesk.terms.try.${kind}`)}
            </Button>
          )}
        </FileButton>
        <Text size="sm" c="dimmed">
          {t("settingsDesk.terms.tryWhy")}
        </Text>
      </Group>
      {isNoJson && (
        <Alert color="red" variant="light" role="alert" mt="xs">
          {t("settingsDesk.terms.noJson", { file: name ?? "" })}
        </Alert>
      )}
      {trial.isError && <Problem error={trial.error} />}
      {trial.data !== undefined && <Foreseen kind={kind} file={name ?? ""} tried={trial.data} />}
    </div>
  );
}

function Foreseen({
  kind,
  file,
  tried,
}: {
  readonly kind: Kind;
  readonly file: string;
  readonly tried: Tried;
}) {
  const t = useSay();
  const { lang } = useLang();
  const n = (count: number): string => new Intl.NumberFormat(lang).format(count);
  if (tried.outcome === "refused")
    return (
      <Alert
        color="red"
        variant="light"
        role="alert"
        mt="xs"
        title={t("settingsDesk.terms.faults", { file })}
      >
        <List size="sm">
          {tried.faults.map(({ pointer, says }) => (
            <List.Item key={`${pointer} ${says}`}>
              <Code>{pointer === "" ? "/" : pointer}</Code> {says}
            </List.Item>
          ))}
        </List>
      </Alert>
    );
  return (
    <Alert
      color="tide"
      variant="light"
      role="status"
      mt="xs"
      title={t("settingsDesk.terms.moved", { moved: n(tried.moved), open: n(tried.open) })}
    >
      <List size="sm">
        {tried.clocks.map((clock) => (
          <List.Item key={clock.clock}>
            {t(`clock.${clock.clock}`)}:{" "}
            {t("settingsDesk.terms.movedOf", { moved: n(clock.moved), open: n(clock.open) })}
            {clock.ended > 0 && `, ${t("settingsDesk.terms.ended", { n: n(clock.ended) })}`}
          </List.Item>
        ))}
      </List>
      {tried.provisional > 0 && (
        <Text size="sm">{t("settingsDesk.terms.provisional", { n: n(tried.provisional) })}</Text>
      )}
      <Text size="sm" mt="xs">
        {t("settingsDesk.terms.publish")}
      </Text>
      <Code block className="breaks copied">{`npm run simpul -- ${kind} import ${file}`}</Code>
    </Alert>
  );
}
